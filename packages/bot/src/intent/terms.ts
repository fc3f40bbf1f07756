import { gramsOf, HAN, RUN } from '../tokens.ts'
import { conceptsOf } from './concepts.ts'
import { stem } from './stems.ts'

/** Before it there are no Han characters, which is quicker to see. */
const FIRST_HAN = 0x2e80
const isHan = (token: string): boolean => token.charCodeAt(0) >= FIRST_HAN && HAN.test(token)

/** What is beyond is not looked at: a wish is said long before. */
const LONGEST_TEXT = 400
/** Two tokens further apart than this have nothing to do with each other. */
const REACH = 12

/** Han characters, other words without apostrophes, and `0` for any number: which number it is is for `entities`. */
export function tokens(folded: string): string[] {
  const found: string[] = []
  for (const [run] of folded.matchAll(RUN)) {
    if (isHan(run)) found.push(...run)
    else if (/^\p{N}/u.test(run)) found.push('0')
    else if (run !== "'") found.push(run.replaceAll("'", ''))
    if (found.length >= LONGEST_TEXT) break
  }
  return found.slice(0, LONGEST_TEXT).filter(Boolean)
}

/**
 * Terms by which a message is told apart. Linear in its tokens.
 *
 * - `word`: each token, which for Chinese is a character: segmenters split shop words wrongly, pairs do not;
 * - `one two`: neighbours in order;
 * - `一&二`: any two Han characters within reach, in no order: what is asked about what, however it is put;
 * - `@concept`: what is meant by ways of saying that differ, such as "money back" and "refund";
 * - `@concept&word`: it and any stem within reach, in no order;
 * - `<one`, `two>`: how it begins and ends, which tells questions from orders;
 * - `#gram`: letters 2–4 in a row inside a word, which survive typing errors and endings.
 */
export function intentTerms(folded: string): string[] {
  const all = tokens(folded)
  const terms = [...all]
  all.forEach((token, at) => {
    const next = all[at + 1]
    if (next !== undefined) terms.push(`${token} ${next}`)
    for (let other = at + 1; isHan(token) && other < all.length && other - at <= REACH; other += 1) {
      const second = all[other] ?? ''
      if (token !== second && isHan(second)) terms.push(token < second ? `${token}&${second}` : `${second}&${token}`)
    }
    if (token !== '0' && !isHan(token)) terms.push(...gramsOf(token))
  })
  const [first] = all
  if (first !== undefined) terms.push(`<${first}`, `${all.at(-1)}>`)
  for (const term of conceptTerms(all.map(stem))) terms.push(term)
  return terms
}

/** Each once, however often it is said. */
function conceptTerms(stems: readonly string[]): Set<string> {
  const terms = new Set<string>()
  for (const { concept, at } of conceptsOf(stems)) {
    terms.add(`@${concept}`)
    for (let other = Math.max(0, at - REACH); other < stems.length && other - at <= REACH; other += 1) {
      const word = stems[other] ?? ''
      if (other !== at && !isHan(word)) terms.add(`@${concept}&${word}`)
    }
  }
  return terms
}

/** Whether a term is a concept, alone or beside a word. */
export const hasConcept = (term: string): boolean => term.startsWith('@')

/** Whether a term is of two: most are said once, and tell nothing then. */
export const isPair = (term: string): boolean => /[ &]/.test(term)

/**
 * The words that carry the meaning, each once: pairs of neighbouring Han characters (one alone says little), and other
 * words.
 */
export function contentWords(folded: string): Set<string> {
  const all = tokens(folded)
  const words = new Set<string>()
  all.forEach((token, at) => {
    if (!isHan(token)) {
      if (token !== '0') words.add(token)
      return
    }
    const [before = '', next = ''] = [all[at - 1], all[at + 1]]
    if (isHan(next)) words.add(token + next)
    else if (!isHan(before)) words.add(token)
  })
  return words
}
