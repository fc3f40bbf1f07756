import { CODE_PLACEHOLDER, type Entity, type Flow, type FlowState, type FlowStep, ONE_TIME_CODE } from '@baton/protocol'
import type { Analysis } from '../analysis.ts'
import { YES_NO } from '../entities.ts'
import type { Knowledge } from '../knowledge.ts'
import { awaitedAsk } from './interpreter.ts'
import { callsOff, lacksIt } from './leaving.ts'

/** Slots of this entity type take the message as it is. */
const FREE_TEXT = 'text'
/** Marks a flow that answered a question in between: only what it waits for brings it back. Not a slug. */
const PAUSED = '(paused)'

/** A flow that waits for the customer, and what the message is to it. */
export interface Waiting {
  flow: Flow
  state: FlowState
  step: Extract<FlowStep, { do: 'ask' }>
  paused: boolean
  /** What fills the slot, if the message holds it. */
  filler: Entity | null
  calledOff: boolean
  lacking: boolean
}

/** Null when no flow waits: none is active, or the pack has changed and the step is gone. */
export function readWaiting(knowledge: Knowledge, state: FlowState | null, analysis: Analysis): Waiting | null {
  const flow = state && knowledge.flows.get(state.flow)
  if (!flow) return null
  const step = awaitedAsk(flow, state)
  if (!step) return null
  const paused = state.results[PAUSED] === true
  const { message } = analysis
  const calledOff = callsOff(message.folded)
  // After a question in between, a yes may agree to that answer: it must not confirm a task.
  const unclear = paused && step.entity === YES_NO
  const exact = unclear ? undefined : analysis.entities.find(({ type }) => type === step.entity)
  const free = step.entity === FREE_TEXT && !paused && !calledOff && message.text !== ''
  return {
    flow,
    state,
    step,
    paused,
    filler:
      exact ??
      codeIn(message.text, step.entity) ??
      (free
        ? { type: FREE_TEXT, value: message.text, text: message.text }
        : knowledge.entities.complete(message, step.entity)),
    calledOff: calledOff && !paused,
    lacking: lacksIt(message.folded) && !paused,
  }
}

/** A code is masked before we see it; what fills the slot is what stands in its place. */
const codeIn = (text: string, entity: string): Entity | null =>
  entity === ONE_TIME_CODE && text.includes(CODE_PLACEHOLDER)
    ? { type: ONE_TIME_CODE, value: CODE_PLACEHOLDER, text: CODE_PLACEHOLDER }
    : null

export const isRecognised = ({ filler, calledOff, lacking }: Waiting): boolean =>
  filler !== null || calledOff || lacking

/** The state with its slot filled. */
export function filled({ state, step, filler }: Waiting): FlowState {
  const { [PAUSED]: _, ...results } = state.results
  return { ...state, results, slots: filler ? { ...state.slots, [step.slot]: filler.value } : state.slots }
}

export function paused(state: FlowState): FlowState {
  return { ...state, results: { ...state.results, [PAUSED]: true } }
}
