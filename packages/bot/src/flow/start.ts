import type { BotContext, Flow, FlowState, Locale } from '@baton/protocol'
import type { Analysis } from '../analysis.ts'
import { YES_NO } from '../entities/yes-no.ts'
import type { Knowledge } from '../knowledge.ts'
import { accepts } from './accept.ts'
import { choicesOf, mention } from './choices.ts'
import { knownBefore } from './offered.ts'
import { referredTo } from './references.ts'

/**
 * A flow's first state, with the slots filled that the customer has already answered: from this message, else from what
 * they refer to; what is known from before the case was opened again is only offered. A yes or no belongs to the question it
 * answered, and is never taken over; nor is free text.
 */
export function startState(
  knowledge: Knowledge,
  flow: Flow,
  analysis: Analysis,
  context: BotContext,
  locale: Locale,
): FlowState {
  const slots: Record<string, string> = {}
  const offers: Record<string, string> = {}
  for (const step of flow.steps) {
    if (step.do !== 'ask' || step.entity === YES_NO || Object.hasOwn(slots, step.slot)) continue
    const listed = Array.isArray(step.choices)
      ? mention(choicesOf(step, { slots, results: {} }, locale), analysis.message)?.value
      : undefined
    const value =
      analysis.entities.find(({ type }) => type === step.entity)?.value ??
      listed ??
      referredTo(knowledge, step.entity, analysis.message, context)
    if (value !== undefined && accepts(step, value, context.now)) slots[step.slot] = value
    const offer = value ?? knownBefore(knowledge, step.entity, analysis.message, context)
    if (offer !== undefined && offer !== value && accepts(step, offer, context.now)) offers[step.slot] = offer
  }
  const isOffered = Object.keys(offers).length > 0
  const step = flow.steps[0]?.id ?? flow.id
  return { flow: flow.id, step, slots, results: {}, tries: 0, ...(isOffered && { offers }) }
}

/**
 * The state with slots filled that the message answers although another was asked for. The same state when there is
 * nothing. A yes or no, free text and a place in a list answer only what was asked.
 */
export function alsoFilled(flow: Flow, state: FlowState, { entities }: Analysis, { now }: BotContext): FlowState {
  let slots = state.slots
  for (const step of flow.steps) {
    if (step.do !== 'ask' || step.id === state.step || step.entity === YES_NO || Object.hasOwn(slots, step.slot))
      continue
    const value = entities.find(({ type }) => type === step.entity)?.value
    if (value !== undefined && accepts(step, value, now)) slots = { ...slots, [step.slot]: value }
  }
  return slots === state.slots ? state : { ...state, slots }
}
