import { CAPTURE } from '../audio/worklet-scope.ts'
import { type CapturedFrame, Framer, type Heard } from './framer.ts'

const NOTHING = new Float32Array(128)

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #framer = new Framer(sampleRate)
  #frames: MessagePort | undefined

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<MessagePort>) => {
      this.#frames = data
    }
  }

  process([input]: Float32Array[][]): boolean {
    // A microphone that is gone is silent, so that the clock of what is sent goes on.
    this.#framer.push(input?.[0] ?? NOTHING, (frame) => this.#tell(frame))
    return true
  }

  #tell({ samples, ...heard }: CapturedFrame): void {
    this.#frames?.postMessage({ samples, ...heard } satisfies CapturedFrame, [samples.buffer])
    this.port.postMessage(heard satisfies Heard)
  }
}

registerProcessor(CAPTURE, CaptureProcessor)
