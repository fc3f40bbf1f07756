import type { Sparse } from './features.ts'

/**
 * Cosines of one vector with many stored ones, through an inverted index: only vectors that share a term are touched.
 * O(sum of the postings of the query's terms).
 */
export class CosineIndex {
  readonly #postings = new Map<number, { documents: number[]; values: number[] }>()
  readonly #size: number

  constructor(vectors: readonly Sparse[]) {
    this.#size = vectors.length
    vectors.forEach((vector, document) => {
      vector.ids.forEach((id, index) => {
        let list = this.#postings.get(id)
        if (!list) {
          list = { documents: [], values: [] }
          this.#postings.set(id, list)
        }
        list.documents.push(document)
        list.values.push(vector.values[index] ?? 0)
      })
    })
  }

  /** Cosine 0..1 of each stored vector with the query. Terms the space never saw count against it. */
  scores(query: Sparse): Float64Array {
    const scores = new Float64Array(this.#size)
    query.ids.forEach((id, index) => {
      const list = this.#postings.get(id)
      if (!list) return
      const weight = (query.values[index] ?? 0) * query.known
      list.documents.forEach((document, at) => {
        scores[document] = (scores[document] ?? 0) + weight * (list.values[at] ?? 0)
      })
    })
    return scores
  }
}
