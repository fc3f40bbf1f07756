/** Saturation of repeated terms and weight of document length, at their usual values. */
const K1 = 1.2
const B = 0.75

/**
 * Okapi BM25 over term lists, scaled to 0..1: the share of the best score that any document could reach for the query.
 * Terms no document has count against the query, so that a question about something else stays low.
 * Built in O(terms); a query costs O(sum of the postings of its terms).
 */
export class Bm25 {
  readonly #postings = new Map<string, { document: number; weight: number }[]>()
  readonly #size: number

  constructor(documents: readonly (readonly string[])[]) {
    this.#size = documents.length
    const average = documents.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, documents.length)
    documents.forEach((terms, document) => {
      const counts = new Map<string, number>()
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
      const dampening = K1 * (1 - B + (B * terms.length) / Math.max(1, average))
      for (const [term, count] of counts) {
        const list = this.#postings.get(term)
        const entry = { document, weight: (count * (K1 + 1)) / (count + dampening) }
        if (list) list.push(entry)
        else this.#postings.set(term, [entry])
      }
    })
  }

  #idf(matches: number): number {
    return Math.log(1 + (this.#size - matches + 0.5) / (matches + 0.5))
  }

  /** Score 0..1 of each document. */
  scores(query: readonly string[]): Float64Array {
    const scores = new Float64Array(this.#size)
    let best = 0
    for (const term of new Set(query)) {
      const list = this.#postings.get(term) ?? []
      const idf = this.#idf(list.length)
      best += idf * (K1 + 1)
      for (const { document, weight } of list) scores[document] = (scores[document] ?? 0) + idf * weight
    }
    return best === 0 ? scores : scores.map((score) => score / best)
  }
}
