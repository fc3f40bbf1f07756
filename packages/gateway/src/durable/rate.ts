/**
 * Sliding window in memory. An object that hibernates forgets it, which takes longer than any window here.
 */
export class Rate {
  readonly #limit: number
  readonly #windowMs: number
  /** When the last `limit` were taken, as a ring: what is about to be overwritten is the oldest that still counts. */
  readonly #times: number[] = []
  #next = 0

  constructor(limit: number, windowMs: number) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Zero when one more is allowed now, and counts it; else the milliseconds until it would be. */
  take(now: number): number {
    const oldest = this.#times[this.#next] ?? Number.NEGATIVE_INFINITY
    const wait = oldest + this.#windowMs - now
    // What lies ahead was taken before the clock was set back.
    if (wait > 0 && oldest <= now) return wait
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#limit
    return 0
  }
}
