/** What a hop does to packets. Times in milliseconds; `loss` is a share, 0–1. */
export interface Conditions {
  delayMs: number
  /** Spread around the delay, even: `delayMs ± jitterMs`. */
  jitterMs: number
  loss: number
}

/** One direction of a hop. It never lets a packet overtake the one before, as a queue does not. */
export class Path {
  readonly #conditions: Conditions
  readonly #random: () => number
  #lastAt = 0

  constructor(conditions: Conditions, random: () => number) {
    this.#conditions = conditions
    this.#random = random
  }

  /** When a packet that enters now leaves, or null when it is lost. */
  leavesAt(now: number): number | null {
    const { delayMs, jitterMs, loss } = this.#conditions
    if (this.#random() < loss) return null
    const at = now + Math.max(0, delayMs + (this.#random() * 2 - 1) * jitterMs)
    this.#lastAt = Math.max(this.#lastAt, at)
    return this.#lastAt
  }
}
