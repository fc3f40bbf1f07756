import { Rate } from './rate.ts'

/**
 * A `Rate` for each of many keys, in memory and bounded: when there are more keys than `keys`, the one not seen for
 * longest begins anew.
 */
export class Rates {
  readonly #rates = new Map<string, Rate>()
  readonly #keys: number

  constructor(keys: number) {
    this.#keys = keys
  }

  /** Zero when one more is allowed for `key`, and counts it; else the milliseconds until it would be. */
  take(key: string, limit: number, windowMs: number, now: number): number {
    const rate = this.#rates.get(key) ?? new Rate(limit, windowMs)
    // Moved to the end, so that the first key of the map is the one not seen for longest.
    this.#rates.delete(key)
    this.#rates.set(key, rate)
    for (const oldest of this.#rates.keys()) {
      if (this.#rates.size <= this.#keys) break
      this.#rates.delete(oldest)
    }
    return rate.take(now)
  }
}
