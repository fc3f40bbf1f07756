import type { BotContext, Flow, FlowState } from '@baton/protocol'
import type { Analysis } from '../analysis.ts'
import { YES_NO } from '../entities.ts'
import type { Knowledge } from '../knowledge.ts'
import { normalise } from '../normalise.ts'
import { LOOK_BACK } from '../repeat.ts'

const ANOTHER = /另[一外]|别的|其[他它]|不同的|换一?个|another|other|different/u

/**
 * A flow's first state, with the slots filled that the customer has already answered: from this message, else from the
 * case so far when it named one thing only. A yes or no belongs to the question it answered, and is never taken over.
 */
export function startState(
  knowledge: Knowledge,
  flow: Flow,
  { message, numbers }: Analysis,
  { earlier }: BotContext,
): FlowState {
  const slots: Record<string, string> = {}
  const said = ANOTHER.test(message.folded)
    ? []
    : earlier.slice(-LOOK_BACK).flatMap((text) => knowledge.entities.find(normalise(text)))
  for (const step of flow.steps) {
    if (step.do !== 'ask' || step.entity === YES_NO || Object.hasOwn(slots, step.slot)) continue
    const here = numbers.find(({ type }) => type === step.entity)?.value
    const before = new Set(said.filter(({ type }) => type === step.entity).map(({ value }) => value))
    const [only] = before
    const value = here ?? (before.size === 1 ? only : undefined)
    if (value !== undefined) slots[step.slot] = value
  }
  return { flow: flow.id, step: flow.steps[0]?.id ?? flow.id, slots, results: {}, tries: 0 }
}
