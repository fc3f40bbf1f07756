import type { BotContext, Pack, Reading } from '@baton/protocol'
import { inTurn, phrase } from './phrase.ts'
import type { SmallTalk } from './smalltalk.ts'
import { put, say, WORDING } from './wording.ts'

interface Talk {
  knowledge: { pack: Pack }
  reading: Reading
  context: BotContext
}

/** Kind words for small talk, in the reader's language. */
export function smallTalkReply(talk: Talk, kind: SmallTalk): string[] {
  const { knowledge, reading, context } = talk
  const { locale, mood } = reading
  const greeting = phrase(knowledge.pack.wording, 'greeting', locale, { mood, context })
  switch (kind) {
    case 'greeting': {
      const { name } = context.customer
      const hello = name === null ? [] : [put(WORDING.hello, locale, { name })]
      return [...hello, greeting, ...lastTime(talk)]
    }
    case 'play':
      return [say(WORDING.play, locale), greeting]
    case 'nudge':
      return [say(WORDING.nudge, locale)]
    case 'identity':
      return [say(WORDING.identity, locale), greeting]
    case 'thanks':
    case 'goodbye':
    case 'fine':
      return [say(inTurn(WORDING[kind], context), locale)]
  }
}

/** A longer matter is no reminder. */
const LONGEST = 40

/** What somebody signed in came for the last time, at the beginning of a new case. Never a number: it may be anybody's eyes. */
function lastTime({ reading: { locale }, context: { customer, previous, turns = 0 } }: Talk): string[] {
  const want = previous?.want
  if (!customer.id || turns > 0 || !want || want.length > LONGEST || /[\d[\]{}]/u.test(want)) return []
  return [put(WORDING.lastTime, locale, { want })]
}
