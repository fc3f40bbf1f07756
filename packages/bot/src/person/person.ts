import { bare, type Message } from '../normalise.ts'
import { CHINESE_IDENTITY, CHINESE_REFUSAL, CHINESE_REQUESTS, CHINESE_WHOLE } from './chinese.ts'
import { ENGLISH_IDENTITY, ENGLISH_REFUSAL, ENGLISH_REQUESTS, ENGLISH_WHOLE } from './english.ts'

const REQUESTS = [...CHINESE_REQUESTS, ...ENGLISH_REQUESTS]
/** A refusal stands right before what it refuses. */
const REFUSAL_WINDOW = 40

/**
 * The words that ask for a person, as written; empty when nobody asked. `buttons` are the texts of the pack's own button,
 * which always ask. Mentions do not count: 人工审核, "an uber for 3 people", "are you a real person?".
 */
export function findPersonRequest(message: Message, buttons: ReadonlySet<string>): string[] {
  const { text, folded } = message
  const whole = bare(folded)
  if (buttons.has(whole) || CHINESE_WHOLE.test(whole.replaceAll(' ', '')) || ENGLISH_WHOLE.test(whole)) return [text]
  if (asksWhatItIs(message)) return []

  const found = new Set<string>()
  for (const request of REQUESTS) {
    for (const match of folded.matchAll(request)) {
      const before = folded.slice(Math.max(0, match.index - REFUSAL_WINDOW), match.index)
      if (CHINESE_REFUSAL.test(before) || ENGLISH_REFUSAL.test(before)) continue
      found.add(text.slice(match.index, match.index + match[0].length))
    }
  }
  return [...found]
}

/** Whether the message asks if it speaks with a bot or a person. */
export function asksWhatItIs({ folded }: Message): boolean {
  const whole = bare(folded)
  return CHINESE_IDENTITY.test(whole) || ENGLISH_IDENTITY.test(whole)
}
