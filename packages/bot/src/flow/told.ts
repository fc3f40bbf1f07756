import { type Fact, type Flow, type FlowState, type Locale, MEMORY_ONLY } from '@baton/protocol'
import { YES_NO } from '../entities/yes-no.ts'
import { type Known, namesIn, valueAt } from './template.ts'

/**
 * What a flow has been told so far, for the person who takes over: its slots, and what its actions say is worth knowing.
 * What the business has taken without complaint is as good as confirmed by it.
 */
export function toldBy(flow: Flow, state: FlowState, locale: Locale): Fact[] {
  const taken = new Set(
    flow.steps.flatMap((step) =>
      step.do === 'act' && Object.hasOwn(state.results, step.into) ? Object.values(step.input).flatMap(namesIn) : [],
    ),
  )
  const facts = new Map<string, Fact>()
  for (const step of flow.steps) {
    if (step.do === 'ask' && step.entity !== YES_NO && !Object.hasOwn(MEMORY_ONLY, step.entity)) {
      const value = state.slots[step.slot]
      if (value === undefined || isMemoryOnly(value)) continue
      const verified = taken.has(step.slot) ? 'business' : 'said'
      facts.set(step.slot, { label: step.slot, value: chosen(step.choices, value, locale), verified })
    }
    if (step.do !== 'act') continue
    const known: Known = { slots: {}, results: state.results }
    for (const [label, path] of Object.entries(step.facts ?? {})) {
      const value = valueAt(path, known)
      if (typeof value === 'string' || typeof value === 'number')
        facts.set(label, { label, value: String(value), verified: 'business' })
    }
  }
  return [...facts.values()]
}

/** Whether it holds what stands for something that is gone. */
const isMemoryOnly = (value: string): boolean => Object.values(MEMORY_ONLY).some((shown) => value.includes(shown))

/** A choice of the flow's own by its label: its value is a name for the flow. What was chosen of a list, an order say, is its value. */
const chosen = (
  choices: Extract<Flow['steps'][number], { do: 'ask' }>['choices'],
  value: string,
  locale: Locale,
): string => (Array.isArray(choices) && choices.find((each) => each.value === value)?.label[locale]) || value
