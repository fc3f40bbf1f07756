import { z } from 'zod'
import { handoffReason } from '../events.ts'
import { slug } from '../ids.ts'
import type { Flow, FlowStep } from './flow.ts'

/** Questions that a flow of this kind may ask. More would hold the customer back. */
const MOST_QUESTIONS = 2

/**
 * What the bot may ask before a person takes over: a flow of at most two questions that ends with a person. The first
 * entry whose `reasons` and `tags` fit is asked. Never asked of somebody who asks for a person twice, who is upset, or
 * in an emergency; the customer may say nothing and still gets the person.
 */
export const prescreen = z.object({
  id: slug,
  flow: slug,
  /** Reasons of a hand-off it goes before. */
  reasons: z.array(handoffReason).min(1).default(['asked', 'unsure', 'policy']),
  /** Only where the intent has one of these tags; empty: whatever the intent. */
  tags: z.array(slug).default([]),
  /** How long the customer may take for one answer before the person comes anyway. */
  patienceMs: z.number().int().min(15_000).max(600_000).default(90_000),
})
export type Prescreen = z.infer<typeof prescreen>

/** What keeps a flow from being asked before a person takes over; null when nothing does. */
export function unfitToPrescreen({ steps }: Flow): string | null {
  const asks = steps.filter((each) => each.do === 'ask' || each.do === 'confirm')
  if (asks.length === 0) return 'it asks nothing'
  if (asks.length > MOST_QUESTIONS) return `it asks ${asks.length} questions, more than ${MOST_QUESTIONS}`
  const tries = asks.find((each) => each.maxTries > 2)
  if (tries) return `step ${tries.id} asks more than twice`
  const end = steps.find(endsWithoutAPerson)
  return end ? `step ${end.id} ends without a person` : null
}

const endsWithoutAPerson = (each: FlowStep): boolean => each.do === 'say' && each.next === undefined
