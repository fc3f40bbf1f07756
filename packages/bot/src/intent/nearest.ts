import type { Sparse } from './features.ts'

/** A value of a vector of length 1, in two bytes. */
const WHOLE = 0xffff

/**
 * Cosine to the nearest phrasing of a class. Only the phrasings of the classes asked about are touched, whose terms lie
 * end to end: O(terms of those phrasings).
 */
export class NearestOfClass {
  readonly #query: Float32Array
  /** Where each phrasing begins among `#ids` and `#values`; one more than there are phrasings. */
  readonly #starts: Uint32Array
  readonly #ids: Uint16Array | Uint32Array
  /** In parts of `WHOLE`. */
  readonly #values: Uint16Array
  readonly #members: number[][]

  constructor(vectors: readonly Sparse[], labels: readonly number[], space: number) {
    this.#query = new Float32Array(space)
    this.#starts = new Uint32Array(vectors.length + 1)
    vectors.forEach(({ ids }, at) => {
      this.#starts[at + 1] = (this.#starts[at] ?? 0) + ids.length
    })
    const total = this.#starts[vectors.length] ?? 0
    this.#ids = space <= 0x10000 ? new Uint16Array(total) : new Uint32Array(total)
    this.#values = new Uint16Array(total)
    this.#members = []
    vectors.forEach(({ ids, values }, at) => {
      this.#ids.set(ids, this.#starts[at])
      this.#values.set(
        values.map((value) => Math.round(value * WHOLE)),
        this.#starts[at],
      )
      const label = labels[at] ?? 0
      const members = this.#members[label]
      if (members) members.push(at)
      else this.#members[label] = [at]
    })
  }

  /** For each class, 0..1. Terms the space never saw count against it. */
  cosines({ ids, values, known }: Sparse, classes: readonly number[]): number[] {
    ids.forEach((id, at) => {
      this.#query[id] = values[at] ?? 0
    })
    const found = classes.map((label) => {
      let best = 0
      for (const phrasing of this.#members[label] ?? []) best = Math.max(best, this.#product(phrasing))
      return best * known
    })
    for (const id of ids) this.#query[id] = 0
    return found
  }

  #product(phrasing: number): number {
    let sum = 0
    const end = this.#starts[phrasing + 1] ?? 0
    for (let at = this.#starts[phrasing] ?? 0; at < end; at += 1)
      sum += (this.#values[at] as number) * (this.#query[this.#ids[at] as number] as number)
    return sum / WHOLE
  }
}
