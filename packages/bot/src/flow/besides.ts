import type { Citation, Decision, FlowState, Option } from '@baton/protocol'

/** What is answered besides a task in the same turn. */
export interface Besides {
  sentences: string[]
  citations: Citation[]
  options: Option[]
}

/** Waits in a task's state while an action is made. Not a slug, so no step can write to it. */
const BESIDES = '(besides)'

export const withBesides = (state: FlowState, besides: Besides): FlowState => ({
  ...state,
  results: { ...state.results, [BESIDES]: JSON.parse(JSON.stringify(besides)) },
})

/** Null when there is none. What is stored is trusted no further than its shape. */
export function besidesOf({ results }: FlowState): Besides | null {
  const stored = results[BESIDES]
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return null
  const { sentences, citations, options } = stored
  return {
    sentences: list(sentences).filter((each) => typeof each === 'string'),
    citations: list(citations).flatMap(({ article, title, passage }) =>
      typeof article === 'string' && typeof title === 'string'
        ? [{ article, title, ...(typeof passage === 'number' && { passage }) }]
        : [],
    ),
    options: list(options).flatMap(({ label, text }) =>
      typeof label === 'string' && typeof text === 'string' ? [{ label, text }] : [],
    ),
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what is read of it is looked at.
const list = (value: unknown): any[] => (Array.isArray(value) ? value.filter((each) => each !== null) : [])

/** What a task says, after what is said besides; while it acts, that waits. Who takes over from it reads the questions. */
export function withWhatIsBesides(decision: Decision, besides: Besides): Decision {
  if (decision.do === 'act') return decision
  const flow = decision.flow && withoutBesides(decision.flow)
  if (decision.do !== 'ask' && decision.do !== 'answer') return { ...decision, flow }
  return {
    ...decision,
    do: 'answer',
    confidence: 1,
    sentences: [...besides.sentences, ...decision.sentences],
    citations: [...besides.citations, ...(decision.do === 'answer' ? decision.citations : [])],
    options: [...decision.options, ...besides.options],
    flow,
  }
}

function withoutBesides(state: FlowState): FlowState {
  const { [BESIDES]: _, ...results } = state.results
  return { ...state, results }
}
