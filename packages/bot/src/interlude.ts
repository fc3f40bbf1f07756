import type { Decision, Flow, FlowState } from '@baton/protocol'
import { YES_NO } from './entities/yes-no.ts'
import { agreement } from './flow/agreement.ts'
import { awaitedStep } from './flow/awaited.ts'
import { changing } from './flow/heard.ts'
import { runFlow } from './flow/interpreter.ts'
import { offerOf } from './flow/offered.ts'
import { paused } from './flow/paused.ts'
import type { Turn } from './turn.ts'
import { put, WORDING } from './wording.ts'

type Answer = Extract<Decision, { do: 'answer' }>

/**
 * An answer in the middle of a task, with a reminder of where we were: the question again, or, where a yes could be
 * taken for an answer to something else, whether to go on. Reminds once. Null when the pack no longer has the task.
 */
export function backTo(turn: Turn, state: FlowState, answer: Answer): Answer | null {
  const flow = turn.knowledge.flows.get(state.flow)
  const step = flow && awaitedStep(flow, state)
  if (!step) return null
  turn.why.push({ step: 'flow', code: 'paused', detail: flow.id })
  const why = [...answer.why, { step: 'flow' as const, code: 'paused', detail: flow.id }]
  const waiting = paused({ ...state, ...(turn.context.now !== undefined && { at: turn.context.now }) })
  if (state.paused) return { ...answer, why, flow: waiting }
  const isYesOrNo = step.do === 'confirm' || step.entity === YES_NO || offerOf(state, step) !== null
  const { sentences, options } = isYesOrNo ? offerToGoOn(turn, flow) : askedAgain(turn, flow, state)
  const [first = '', ...rest] = sentences
  return {
    ...answer,
    sentences: [...answer.sentences, `\n${first}`, ...rest],
    options: [...answer.options, ...options],
    why,
    flow: waiting,
  }
}

/** The customer was away for hours: whether to go on. What they said just now is kept. */
export function afterAWhile(turn: Turn, flow: Flow, state: FlowState): Decision {
  turn.why.push({ step: 'flow', code: 'stale', detail: flow.id })
  const sentences = [put(WORDING.goOnLater, turn.reading.locale, { name: flow.name[turn.reading.locale] })]
  const waiting = paused({ ...state, ...(turn.context.now !== undefined && { at: turn.context.now }) })
  return { do: 'ask', sentences, options: agreement(turn.reading.locale), why: turn.why, flow: waiting }
}

function offerToGoOn({ reading: { locale } }: Turn, flow: Flow) {
  return { sentences: [put(WORDING.goOn, locale, { name: flow.name[locale] })], options: agreement(locale) }
}

function askedAgain({ knowledge, context, reading: { locale } }: Turn, flow: Flow, state: FlowState) {
  const asked = runFlow(
    flow,
    state,
    { by: 'prompt' },
    {
      context,
      locale,
      heard: null,
      changes: changing(knowledge.pack),
    },
  )
  const back = put(WORDING.backTo, locale, { name: flow.name[locale] })
  return asked.do === 'ask'
    ? { sentences: [back, ...asked.said], options: asked.options }
    : { sentences: [back], options: [] }
}
