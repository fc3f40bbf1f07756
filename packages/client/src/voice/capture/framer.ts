import { FRAME_SAMPLES, PCM_RATE } from '@baton/protocol/wire'
import { levelOf } from '@baton/sound/level'
import { toInt16 } from '@baton/sound/pcm'
import { resampler } from '@baton/sound/resample'
import { voiceActivity } from '@baton/sound/voice-activity'

/** What is to be known of 20 ms of the microphone. */
export interface Heard {
  /** In dBov, 0 is as loud as can be. */
  level: number
  /** Somebody speaks, as far as can be told without understanding. */
  speech: boolean
}

export interface CapturedFrame extends Heard {
  samples: Int16Array<ArrayBuffer>
}

/** Cuts the microphone's sound, at whatever rate it comes, into frames of 20 ms at 16 kHz. */
export class Framer {
  readonly #toVoice: (samples: Float32Array) => Float32Array
  readonly #ears = voiceActivity(PCM_RATE)
  readonly #frame = new Float32Array(FRAME_SAMPLES)
  #filled = 0

  constructor(rate: number) {
    this.#toVoice = resampler(rate, PCM_RATE).push
  }

  push(heard: Float32Array, done: (frame: CapturedFrame) => void): void {
    let rest = this.#toVoice(heard)
    while (rest.length > 0) {
      const part = rest.subarray(0, FRAME_SAMPLES - this.#filled)
      this.#frame.set(part, this.#filled)
      this.#filled += part.length
      rest = rest.subarray(part.length)
      if (this.#filled === FRAME_SAMPLES) done(this.#take())
    }
  }

  #take(): CapturedFrame {
    this.#filled = 0
    const samples = new Int16Array(FRAME_SAMPLES)
    toInt16(this.#frame, samples)
    this.#ears.push(samples)
    return { samples, level: levelOf(samples), speech: this.#ears.speaking }
  }
}
