import type { Near } from './nearest.ts'

/** A vector of an embedding provider in one byte a number. Its length is lost, which cosines do not need. */
export type Embedded = Int8Array

/** The largest number becomes 127: a cosine changes by less than 0.01. Linear. */
export function embedded(vector: readonly number[]): Embedded {
  const largest = vector.reduce((most, each) => Math.max(most, Math.abs(each)), 0)
  return Int8Array.from(vector, (each) => (largest === 0 ? 0 : Math.round((each / largest) * 127)))
}

/** Vectors of an article's passages, in their order; undefined when it has none (yet). */
export type VectorsOf = (article: string) => readonly Embedded[] | undefined

/** How much the vectors count against the words. */
const VECTOR_SHARE = 0.5

/**
 * Nearest articles by their words and by vectors of their passages, with the passage that is nearest. `usual` is the cosine
 * of two passages that have nothing to do with each other (see `usualCosine`): providers differ, and from there to 1 is what
 * a cosine says. An article without vectors keeps its score, and the very words of a question stay certain. O(passages).
 */
export function rerank(near: readonly Near[], query: Embedded, vectorsOf: VectorsOf, usual: number): Near[] {
  return near
    .map((each) => {
      const passages = vectorsOf(each.article)
      if (!passages || passages.length === 0) return each
      const cosines = passages.map((passage) => cosine(query, passage))
      const best = Math.max(...cosines)
      const meaning = Math.max(0, Math.min(1, (best - usual) / Math.max(1e-6, 1 - usual)))
      const score = each.score === 1 ? 1 : (1 - VECTOR_SHARE) * each.score + VECTOR_SHARE * Math.min(0.99, meaning)
      return { article: each.article, score, passage: cosines.indexOf(best) }
    })
    .sort((left, right) => right.score - left.score || (left.article < right.article ? -1 : 1))
}

const PAIRS = 500

/** Mean cosine of passages of different articles, over some 500 pairs spread evenly. Deterministic. */
export function usualCosine(passages: readonly Embedded[]): number {
  const half = Math.floor(passages.length / 2)
  if (half === 0) return 0
  const step = Math.max(1, Math.floor(half / PAIRS))
  let sum = 0
  let pairs = 0
  for (let at = 0; at < half; at += step) {
    const [one, other] = [passages[at], passages[at + half]]
    if (!one || !other) continue
    sum += cosine(one, other)
    pairs += 1
  }
  return sum / pairs
}

function cosine(left: Embedded, right: Embedded): number {
  let product = 0
  let leftSquares = 0
  let rightSquares = 0
  for (let at = 0; at < left.length; at += 1) {
    const one = left[at] ?? 0
    const other = right[at] ?? 0
    product += one * other
    leftSquares += one * one
    rightSquares += other * other
  }
  const norm = Math.sqrt(leftSquares * rightSquares)
  return norm === 0 ? 0 : product / norm
}
