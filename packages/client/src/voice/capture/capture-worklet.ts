import { CAPTURE } from '../audio/worklet-scope.ts'
import { Framer } from './framer.ts'

const NOTHING = new Float32Array(128)

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #framer = new Framer(sampleRate)

  process([input]: Float32Array[][]): boolean {
    // A microphone that is gone is silent, so that the clock of what is sent goes on.
    this.#framer.push(input?.[0] ?? NOTHING, (frame) => this.port.postMessage(frame, [frame.samples.buffer]))
    return true
  }
}

registerProcessor(CAPTURE, CaptureProcessor)
