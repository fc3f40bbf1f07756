import type { Decision, Flow, FlowState } from '@baton/protocol'
import type { Answer } from './answers.ts'
import { excerpt } from './excerpt.ts'
import { changing } from './flow/heard.ts'
import { type Outcome, type Resume, runFlow } from './flow/interpreter.ts'
import { startState } from './flow/start.ts'
import { toldBy } from './flow/told.ts'
import { backTo } from './interlude.ts'
import { phrase } from './phrase.ts'
import { quote } from './retrieval/quoted.ts'
import type { Turn } from './turn.ts'

/** Says what answers; null when it may not be shown to customers, or is gone. */
export function serve(turn: Turn, answer: Answer): Decision | null {
  if ('article' in answer) return fromArticle(turn, answer.article, answer.confidence)
  const { intent, confidence } = answer
  if ('person' in intent.serve) return toPerson(turn)
  if ('article' in intent.serve) return fromArticle(turn, intent.serve.article, confidence)
  const flow = turn.knowledge.flows.get(intent.serve.flow)
  return flow ? begin(turn, flow) : null
}

/** No bot can settle what was asked, so nothing is tried. */
function toPerson({ knowledge, reading, context, why }: Turn): Decision {
  why.push({ step: 'intent', code: 'needs-person' })
  return {
    do: 'handoff',
    sentences: [phrase(knowledge.pack.wording, 'handoffAsked', reading.locale, { mood: reading.mood, context })],
    why,
    flow: null,
  }
}

/**
 * Null when the article may not be shown to customers. `asked` decides which passage is quoted, `share` among how many
 * answers a reply is shared.
 */
export function fromArticle(
  turn: Turn,
  id: string,
  confidence: number,
  asked: string = turn.analysis.asked,
  share = 1,
): Decision | null {
  const { knowledge, reading, context, why } = turn
  const reader = { locale: reading.locale, now: context.now }
  const quoted = quote(knowledge, id, asked, reader)
  if (!quoted) return null
  const { article, passage } = quoted
  why.push({ step: 'retrieval', code: 'answered', detail: `${id} ${confidence.toFixed(2)}` })
  if (article.locale !== reading.locale) why.push({ step: 'retrieval', code: 'other-language', detail: article.locale })
  const sentences = excerpt(article.body, {
    brief: share > 1 || reading.mood.level === 'anxious',
    from: passage,
    share,
  })
  const citations = [{ article: id, title: article.title, passage }]
  return { do: 'answer', sentences, citations, options: [], confidence, why, flow: null }
}

/** Begins a flow; `prepare` may add to its first state. */
export function begin(turn: Turn, flow: Flow, prepare: (state: FlowState) => FlowState = (state) => state): Decision {
  const state = startState(turn.knowledge, flow, turn.analysis, turn.context, turn.reading.locale)
  turn.why.push({ step: 'flow', code: 'started', detail: flow.id })
  return goOn(turn, flow, prepare(state), { by: 'start' })
}

/** Runs a flow from where it stands and makes a decision of where it led. */
export function goOn(turn: Turn, flow: Flow, from: FlowState, resume: Resume): Decision {
  const { context, analysis, reading } = turn
  const around = { context, locale: reading.locale, heard: analysis.message, changes: changing(turn.knowledge.pack) }
  return conclude(turn, flow, runFlow(flow, from, resume, around))
}

function conclude(turn: Turn, flow: Flow, outcome: Outcome): Decision {
  const { state } = outcome
  const told = toldBy(flow, state, turn.reading.locale)
  const known = { why: [...turn.why, ...outcome.why], ...(told.length > 0 && { facts: told }) }
  switch (outcome.do) {
    case 'ask':
      return { ...known, do: 'ask', sentences: outcome.said, options: outcome.options, flow: state }
    case 'act':
      return { ...known, do: 'act', action: outcome.action, input: outcome.input, flow: state }
    case 'handoff':
      return { ...known, do: 'handoff', sentences: outcome.said, flow: null }
    case 'end':
      return backToOuter(turn, state, {
        ...known,
        do: 'answer',
        sentences: outcome.said,
        citations: citationsOf(turn, outcome.cites),
        options: outcome.options,
        confidence: 1,
        why: [...known.why, { step: 'flow', code: 'ended', detail: flow.id }],
        // What it knew is kept for a question that follows.
        flow: remembered(state),
      })
  }
}

/** Where it ended and what it was told, without what was masked: an original is gone with its turn. */
function remembered({ flow, step, slots: told, at }: FlowState): FlowState | null {
  const slots = Object.fromEntries(Object.entries(told).filter(([, value]) => !value.includes(MASK)))
  const state = { flow, step, slots, results: {}, tries: 0, ended: true as const, ...(at !== undefined && { at }) }
  return Object.keys(slots).length > 0 ? state : null
}

/** Stands in every placeholder that masking leaves. */
const MASK = '••'

/** A task that was begun in the middle of another leads back to that one. */
function backToOuter(turn: Turn, { outer }: FlowState, decision: Extract<Decision, { do: 'answer' }>): Decision {
  return (outer && backTo(turn, outer, decision)) ?? decision
}

function citationsOf({ knowledge, reading, context }: Turn, cites: readonly string[]) {
  return [...new Set(cites)].flatMap((id) => {
    const article = knowledge.shelf(id, reading.locale, context.now)
    return article ? [{ article: id, title: article.title }] : []
  })
}
