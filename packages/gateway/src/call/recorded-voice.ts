import { CALL_LIMITS, PCM_RATE } from '@baton/protocol'
import { encodeMulaw } from '@baton/sound/mulaw'
import { writeMulawWav } from '@baton/sound/mulaw-wav'

const SAMPLES_A_MS = PCM_RATE / 1_000
const MOST_SAMPLES = CALL_LIMITS.recordingMs * SAMPLES_A_MS
/** A network that stood still for less than this brings what is missing later, and all at once. */
const LATE_SAMPLES = 250 * SAMPLES_A_MS
const FIRST_SAMPLES = 5_000 * SAMPLES_A_MS
/** µ-law of nothing. */
const SILENCE = 0xff

/** One voice of a call while a piece of it is recorded. When nothing comes, that is kept as silence, so that it stays in time. */
export class RecordedVoice {
  readonly at: number
  #codes = new Uint8Array(FIRST_SAMPLES).fill(SILENCE)
  #length = 0

  constructor(at: number) {
    this.at = at
  }

  /** False when it does not fit into this piece any more: it begins the next. */
  add(samples: Int16Array, now: number): boolean {
    const due = Math.round((now - this.at) * SAMPLES_A_MS)
    const from = due - this.#length > LATE_SAMPLES ? due : this.#length
    const length = from + samples.length
    if (length > MOST_SAMPLES) return false
    this.#grow(length)
    this.#codes.set(encodeMulaw(samples), from)
    this.#length = length
    return true
  }

  get durationMs(): number {
    return Math.round(this.#length / SAMPLES_A_MS)
  }

  wav(): Uint8Array<ArrayBuffer> {
    return writeMulawWav({ rate: PCM_RATE, codes: this.#codes.subarray(0, this.#length) })
  }

  #grow(length: number): void {
    if (length <= this.#codes.length) return
    const more = new Uint8Array(Math.min(MOST_SAMPLES, Math.max(length, this.#codes.length * 2))).fill(SILENCE)
    more.set(this.#codes)
    this.#codes = more
  }
}
