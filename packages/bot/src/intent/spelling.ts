import { isOneSlip } from '../typos.ts'

import { hash } from './term-ids.ts'

/** Shorter words are too near to one another. */
const SHORTEST = 5
const LONGEST = 24
const WORD = /[a-z']{5,26}/g

/**
 * Mends a word nobody taught that is one mistake away from one that was: a letter too many, too few, another, or two
 * swapped. Found by their common deletions (W. Garbe, SymSpell, 2012). Learnt in O(words · length); a message costs
 * O(length) look-ups an unknown word.
 */
export class Spelling {
  readonly #uses = new Map<string, number>()
  readonly #words: readonly string[]
  /** Each deletion's hash above the place of its word among `#words`, ascending: one number for each, and no objects. */
  readonly #near: Float64Array

  constructor(texts: Iterable<string>) {
    for (const text of texts)
      for (const [word] of text.matchAll(/[a-z']+/g)) {
        const plain = word.replaceAll("'", '')
        this.#uses.set(plain, (this.#uses.get(plain) ?? 0) + 1)
      }
    this.#words = [...this.#uses.keys()].filter(({ length }) => length >= SHORTEST && length <= LONGEST)
    this.#near = new Float64Array(this.#words.reduce((sum, { length }) => sum + length + 1, 0))
    let size = 0
    // The word itself, and the word without each of its letters.
    for (const [place, word] of this.#words.entries())
      for (let without = -1; without < word.length; without += 1)
        this.#near[size++] = hash(word, without) * PLACES + place
    this.#near.sort()
  }

  /** Words that share a deletion, and now and then one that shares its hash. O(log of all deletions). */
  #withDeletion(less: string): string[] {
    const first = hash(less) * PLACES
    let low = 0
    let high = this.#near.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#near[middle] ?? 0) < first) low = middle + 1
      else high = middle
    }
    const found: string[] = []
    for (let at = low; at < this.#near.length; at += 1) {
      const place = (this.#near[at] ?? 0) - first
      const word = place < PLACES ? this.#words[place] : undefined
      if (word === undefined) break
      found.push(word)
    }
    return found
  }

  /** The folded text with such words as they were taught; of several, the one taught most. */
  mend(folded: string): string {
    return folded.replace(WORD, (written) => {
      const word = written.replaceAll("'", '')
      if (this.#uses.has(word) || word.length < SHORTEST || word.length > LONGEST) return written
      let best = written
      let most = 0
      for (const less of deletions(word))
        for (const candidate of this.#withDeletion(less)) {
          const uses = this.#uses.get(candidate) ?? 0
          if (uses > most && isOneSlip(word, candidate)) {
            best = candidate
            most = uses
          }
        }
      return best
    })
  }
}

/** More words than a pack has; with a hash of 32 bits above it, a number stays exact. */
const PLACES = 2 ** 20

/** The word, and the word without each of its letters. */
function deletions(word: string): Set<string> {
  const found = new Set([word])
  for (let at = 0; at < word.length; at += 1) found.add(word.slice(0, at) + word.slice(at + 1))
  return found
}
