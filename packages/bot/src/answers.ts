import type { BotContext, Intent } from '@baton/protocol'
import { type Analysis, SURE } from './analysis.ts'
import { isTorn } from './clarify.ts'
import type { Knowledge } from './knowledge.ts'
import { CLEAR, strongest } from './retrieval/certainty.ts'

/** What answers a message by itself. */
export type Answer = { confidence: number } & ({ intent: Intent } | { article: string })

type Asked = { knowledge: Knowledge; analysis: Analysis; context: Pick<BotContext, 'flow'> }

/** The intent to be served unasked; null when none is sure. Small talk has none. */
export function sureIntent({ analysis, knowledge }: Pick<Asked, 'analysis' | 'knowledge'>): Intent | null {
  const [best] = analysis.guesses
  if (analysis.smallTalk !== null || !best || best.confidence < SURE) return null
  return knowledge.intents.get(best.id) ?? null
}

/** What answers unasked, the best first; an article may turn out to be none for customers. */
export function answersTo(asked: Asked): Answer[] {
  const { analysis, context } = asked
  const [closest] = analysis.near
  const surest = analysis.guesses[0]?.confidence ?? 0
  const sure = sureIntent(asked)
  // An article asked for in its own words answers, unless a task does what the article only tells of.
  const task = sure && 'flow' in sure.serve ? sure.serve.flow : null
  // … but for the task that is under way already.
  const quoted = closest?.score === 1 && surest < 1 && (task === null || task === context.flow?.flow)
  const passedOver = sure !== null && isNearerThan(analysis, sure)
  const strong = strongest(analysis)
  const isNear = strong !== null && (strong.score === 1 || passedOver || !isTorn(analysis))
  return [
    ...(sure && !quoted && !passedOver ? [{ intent: sure, confidence: surest }] : []),
    ...(isNear ? [{ article: strong.article, confidence: strong.score }] : []),
  ]
}

/** Whether an article is clearly nearer than the one that serves an intent. Intents with tags are never passed over. */
function isNearerThan(analysis: Analysis, { serve: by, tags }: Intent): boolean {
  if (!('article' in by) || tags.length > 0 || analysis.guesses[0]?.confidence === 1) return false
  const clear = strongest(analysis, CLEAR)
  return clear !== null && clear.article !== by.article
}
