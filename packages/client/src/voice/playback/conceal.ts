import { likest, OVERLAP } from './splice.ts'

/** Over so many samples what is made up fades away: 60 ms. */
const FADE = 960

/** As loud as the hiss of a quiet line; silence outright sounds like a line that is dead. */
const HISS = 0.0004

/** What is heard while nothing has come: the last period again and again, softer each time, then hiss. */
export class Concealment {
  readonly #period: Float32Array
  #made = 0
  #noise = 1

  /** `heard` is the end of what was played; at least 400 samples. */
  constructor(heard: Float32Array) {
    const end = heard.subarray(heard.length - OVERLAP)
    const period = likest(end, heard, (lag) => heard.length - OVERLAP - lag, [40, 200])
    this.#period = heard.slice(heard.length - period)
  }

  next(length: number): Float32Array {
    const samples = new Float32Array(length)
    for (let i = 0; i < length; i += 1) {
      const gain = Math.max(0, 1 - this.#made / FADE)
      samples[i] = gain * (this.#period[this.#made % this.#period.length] ?? 0) + (1 - gain) * this.#hiss()
      this.#made += 1
    }
    return samples
  }

  #hiss(): number {
    this.#noise = (Math.imul(this.#noise, 1664525) + 1013904223) | 0
    return (this.#noise / 2 ** 31) * HISS
  }
}
