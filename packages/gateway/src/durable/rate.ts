/**
 * Sliding window in memory. An object that hibernates forgets it, which takes longer than any window here.
 */
export class Rate {
  readonly #limit: number
  readonly #windowMs: number
  readonly #times: number[] = []

  constructor(limit: number, windowMs: number) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Zero when one more is allowed now, and counts it; else the milliseconds until it would be. */
  take(now: number): number {
    let oldest = this.#times[0]
    while (oldest !== undefined && now - oldest >= this.#windowMs) {
      this.#times.shift()
      oldest = this.#times[0]
    }
    if (oldest !== undefined && this.#times.length >= this.#limit) return oldest + this.#windowMs - now
    this.#times.push(now)
    return 0
  }
}
