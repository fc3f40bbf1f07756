/** Saturation of repeated terms and weight of document length, at their usual values (Robertson and Zaragoza 2009). */
const K1 = 1.2
const B = 0.75

/** The most a term can add, as a multiple of its `rarity`. */
export const MOST = K1 + 1

/** Inverse document frequency as Okapi BM25 has it, never negative. */
export const rarity = (documents: number, found: number): number =>
  Math.log(1 + (documents - found + 0.5) / (found + 0.5))

/** How much of a term's `rarity` a document gets that has it `count` times. */
export const saturation = (count: number, length: number, average: number): number =>
  (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average))
