import { MOST, rarity, saturation } from './bm25.ts'
import { Occurrences, type Postings, PostingsBuilder } from './postings.ts'
import type { Query } from './query.ts'
import { Sums } from './sums.ts'
import { GRAM, readTerms, WORD_PAIR } from './terms.ts'

/** What articles tell, in their bodies. */
export interface Told {
  postings: Postings
  /** Terms of each body, at most 65 535. */
  lengths: Uint16Array
  average: number
}

/** In a large collection a term of more than so many bodies says nothing about which. */
const SHARE_OF_COMMON = 1 / 20
const LARGE = 512

/**
 * Indexes bodies, each in NFKC and lower case. Linear in the text. Pairs of words are left out: most are there once, and
 * would need more room than all the rest.
 */
export function indexBodies(bodies: Iterable<string>): Told {
  const builder = new PostingsBuilder()
  const lengths: number[] = []
  for (const body of bodies) {
    builder.begin(lengths.length)
    let length = 0
    readTerms(body, false, (term, kind) => {
      if (kind === WORD_PAIR) return
      builder.add(term)
      length += 1
    })
    lengths.push(Math.min(0xffff, length))
  }
  const average = lengths.reduce((sum, each) => sum + each, 0) / Math.max(1, lengths.length)
  const most = Math.max(LARGE, lengths.length * SHARE_OF_COMMON)
  const postings = builder.build((_, found) => found > most)
  return { postings, lengths: Uint16Array.from(lengths), average: Math.max(1, average) }
}

/**
 * Scores a query against every body, 0..1: the share of the best score that any could reach (Okapi BM25). The sums it gives
 * hold until the next call. O(occurrences of its terms).
 */
export function tellScorer({ postings, lengths, average }: Told): (query: Query) => Sums {
  const size = lengths.length
  const scores = new Sums(size)
  const occurrences = new Occurrences(size)
  return ({ terms, kinds }) => {
    scores.clear()
    let best = 0
    for (let index = 0; index < terms.length; index += 1) {
      const kind = kinds[index]
      if (kind === GRAM || kind === WORD_PAIR) continue
      occurrences.read(postings, terms[index] ?? 0)
      const { found, length, documents, counts } = occurrences
      if (found > 0 && length === 0) continue
      const idf = rarity(size, found)
      best += idf * MOST
      for (let at = 0; at < length; at += 1) {
        const document = documents[at] ?? 0
        scores.add(document, idf * saturation(counts[at] ?? 1, lengths[document] ?? 0, average))
      }
    }
    for (const at of scores.touched()) scores.values[at] = (scores.values[at] ?? 0) / best
    return scores
  }
}
