import { bare, bareSpeech, type Message } from '../normalise.ts'
import { sourceOf } from '../rewritten.ts'
import {
  CHINESE_ERRAND,
  CHINESE_IDENTITY,
  CHINESE_MENTION,
  CHINESE_NONE,
  CHINESE_REFUSAL,
  CHINESE_REQUESTS,
  CHINESE_WHOLE,
} from './chinese.ts'
import {
  ENGLISH_IDENTITY,
  ENGLISH_MENTION,
  ENGLISH_NONE,
  ENGLISH_REFUSAL,
  ENGLISH_REQUESTS,
  ENGLISH_WHOLE,
} from './english.ts'
import { mendSpelling } from './spelling.ts'

const REQUESTS = [...CHINESE_REQUESTS, ...ENGLISH_REQUESTS]
/** What turns a request round stands before it. */
const BEFORE: readonly RegExp[] = [CHINESE_REFUSAL, CHINESE_MENTION, ENGLISH_REFUSAL, ENGLISH_MENTION]
const WINDOW = 48
/** Nobody says only "a person" at length. */
const LONGEST_WHOLE = 80

/**
 * The words that ask for a person, as written; empty when nobody asked. `buttons` are the texts of the pack's own button,
 * which always ask. Mentions do not count: 人工审核, "an uber for 3 people", "are you a real person?". Linear in the text.
 */
export function findPersonRequest(message: Message, buttons: ReadonlySet<string>): string[] {
  const { text, folded } = message
  if (buttons.has(bare(folded))) return [text]
  const mended = mendSpelling(folded)
  const whole = bareSpeech(mended.text)
  if (whole.length <= LONGEST_WHOLE && (CHINESE_WHOLE.test(whole.replaceAll(' ', '')) || ENGLISH_WHOLE.test(whole)))
    return [text]
  if (asksWhatItIs(message)) return []

  const found = new Set<string>()
  for (const request of REQUESTS) {
    for (const match of mended.text.matchAll(request)) {
      const before = mended.text.slice(Math.max(0, match.index - WINDOW), match.index)
      if (BEFORE.some((turned) => turned.test(before))) continue
      if (CHINESE_ERRAND.test(mended.text.slice(match.index, match.index + WINDOW))) continue
      found.add(sourceOf(text, mended, match.index, match.index + match[0].length))
    }
  }
  return [...found]
}

/** 你是 AI 吗: a space that only keeps two scripts apart. */
const BESIDE_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Latin})|(?<=\p{Script=Latin}) (?=\p{Script=Han})/gu

/** Whether the message asks if it speaks with a bot or a person. */
export function asksWhatItIs({ folded }: Message): boolean {
  const whole = bare(folded)
  return CHINESE_IDENTITY.test(whole.replace(BESIDE_HAN, '')) || ENGLISH_IDENTITY.test(whole)
}

/** Whether the whole message declines a person. */
export function wantsNoPerson({ folded }: Message): boolean {
  const whole = bareSpeech(folded)
  return CHINESE_NONE.test(whole.replaceAll(' ', '')) || ENGLISH_NONE.test(whole)
}
