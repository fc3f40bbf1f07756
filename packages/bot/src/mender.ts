import { isOneSlip } from './typos.ts'

const SHORTEST = 3

/**
 * Gives the word that was meant, where one of `words` is a slip of the fingers away and the word is none of `ordinary`; else
 * the word itself. Linear in the words of about the same length.
 */
export function buildMender(words: string, ordinary: string): (word: string) => string {
  const known = new Set(words.split(' '))
  const others = new Set(ordinary.split(' '))
  const byLength = new Map<number, string[]>()
  for (const word of known) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word])
  return (word) => {
    if (word.length < SHORTEST || known.has(word) || others.has(word)) return word
    for (const length of [word.length, word.length + 1, word.length - 1])
      for (const each of byLength.get(length) ?? []) if (isOneSlip(word, each)) return each
    return word
  }
}
