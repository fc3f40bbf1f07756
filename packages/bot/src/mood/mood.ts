import type { BotContext, Mood } from '@baton/protocol'
import { AROUSED } from '@baton/protocol/wire'
import type { Message } from '../normalise.ts'
import { type Evidence, gather } from './evidence.ts'
import { sum, together } from './found.ts'
import { isBurst, trendOf } from './trend.ts'

/** What one word takes from the score, or adds to it. */
const WEIGHT = {
  anger: 0.6,
  unhappy: 0.3,
  anxious: 0.3,
  /** On top of the fear it is. */
  panic: 0.3,
  swearing: 0.4,
  seasoning: 0.2,
  pressed: 0.2,
  positive: 0.3,
} as const
const IMPATIENT = 0.2
/** Emphasis, and a burst of messages, make what is bad worse. */
const EMPHASISED = 1.3
const HURRIED = 1.15
/** Anger and panic are at least this bad. */
const STRONG = -0.6

/**
 * The mood of one message, by curated words in their context: negation, degree, quotes, irony, laughter, faces, emphasis,
 * and the pace and the moods of the messages before. Precision before recall. `names` are words in it that name goods, in
 * folded form. Linear in the text.
 */
export function readMood(
  message: Message,
  { times = [], scores = [], arousal = 0 }: Pick<BotContext, 'times' | 'scores' | 'arousal'> = {},
  names: readonly string[] = [],
): Mood {
  const evidence = gather(message, names, scores.at(-1))
  const hurried = isBurst(times)
  const level = heardAs(levelOf(evidence, hurried), evidence, arousal)
  const score = scoreOf(evidence, level, hurried)
  const trend = trendOf(scores, score)
  const { anger, unhappy, swearing, seasoning, positive, urgency } = evidence
  return {
    level,
    words: wordsOf(evidence, level),
    negative: level === 'calm' ? 0 : together(anger, unhappy, swearing, seasoning).size,
    positive: positive.size,
    profanity: swearing.size + seasoning.size,
    urgency: urgency.size,
    score,
    ...(trend && { trend }),
  }
}

/**
 * What a voice makes of the words, which decide: unhappy words said in agitation are angry ones; other words said so are no
 * more than unhappy.
 */
function heardAs(level: Mood['level'], { unhappy, seasoning, joking }: Evidence, arousal: number): Mood['level'] {
  if (arousal < AROUSED || joking) return level
  if (level === 'negative' && unhappy.size + seasoning.size > 0) return 'angry'
  return level === 'calm' ? 'negative' : level
}

function levelOf(it: Evidence, hurried: boolean): Mood['level'] {
  const heated = isHeated(it) || it.seasoning.size > 0 || (hurried && it.unhappy.size > 1)
  if (it.anger.size > 0) return 'angry'
  if (!it.joking && (it.swearing.size > 0 || (it.unhappy.size > 0 && heated))) return 'angry'
  if (it.anxious.size + it.pressed.size > 0) return 'anxious'
  if (it.unhappy.size + it.swearing.size + it.seasoning.size > 0 || it.impatient) return 'negative'
  return 'calm'
}

function scoreOf(it: Evidence, level: Mood['level'], hurried: boolean): number {
  const { positive, ...bad } = WEIGHT
  let losses = it.impatient ? IMPATIENT : 0
  for (const kind of Object.keys(bad) as (keyof typeof bad)[]) losses += sum(it[kind]) * bad[kind]
  const worse = losses * (isHeated(it) ? EMPHASISED : 1) * (hurried ? HURRIED : 1)
  const panicking = level === 'anxious' && (it.panic.size > 0 || (it.anxious.size > 0 && isHeated(it)))
  const most = level === 'angry' || panicking ? STRONG : 1
  const score = Math.max(-1, Math.min(sum(it.positive) * positive - worse, most))
  return Math.round(score * 100) / 100
}

const isHeated = ({ emphasis, shouting }: Evidence): boolean => emphasis.length > 0 || shouting

/** What led to the level; emphasis only where there is nothing else. */
function wordsOf(it: Evidence, level: Mood['level']): string[] {
  if (level === 'calm') return []
  const led = {
    angry: together(it.anger, it.swearing, it.unhappy, it.seasoning),
    anxious: together(it.anxious, it.pressed, it.unhappy),
    negative: together(it.unhappy, it.swearing, it.seasoning),
  }[level]
  const words = new Set([...led.values()].map(({ text }) => text))
  return words.size > 0 ? [...words] : it.emphasis
}
