import type { BotContext, Flow, FlowState } from '@baton/protocol'
import type { Knowledge } from '../knowledge.ts'
import { type Message, normalise } from '../normalise.ts'
import { isOwn, meansAnother } from './references.ts'

/**
 * What was spoken of before the case was opened again, when it was one thing of this type: worth asking whether it still is
 * about that, and never taken for granted.
 */
export function knownBefore(
  knowledge: Knowledge,
  type: string,
  message: Message,
  { reopened, earlier, flow }: BotContext,
): string | undefined {
  if (!reopened || !isOwn(knowledge, type) || meansAnother(message)) return undefined
  const last = flow && Object.hasOwn(flow.slots, type) ? flow.slots[type] : undefined
  const said = earlier.slice(0, reopened.earlier).flatMap((text) => knowledge.entities.find(normalise(text)))
  const spoken = [...reopened.facts.map(({ label, value }) => ({ type: label, value })), ...said]
  const values = new Set(spoken.filter((each) => each.type === type).map(({ value }) => value))
  return last ?? (values.size === 1 ? [...values][0] : undefined)
}

/** What a question is asked with: "still about …?". Null when it is asked openly. */
export const offerOf = ({ offers }: FlowState, step: Flow['steps'][number]): string | null =>
  (step.do === 'ask' && offers && Object.hasOwn(offers, step.slot) && offers[step.slot]) || null

/** The state once an offer was turned down, or not answered: what was asked with it is asked openly. */
export const withoutOffers = ({ offers: _, ...state }: FlowState): FlowState => state
