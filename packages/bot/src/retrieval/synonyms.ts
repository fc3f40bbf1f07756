import { LOCALES, type Synonyms } from '@baton/protocol'
import { normalise } from '../normalise.ts'

/** Reads every word of a folded text that has synonyms as the first of its group. */
export type ReadSynonyms = (folded: string) => string
const AS_IT_IS: ReadSynonyms = (folded) => folded

/**
 * One pattern of all words, the longest first, so that a text is read once, questions of articles and of customers alike,
 * and no query grows. Latin words are whole words; in Chinese there is no telling.
 */
export function synonymReader(synonyms: Synonyms = {}): ReadSynonyms {
  const first = new Map<string, string>()
  for (const locale of LOCALES) {
    for (const group of synonyms[locale] ?? []) {
      const [canonical = '', ...others] = group.map((word) => normalise(word).folded)
      // Both scripts of Chinese fold to one word; the first group that has it keeps it.
      for (const word of others) if (word !== '' && word !== canonical && !first.has(word)) first.set(word, canonical)
    }
  }
  if (first.size === 0) return AS_IT_IS
  const words = [...first.keys()].sort((left, right) => right.length - left.length)
  const pattern = new RegExp(words.map(asPattern).join('|'), 'gu')
  return (folded) => folded.replace(pattern, (word) => first.get(word) ?? word)
}

function asPattern(word: string): string {
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const before = /^[\p{L}\p{N}]/u.test(word) && !/^\p{Script=Han}/u.test(word) ? '(?<![\\p{Script=Latin}\\p{N}])' : ''
  const after = /[\p{L}\p{N}]$/u.test(word) && !/\p{Script=Han}$/u.test(word) ? '(?![\\p{Script=Latin}\\p{N}])' : ''
  return `${before}${escaped}${after}`
}
