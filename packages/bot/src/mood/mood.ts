import type { Mood } from '@baton/protocol'
import type { Message } from '../normalise.ts'
import { ANGER } from './anger.ts'
import { ANXIETY } from './anxiety.ts'
import { isNegated } from './negation.ts'
import { NEGATIVE } from './negative.ts'
import type { MoodWords } from './words.ts'

const pattern = ({ han, latin }: MoodWords) =>
  new RegExp(
    `${longestFirst(han).join('|')}|(?<![\\p{L}\\p{N}])(?:${longestFirst(latin).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  )

const longestFirst = (words: readonly string[]) => [...words].sort((left, right) => right.length - left.length)

const ANGRY = pattern(ANGER)
const UNHAPPY = pattern(NEGATIVE)
const ANXIOUS = pattern(ANXIETY)

/** "!!!" and shouting make an unhappy sentence an angry one. */
const SHOUTED = /[!！]{3,}/u

/** The mood of one message, by curated words with negation. Precision before recall. Linear in the text. */
export function readMood({ text, folded }: Message): Mood {
  const angry = find(ANGRY, text, folded)
  const unhappy = find(UNHAPPY, text, folded)
  const anxious = find(ANXIOUS, text, folded)
  const negative = new Set([...angry.keys(), ...unhappy.keys()]).size
  const shown = (...found: Map<string, string>[]) => [...new Set(found.flatMap((each) => [...each.values()]))]

  if (angry.size > 0 || (unhappy.size > 0 && SHOUTED.test(text)))
    return { level: 'angry', words: shown(angry, unhappy), negative }
  if (anxious.size > 0) return { level: 'anxious', words: shown(anxious, unhappy), negative }
  if (unhappy.size > 0) return { level: 'negative', words: shown(unhappy), negative }
  return { level: 'calm', words: [], negative: 0 }
}

/** Matching form → as written, of every word that is not negated. */
function find(words: RegExp, text: string, folded: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const match of folded.matchAll(words)) {
    if (isNegated(folded, match.index)) continue
    found.set(match[0], text.slice(match.index, match.index + match[0].length))
  }
  return found
}
