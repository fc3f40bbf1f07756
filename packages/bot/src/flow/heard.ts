import type { BotContext, Flow, FlowState, Pack } from '@baton/protocol'
import { namesIn } from './template.ts'

/** Fewer figures are seldom misheard, and easily told again. */
const LEAST = 6
/** Entities that are no numbers of somebody's: a sum, a day and a choice are understood by their words. */
const SAID_WHOLE = new Set(['amount', 'date', 'product', 'yes_no', 'text', 'choice'])

const isLongNumber = (value: string, entity: string): boolean =>
  !SAID_WHOLE.has(entity) && !value.includes('•') && (value.match(/\p{Nd}/gu)?.length ?? 0) >= LEAST

/**
 * The state with the slots named whose long numbers came in this turn and were spoken. What is agreed to, or typed, is not
 * heard any more.
 */
export function withHeard(flow: Flow, state: FlowState, { flow: before, spoken }: BotContext): FlowState {
  const { heard = [], ...rest } = state
  const known = before?.flow === flow.id ? before : null
  const isNew = (slot: string) => known === null || known.slots[slot] !== state.slots[slot]
  const isAgreed = (slot: string) => known?.offers?.[slot] !== undefined && known.offers[slot] === state.slots[slot]
  const now = flow.steps.flatMap((step) => {
    if (step.do !== 'ask') return []
    const { slot, entity } = step
    const value = state.slots[slot]
    if (value === undefined) return heard.includes(slot) ? [slot] : []
    if (!isNew(slot)) return heard.includes(slot) ? [slot] : []
    return spoken && !isAgreed(slot) && isLongNumber(value, entity) ? [slot] : []
  })
  return now.length > 0 ? { ...rest, heard: [...new Set(now)] } : rest
}

/** Whether an action of the flow changes something by what is in a slot. */
export const isActedOn = (flow: Flow, slot: string, changes: (action: string) => boolean): boolean =>
  flow.steps.some(
    (step) => step.do === 'act' && changes(step.action) && Object.values(step.input).flatMap(namesIn).includes(slot),
  )

/** Which actions of a pack change something at the business. One that nobody declares may. */
export const changing =
  ({ actions }: Pick<Pack, 'actions'>) =>
  (action: string): boolean => {
    const declared = actions.find(({ id }) => id === action)
    return declared
      ? (declared.class ?? (declared.safe && declared.method === 'GET' ? 'read' : 'standard')) !== 'read'
      : true
  }
