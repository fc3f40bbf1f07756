import { DIGIT, GAP, HAN, LETTER, letters, SKIP } from './letters.ts'

/** What kind of term it is: some are looked for only among questions, and some weigh nothing when nobody knows them. */
export const WORD = 0
/** A Han character. */
export const CHARACTER = 1
/** Two Han characters in a row. */
export const PAIR = 2
/** Two words in a row. */
export const WORD_PAIR = 3
/** Letters in a row inside a word: they survive typing errors. */
export const GRAM = 4
/** A number, or a word with digits in it such as a model's name. */
export const NUMBER = 5

/** Takes one term as its hash of 31 bits. Of 400 000 terms about forty pairs share one, which no answer hangs on. */
export type TakeTerm = (hash: number, kind: number) => void

const OFFSET = 0x811c9dc5
const PRIME = 0x01000193
/** The letters of a word and the same letters inside one are different terms. */
const GRAM_OFFSET = OFFSET ^ 0x1b873593
/** An odd factor, so that a pair of words is not its reverse. */
const PAIRING = 0x9e3779b1
/** Stands for both ends of a word. */
const EDGE = 1

const asPart = (hash: number): number => (finish(hash) | 1) >>> 0

const SHORTEST_GRAM = 2
const LONGEST_GRAM = 4
/** Longer "words" are keys, links or noise; their inside says nothing. */
const LONGEST_WORD = 24

/** FNV-1a of one more unit. */
const mix = (hash: number, unit: number): number =>
  Math.imul(Math.imul(hash ^ (unit & 0xff), PRIME) ^ (unit >> 8), PRIME)
/** FNV leaves short texts close together in the high bits. The lowest bit is kept for `isPart`. */
const finish = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((once ^ (once >>> 13)) & ~1) >>> 0
}

/** Whether a term is mostly a part of a word: letters in a row inside one, or a single Han character. */
export const isPart = (term: number): boolean => (term & 1) === 1

/**
 * Reads the terms of a text in NFKC and lower case: Han characters and their pairs, other words and their pairs, and,
 * when asked for, the letters 2–4 in a row inside words. Traditional characters are read as simplified ones.
 * Linear in the text, no strings are made.
 */
export function readTerms(text: string, grams: boolean, take: TakeTerm): void {
  const { kinds, folds } = letters()
  const length = text.length
  let previousWord = 0
  let previousHan = 0
  let at = 0
  while (at < length) {
    const unit = text.charCodeAt(at)
    const kind = kinds[unit] ?? GAP
    if (kind === HAN) {
      const folded = folds[unit] ?? unit
      take(asPart(mix(OFFSET, folded)), CHARACTER)
      if (previousHan !== 0) take(finish(mix(mix(OFFSET, previousHan), folded)), PAIR)
      previousHan = folded
      previousWord = 0
      at += 1
    } else if (kind === LETTER || kind === DIGIT) {
      previousHan = 0
      const end = endOfWord(text, at, kinds)
      const { hash, digits } = wordHash(text, at, end, kinds)
      take(finish(hash), digits ? NUMBER : WORD)
      if (previousWord !== 0 && !digits) take(finish(Math.imul(previousWord, PAIRING) ^ hash), WORD_PAIR)
      if (grams && !digits && end - at <= LONGEST_WORD) readGrams(text, at, end, kinds, take)
      previousWord = digits ? 0 : hash
      at = end
    } else {
      // Two characters with a comma between them are no pair; what only changes how they are stored does not part them.
      if (kind === GAP) previousHan = 0
      at += 1
    }
  }
}

function endOfWord(text: string, start: number, kinds: Uint8Array): number {
  let end = start
  while (end < text.length) {
    const kind = kinds[text.charCodeAt(end)] ?? GAP
    if (kind === GAP || kind === HAN) break
    end += 1
  }
  return end
}

function wordHash(text: string, start: number, end: number, kinds: Uint8Array): { hash: number; digits: boolean } {
  let hash = OFFSET
  let digits = false
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at)
    const kind = kinds[unit] ?? GAP
    if (kind === SKIP) continue
    if (kind === DIGIT) digits = true
    hash = mix(hash, unit)
  }
  return { hash, digits }
}

function readGrams(text: string, start: number, end: number, kinds: Uint8Array, take: TakeTerm): void {
  // One place before the word and one behind it are its edges.
  for (let from = start - 1; from <= end - 1; from += 1) {
    let hash = GRAM_OFFSET
    let size = 0
    for (let at = from; at <= end && size < LONGEST_GRAM; at += 1) {
      const unit = at < start || at === end ? EDGE : text.charCodeAt(at)
      if (unit !== EDGE && kinds[unit] === SKIP) continue
      hash = mix(hash, unit)
      size += 1
      if (size >= SHORTEST_GRAM) take(asPart(hash), GRAM)
    }
  }
}
