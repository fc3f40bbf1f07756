import type { Vocabulary } from './model.ts'

/** A sparse vector of length 1 (or empty): `values[i]` stands at `ids[i]`. Ids are ascending. */
export interface Sparse {
  ids: Int32Array
  values: Float64Array
  /** Share 0..1 of the message's weight that the space knows; the rest are unseen terms. */
  known: number
}

/** Counts in how many documents (as terms) each term is. Linear in the terms. */
export function learnVocabulary(documents: Iterable<readonly string[]>): Vocabulary {
  const ids = new Map<string, number>()
  const counts: number[] = []
  let total = 0
  for (const terms of documents) {
    total += 1
    for (const term of new Set(terms)) {
      const id = ids.get(term)
      if (id === undefined) {
        ids.set(term, counts.length)
        counts.push(1)
      } else counts[id] = (counts[id] ?? 0) + 1
    }
  }
  return {
    terms: [...ids.keys()],
    idf: Float32Array.from(counts, (count) => Math.log((1 + total) / (1 + count)) + 1),
    unseen: Math.log(1 + total) + 1,
  }
}

/** Sublinear TF-IDF over a fixed vocabulary. A vector costs O(t log t) for t terms. */
export class FeatureSpace {
  readonly #ids: ReadonlyMap<string, number>
  readonly #idf: Float32Array
  /** Weight of a term nobody has seen: as rare as can be. */
  readonly #unseen: number

  constructor({ terms, idf, unseen }: Vocabulary) {
    this.#ids = new Map(terms.map((term, id) => [term, id]))
    this.#idf = idf
    this.#unseen = unseen
  }

  get size(): number {
    return this.#idf.length
  }

  knows(term: string): boolean {
    return this.#ids.has(term)
  }

  /** Inverse document frequency of a term; the highest there is for one never seen. */
  weight(term: string): number {
    const id = this.#ids.get(term)
    return id === undefined ? this.#unseen : (this.#idf[id] ?? this.#unseen)
  }

  vector(terms: readonly string[]): Sparse {
    const counts = new Map<string, number>()
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    const weights: [id: number, weight: number][] = []
    let knownSquares = 0
    let unseenSquares = 0
    for (const [term, count] of counts) {
      const weight = (1 + Math.log(count)) * this.weight(term)
      const id = this.#ids.get(term)
      if (id === undefined) {
        unseenSquares += weight * weight
      } else {
        knownSquares += weight * weight
        weights.push([id, weight])
      }
    }
    weights.sort((left, right) => left[0] - right[0])
    const norm = Math.sqrt(knownSquares)
    return {
      ids: Int32Array.from(weights, ([id]) => id),
      values: Float64Array.from(weights, ([, weight]) => weight / norm),
      known: norm === 0 ? 0 : norm / Math.sqrt(knownSquares + unseenSquares),
    }
  }
}
