/** What a worklet finds around it; the library of the DOM leaves it out. */
declare global {
  abstract class AudioWorkletProcessor {
    readonly port: MessagePort
    /** Answers whether it is still needed. */
    abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean
  }
  function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
  /** Of the context, in Hz; and its clock, in seconds. */
  const sampleRate: number
  const currentTime: number
}

/** Names under which the worklets register. */
export const CAPTURE = 'baton-capture'
export const PLAYER = 'baton-player'
