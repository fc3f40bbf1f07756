import type { Sparse } from './features.ts'

/**
 * Cosines of one vector with many stored ones, through an inverted index: only vectors that share a term are touched.
 * O(sum of the postings of the query's terms). Typed arrays, six bytes for each term of a vector.
 */
export class CosineIndex {
  readonly #size: number
  /** Where the vectors of each term begin; one more than there are terms. */
  readonly #starts: Uint32Array
  /** Vectors that hold a term, term by term, and the values they have there. */
  readonly #documents: Uint16Array | Uint32Array
  readonly #values: Float32Array

  constructor(vectors: readonly Sparse[]) {
    this.#size = vectors.length
    const terms = vectors.reduce((most, { ids }) => Math.max(most, (ids.at(-1) ?? -1) + 1), 0)
    this.#starts = new Uint32Array(terms + 1)
    for (const { ids } of vectors) for (const id of ids) this.#starts[id + 1] = (this.#starts[id + 1] ?? 0) + 1
    for (let id = 0; id < terms; id += 1) this.#starts[id + 1] = (this.#starts[id + 1] ?? 0) + (this.#starts[id] ?? 0)
    const total = this.#starts[terms] ?? 0
    this.#documents = vectors.length <= 0xffff ? new Uint16Array(total) : new Uint32Array(total)
    this.#values = new Float32Array(total)
    const next = this.#starts.slice()
    for (const [document, { ids, values }] of vectors.entries()) {
      for (const [index, id] of ids.entries()) {
        const at = next[id] ?? 0
        this.#documents[at] = document
        this.#values[at] = values[index] ?? 0
        next[id] = at + 1
      }
    }
  }

  /** Cosine 0..1 of each stored vector with the query. Terms the space never saw count against it. */
  scores({ ids, values, known }: Sparse): Float64Array {
    const scores = new Float64Array(this.#size)
    for (let index = 0; index < ids.length; index += 1) {
      const id = ids[index] ?? 0
      const weight = (values[index] ?? 0) * known
      const end = this.#starts[id + 1] ?? 0
      for (let at = end === 0 ? 0 : (this.#starts[id] ?? 0); at < end; at += 1) {
        const document = this.#documents[at] ?? 0
        scores[document] = (scores[document] ?? 0) + weight * (this.#values[at] ?? 0)
      }
    }
    return scores
  }
}
