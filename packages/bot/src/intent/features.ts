import type { Vocabulary } from './model.ts'
import { TermIds } from './term-ids.ts'

/** A sparse vector of length 1 (or empty): `values[i]` stands at `ids[i]`. Ids are ascending. */
export interface Vector {
  ids: Int32Array
  values: Float64Array
}

/** The vector of a message that may have terms nobody has seen. */
export interface Sparse extends Vector {
  /** Share 0..1 of the message's weight that the space knows; the rest are unseen terms. */
  known: number
}

/** How a vocabulary is learnt. */
interface Learning {
  /** Whether a term that only one document has is worth keeping. Default: all are. */
  keepsRare?: (term: string) => boolean
  /** Power of the rarity. Below 1 rare terms count less. Default 1. */
  power?: number
  /** How much a term counts beside others that are as rare. Default 1. */
  worth?: (term: string) => number
}

/** A vocabulary and the documents it was learnt from as vectors of its space. */
export interface Learnt {
  vocabulary: Vocabulary
  vectors: Vector[]
}

/** Learns terms and their rarity from documents, each a list of terms. Linear in the terms. */
export const learnVocabulary = (documents: readonly (readonly string[])[], learning?: Learning): Vocabulary =>
  count(documents, learning).vocabulary

/** The same, and the documents in it: each term is looked up once, which is most of what learning costs. */
export function learnSpace(documents: readonly (readonly string[])[], learning?: Learning): Learnt {
  const { vocabulary, numbered, ids } = count(documents, learning)
  const vectors = numbered.map((document) => {
    let known = 0
    for (let at = 0; at < document.length; at += 1) {
      const id = ids[document[at] as number] as number
      if (id >= 0) document[known++] = id
    }
    return weighed(document.subarray(0, known), vocabulary.idf).vector
  })
  return { vocabulary, vectors }
}

/** The vocabulary, the documents in numbers of terms, and the id of each number: -1 where the term is not kept. */
function count(
  documents: readonly (readonly string[])[],
  { keepsRare = () => true, power = 1, worth = () => 1 }: Learning = {},
): { vocabulary: Vocabulary; numbered: Int32Array[]; ids: Int32Array } {
  const numbers = new TermIds()
  const all: string[] = []
  const counts: number[] = []
  const last: number[] = []
  const numbered = documents.map((terms, document) => {
    const row = new Int32Array(terms.length)
    for (const [at, term] of terms.entries()) {
      const number = numbers.add(term)
      row[at] = number
      if (number === all.length) {
        all.push(term)
        counts.push(0)
        last.push(-1)
      }
      if (last[number] === document) continue
      last[number] = document
      counts[number] = (counts[number] ?? 0) + 1
    }
    return row
  })
  const rarity = (times: number) => (Math.log((1 + documents.length) / (1 + times)) + 1) ** power
  const ids = new Int32Array(counts.length).fill(-1)
  const terms: string[] = []
  const idf: number[] = []
  for (const [number, term] of all.entries()) {
    const times = counts[number] ?? 0
    if (times === 1 && !keepsRare(term)) continue
    ids[number] = terms.length
    terms.push(term)
    idf.push(worth(term) * rarity(times))
  }
  return { vocabulary: { terms, idf: Float32Array.from(idf), unseen: rarity(0) }, numbered, ids }
}

/** Sublinear TF-IDF over a fixed vocabulary. A vector costs O(t log t) for t terms. */
export class FeatureSpace {
  readonly #ids: TermIds
  readonly #idf: Float32Array
  /** Weight of a term nobody has seen: as rare as can be. */
  readonly #unseen: number

  constructor({ terms, idf, unseen }: Vocabulary) {
    this.#ids = new TermIds(terms)
    this.#idf = idf
    this.#unseen = unseen
  }

  get size(): number {
    return this.#idf.length
  }

  knows(term: string): boolean {
    return this.#ids.of(term) >= 0
  }

  /** Inverse document frequency of a term; the highest there is for one never seen. */
  weight(term: string): number {
    return this.#idf[this.#ids.of(term)] ?? this.#unseen
  }

  vector(terms: readonly string[]): Sparse {
    const known = new Int32Array(terms.length)
    let count = 0
    const unseen = new Map<string, number>()
    for (const term of terms) {
      const id = this.#ids.of(term)
      if (id < 0) unseen.set(term, (unseen.get(term) ?? 0) + 1)
      else known[count++] = id
    }
    const { vector, norm } = weighed(known.subarray(0, count), this.#idf)
    let squares = 0
    for (const times of unseen.values()) squares += (dampened(times) * this.#unseen) ** 2
    return { ...vector, known: norm === 0 ? 0 : norm / Math.sqrt(norm * norm + squares) }
  }
}

const dampened = (count: number): number => (count === 1 ? 1 : 1 + Math.log(count))

/** The vector of these ids, each as often as it is there, and how long it was; sorts them. */
function weighed(found: Int32Array, idf: Float32Array): { vector: Vector; norm: number } {
  found.sort()
  const ids = new Int32Array(found.length)
  const values = new Float64Array(found.length)
  let size = 0
  let squares = 0
  for (let at = 0; at < found.length; ) {
    const id = found[at] as number
    const from = at
    while (at < found.length && found[at] === id) at += 1
    const value = dampened(at - from) * (idf[id] as number)
    ids[size] = id
    values[size] = value
    size += 1
    squares += value * value
  }
  const norm = Math.sqrt(squares)
  for (let at = 0; at < size; at += 1) values[at] = (values[at] as number) / norm
  return { vector: { ids: ids.slice(0, size), values: values.slice(0, size) }, norm }
}
