/** Whether many come in a short time, let in or not. */
export class Crowd {
  readonly #windowMs: number
  /** When the last ones came, as a ring: what is about to be overwritten is the oldest. */
  readonly #times: number[]
  #next = 0

  /** @param many so many within `windowMs` are a crowd. */
  constructor(many: number, windowMs: number) {
    this.#times = Array.from({ length: many }, () => Number.NEGATIVE_INFINITY)
    this.#windowMs = windowMs
  }

  /** One more comes: are they one of a crowd? */
  comes(now: number): boolean {
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#times.length
    return now - (this.#times[this.#next] ?? now) < this.#windowMs
  }
}
