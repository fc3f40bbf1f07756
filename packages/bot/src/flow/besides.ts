import type { Besides, Decision } from '@baton/protocol'

/** What a task says, after what is said besides; while it acts, that waits. Who takes over from it reads the questions. */
export function withWhatIsBesides(decision: Decision, besides: Besides): Decision {
  if (decision.do === 'act') return decision.flow ? { ...decision, flow: { ...decision.flow, besides } } : decision
  if (decision.do !== 'ask' && decision.do !== 'answer') return decision
  return {
    ...decision,
    do: 'answer',
    confidence: 1,
    sentences: [...besides.sentences, ...decision.sentences],
    citations: [...besides.citations, ...(decision.do === 'answer' ? decision.citations : [])],
    options: [...decision.options, ...besides.options],
  }
}
