import type { Sample } from './exposition.ts'

/** A number that only grows. The bare one costs an addition: it is counted on the way of every message. */
export class Counter {
  #count = 0

  add(by = 1): void {
    this.#count += by
  }

  samples(): Sample[] {
    return [{ value: this.#count }]
  }
}

/** One counter for each value of a label. Values come from the code's own lists, never from a request: each is kept for good. */
export class CounterBy<Value extends string> {
  readonly #label: string
  readonly #counts = new Map<Value, number>()

  /** @param known values to show as zero before anything was counted, so that a rate can be told from the first one on. */
  constructor(label: string, known: readonly Value[] = []) {
    this.#label = label
    for (const value of known) this.#counts.set(value, 0)
  }

  add(value: Value, by = 1): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + by)
  }

  samples(): Sample[] {
    return [...this.#counts].map(([value, count]) => ({ labels: { [this.#label]: value }, value: count }))
  }
}
