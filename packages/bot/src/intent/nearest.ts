import type { Sparse, Vector } from './features.ts'

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

  constructor(vectors: readonly Vector[], labels: readonly number[], space: number) {
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
      const members = this.#members[label] ?? []
      return (highest(members, this.#starts, this.#ids, this.#values, this.#query) / WHOLE) * known
    })
    for (const id of ids) this.#query[id] = 0
    return found
  }
}

/** The highest product of the query with any of these rows: what most of a message's time goes to, hence plain loops. */
function highest(
  members: readonly number[],
  starts: Uint32Array,
  ids: Uint16Array | Uint32Array,
  values: Uint16Array,
  query: Float32Array,
): number {
  let best = 0
  for (let member = 0; member < members.length; member += 1) {
    const row = members[member] as number
    const end = starts[row + 1] as number
    let at = starts[row] as number
    // Two sums at once, neither of which waits for the other.
    let sum = 0
    let second = 0
    for (; at + 1 < end; at += 2) {
      sum += (values[at] as number) * (query[ids[at] as number] as number)
      second += (values[at + 1] as number) * (query[ids[at + 1] as number] as number)
    }
    if (at < end) sum += (values[at] as number) * (query[ids[at] as number] as number)
    if (sum + second > best) best = sum + second
  }
  return best
}
