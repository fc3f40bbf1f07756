import type { Sample } from './exposition.ts'

/** How long things took, in buckets of seconds. */
export class Histogram {
  readonly #bounds: readonly number[]
  readonly #counts: number[]
  #sum = 0

  /** @param bounds upper ends of the buckets in seconds, rising; one more takes the rest. */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#counts = new Array<number>(bounds.length + 1).fill(0)
  }

  observe(seconds: number): void {
    const at = this.#bounds.findIndex((bound) => seconds <= bound)
    const bucket = at < 0 ? this.#bounds.length : at
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#sum += seconds
  }

  samples(): Sample[] {
    let total = 0
    const buckets = this.#counts.map((count, at) => {
      total += count
      return { suffix: '_bucket', labels: { le: String(this.#bounds[at] ?? '+Inf') }, value: total }
    })
    return [...buckets, { suffix: '_sum', value: this.#sum }, { suffix: '_count', value: total }]
  }
}
