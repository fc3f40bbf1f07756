import type { BotContext, Entity } from '@baton/protocol'
import { LIMITS } from '@baton/protocol/wire'
import { withoutAsides } from './asides.ts'
import { withoutNamed } from './entities/named.ts'
import type { Guess } from './intent/classifier.ts'
import { BAR } from './intent/confidence.ts'
import type { Knowledge } from './knowledge.ts'
import { bare, type Message, normalise } from './normalise.ts'
import type { Found, Near } from './retrieval/nearest.ts'
import { readSmallTalk, type SmallTalk } from './smalltalk.ts'

/** An intent at least this sure is served unasked. */
export const SURE = BAR

/** What a message says by itself, whatever was said before. */
export interface Analysis {
  message: Message
  /** Without sums and dates, which the time and the place tell. */
  entities: Entity[]
  /** Those of the pack's own patterns. */
  numbers: Entity[]
  /** The message in folded form, mended, without its numbers and what is said around a request: what is asked, whichever order it is about. */
  asked: string
  guesses: Guess[]
  near: Near[]
  /** What is nearer still, and may not be shown. */
  withheld: Found['withheld']
  smallTalk: SmallTalk | null
  /** Whether it hardly says more than its numbers: an answer to "which order?", not a question. */
  onlyNumbers: boolean
}

/** How many analyses are kept: answering looks at a message again, and the next turn at those before it. */
const KEPT = 64
const kept = new WeakMap<Knowledge, Map<string, Analysis>>()

/**
 * What a message says; `now` as in `BotContext`. Lately analysed messages are remembered by their text, which changes
 * nothing but the time: the same text gives the same analysis until an article begins or ceases to hold.
 */
export function analyse(knowledge: Knowledge, text: string, now?: number): Analysis {
  if (text.length > LIMITS.textChars) return read(knowledge, text, now)
  let lately = kept.get(knowledge)
  if (!lately) {
    lately = new Map()
    kept.set(knowledge, lately)
  }
  const key = `${knowledge.search.period(now)} ${text}`
  const known = lately.get(key)
  const analysis = known ?? read(knowledge, text, now)
  // The last one asked for is the last one to go.
  lately.delete(key)
  lately.set(key, analysis)
  for (const oldest of lately.keys()) {
    if (lately.size <= KEPT) break
    lately.delete(oldest)
  }
  return analysis
}

/** The analysis of this turn's message, with what is near as the context orders it. */
export function analyseTurn(knowledge: Knowledge, text: string, { now, nearest }: BotContext): Analysis {
  const analysis = analyse(knowledge, text, now)
  return nearest ? { ...analysis, near: nearest } : analysis
}

function read(knowledge: Knowledge, text: string, now: number | undefined): Analysis {
  const message = normalise(text)
  const entities = knowledge.entities.find(message)
  const numbers = entities.filter(({ type }) => knowledge.entities.own.has(type))
  // Which order it is says nothing about what is wanted, and its letters look like words.
  const request = withoutAsides(withoutNamed(message, numbers, ' '))
  const asked = knowledge.mend(request.replace(/\s+/gu, ' ').trim())
  const { near, withheld } = knowledge.search.find(asked, now)
  return {
    message,
    entities,
    numbers,
    asked,
    guesses: knowledge.classify(asked),
    near,
    withheld,
    smallTalk: readSmallTalk(message),
    onlyNumbers: numbers.length > 0 && isShort(bare(asked)),
  }
}

/** "订单号是", "my order number is": at most five Han characters or four words. */
function isShort(words: string): boolean {
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0
  const others = words.match(/[^\s\p{Script=Han}]+/gu)?.length ?? 0
  return han <= 5 && others <= 4
}
