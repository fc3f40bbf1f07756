import { normalise } from '../normalise.ts'
import { readSmallTalk } from '../smalltalk.ts'
import { wordTerms } from '../tokens.ts'
import type { Dialogue } from './dialogues.ts'

/** A masked text that asks for something. */
export interface Asking {
  text: string
  folded: string
  /** How many conversations ask it in these words. */
  times: number
}

export interface Asked {
  asking: Asking[]
  /** Conversations in which the customer asked for nothing: greetings, numbers, a word. */
  silent: number
  /** Conversations that ask what another one asks, word for word. */
  repeated: number
}

/** Han characters, or letters of other words, that a question has at least. */
const LEAST_HAN = 4
const LEAST_WORDS = 2
/** Whoever writes longer tells a story: its beginning says what it is about. */
const LONGEST = 300

/** What masking leaves in place of a number, and numbers that are left: which one it is tells nothing about what is wanted. */
const LONG_NUMBER = /\d{4,}/gu
const PLACEHOLDER = /\[[^[\]\n]{1,40}\]/gu

/**
 * The first message of each conversation that asks for something. Everything passes `mask` before anything else looks
 * at it. Linear.
 */
export function asking(dialogues: readonly Dialogue[], mask: (text: string) => string): Asked {
  const found = new Map<string, Asking>()
  let silent = 0
  let repeated = 0
  for (const { said } of dialogues) {
    const first = said.map((each) => readAsking(mask(each))).find((each) => each !== null)
    if (!first) {
      silent += 1
      continue
    }
    // Which number it is makes no other question.
    const words = wordTerms(first.folded).join(' ')
    const known = found.get(words)
    if (known) {
      known.times += 1
      repeated += 1
    } else found.set(words, first)
  }
  return { asking: [...found.values()], silent, repeated }
}

function readAsking(masked: string): Asking | null {
  const message = normalise(masked)
  const text = message.text.slice(0, LONGEST).replace(LONG_NUMBER, '…')
  const folded = message.folded.slice(0, LONGEST).replace(PLACEHOLDER, ' ').replace(/\s+/gu, ' ').trim()
  if (readSmallTalk(message)) return null
  const han = folded.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = folded.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0
  return han >= LEAST_HAN || words >= LEAST_WORDS ? { text, folded, times: 1 } : null
}
