import { type Rewritten, sourceOf } from '../rewritten.ts'
import { degreeOf } from './degree.ts'
import { isNegated } from './negation.ts'
import { isSomebodyElse } from './somebody-else.ts'

interface Word {
  /** As written. */
  text: string
  /** How strongly it is meant, 1 being plainly. */
  degree: number
}
/** Matching form → the word. */
export type Found = ReadonlyMap<string, Word>

export const NOTHING: Found = new Map()

/** Every word of a list that the customer says of themselves, and does not deny. */
export function findWords(words: RegExp, source: string, heard: Rewritten): Found {
  const { text: folded } = heard
  const found = new Map<string, Word>()
  for (const match of folded.matchAll(words)) {
    if (isNegated(folded, match.index) || isSomebodyElse(folded, match.index)) continue
    const end = match.index + match[0].length
    found.set(match[0], { text: sourceOf(source, heard, match.index, end), degree: degreeOf(folded, match.index, end) })
  }
  return found
}

/** What cannot be denied: faces, irony. */
export const findPlain = (matches: Iterable<RegExpExecArray>, source: string, heard: Rewritten): Found =>
  new Map(
    [...matches].map((match) => [
      match[0],
      { text: sourceOf(source, heard, match.index, match.index + match[0].length), degree: 1 },
    ]),
  )

export const together = (...all: Found[]): Found => new Map(all.flatMap((each) => [...each]))

export const only = (found: Found, keep: (form: string, word: Word) => boolean): Found =>
  new Map([...found].filter(([form, word]) => keep(form, word)))

export const sum = (found: Found): number => [...found.values()].reduce((total, { degree }) => total + degree, 0)
