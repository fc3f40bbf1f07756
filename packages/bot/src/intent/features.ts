import type { Vocabulary } from './model.ts'

/** A sparse vector of length 1 (or empty): `values[i]` stands at `ids[i]`. Ids are ascending. */
export interface Sparse {
  ids: Int32Array
  values: Float64Array
  /** Share 0..1 of the message's weight that the space knows; the rest are unseen terms. */
  known: number
}

/** How a vocabulary is learnt. */
interface Learning {
  /** Whether a term that only one document has is worth keeping. Default: all are. */
  keepsRare?: (term: string) => boolean
  /** Power of the rarity. Below 1 rare terms count less. Default 1. */
  power?: number
}

/** Learns terms and their rarity from documents, each a list of terms. Linear in the terms. */
export function learnVocabulary(
  documents: readonly (readonly string[])[],
  { keepsRare = () => true, power = 1 }: Learning = {},
): Vocabulary {
  const counts = new Map<string, number>()
  for (const terms of documents) for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1)
  const kept = [...counts].filter(([term, count]) => count > 1 || keepsRare(term))
  const rarity = (count: number) => (Math.log((1 + documents.length) / (1 + count)) + 1) ** power
  return {
    terms: kept.map(([term]) => term),
    idf: Float32Array.from(kept, ([, count]) => rarity(count)),
    unseen: rarity(0),
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
