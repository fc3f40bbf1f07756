import { readTerms } from './terms.ts'

/** Distinct terms of a question, as hashes, with their kinds and how often each is there. */
export interface Query {
  terms: Uint32Array
  kinds: Uint8Array
  counts: Uint8Array
}

/** A question is not longer; of a pasted page the beginning is looked for. */
const MOST_TERMS = 512

/** Linear in the text, up to `MOST_TERMS` different terms. */
export function readQuery(folded: string): Query {
  const places = new Map<number, number>()
  const kinds: number[] = []
  const counts: number[] = []
  readTerms(folded, true, (term, kind) => {
    const place = places.get(term)
    if (place !== undefined) counts[place] = Math.min(255, (counts[place] ?? 0) + 1)
    else if (places.size < MOST_TERMS) {
      places.set(term, places.size)
      kinds.push(kind)
      counts.push(1)
    }
  })
  return { terms: Uint32Array.from(places.keys()), kinds: Uint8Array.from(kinds), counts: Uint8Array.from(counts) }
}
