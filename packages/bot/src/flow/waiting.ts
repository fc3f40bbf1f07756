import { type BotContext, type Flow, type FlowState, type Locale, MEMORY_ONLY, type WaitingStep } from '@baton/protocol'
import type { Analysis } from '../analysis.ts'
import { YES_NO } from '../entities/yes-no.ts'
import type { Knowledge } from '../knowledge.ts'
import { accepts } from './accept.ts'
import { awaitedStep } from './awaited.ts'
import { choicesOf, choose } from './choices.ts'
import { type Correction, findCorrection } from './correcting.ts'
import { callsOff, lacksIt } from './leaving.ts'
import { offerOf } from './offered.ts'
import { isStale } from './paused.ts'
import { givenBy } from './template.ts'

/** Slots of this entity type take the message as it is. */
export const FREE_TEXT = 'text'

/** What fills the step's slot, if the message holds it. */
interface Filler {
  value: string
  /** Said as an answer to just this: a whole message that is a choice, and no task that reads like one. */
  exact: boolean
  /** Taken as it is written: a name, an address, what masking left. */
  literal?: true
}

/** A flow that waits for the customer, and what the message is to it. */
export interface Waiting {
  flow: Flow
  state: FlowState
  step: WaitingStep
  paused: boolean
  /** So long ago that the customer may have forgotten what it was about. */
  stale: boolean
  filler: Filler | null
  /** It holds what was asked for, but not as the flow takes it. */
  invalid: boolean
  /** The customer's yes or no, where it answers the step or whether to go on with it. */
  agreed: boolean | null
  correction: Correction | null
  /** They say no to what the question was asked with: "still about …?". */
  declined: boolean
  calledOff: boolean
  lacking: boolean
}

/** Null when no flow waits: none is active, or the pack has changed and the step is gone. */
export function readWaiting(
  knowledge: Knowledge,
  analysis: Analysis,
  { context, locale }: { context: BotContext; locale: Locale },
): Waiting | null {
  const state = context.flow
  const flow = state && knowledge.flows.get(state.flow)
  const step = flow && awaitedStep(flow, state)
  if (!step) return null
  const { message } = analysis
  const paused = state.paused === true
  const calledOff = callsOff(message.folded)
  const said = fillerOf(knowledge, step, state, analysis, { context, locale, paused, calledOff })
  const fits = said !== null && step.do === 'ask' && accepts(step, said.value, context.now)
  const isAsked = step.do === 'confirm' || paused
  const yesNo = analysis.entities.find(({ type }) => type === YES_NO)?.value
  const around = { context, locale, atReadBack: step.do === 'confirm' }
  const corrects = said && !said.literal ? null : findCorrection(knowledge, flow, state, analysis, around)
  // A text of the customer's own may hold anything; another number in place of one that was given is no text.
  const correction = said && corrects?.value === null ? null : corrects
  return {
    flow,
    state,
    step,
    paused,
    stale: isStale(state, context.now),
    filler: fits ? said : null,
    invalid: said !== null && !fits,
    agreed: isAsked && yesNo !== undefined ? yesNo === 'yes' : null,
    correction,
    declined: !paused && said === null && yesNo === 'no' && offerOf(state, step) !== null,
    calledOff,
    lacking: lacksIt(message.folded) && step.do === 'ask',
  }
}

function fillerOf(
  knowledge: Knowledge,
  step: WaitingStep,
  state: FlowState,
  { message, entities }: Analysis,
  around: { context: BotContext; locale: Locale; paused: boolean; calledOff: boolean },
): Filler | null {
  if (step.do === 'confirm') return null
  // After a question in between, a yes may agree to that answer: it must not answer a question of the task.
  if (around.paused && step.entity === YES_NO) return null
  const given = givenBy(around.context)
  const choice = choose(choicesOf(step, { ...state, ...(given && { given }) }, around.locale), message)
  if (choice) return { value: choice.value, exact: true }
  const outcome = tried(step.entity, message.folded)
  if (outcome !== undefined) return { value: outcome, exact: true }
  const named = entities.find(({ type }) => type === step.entity)?.value
  if (named !== undefined) return { value: named, exact: false }
  const offer = offerOf(state, step)
  const isYes = entities.some(({ type, value }) => type === YES_NO && value === 'yes')
  if (offer !== null && isYes && !around.paused) return { value: offer, exact: true }
  const masked = placeholderIn(message.text, step.entity)
  if (masked !== null) return { value: masked, exact: true, literal: true }
  if (step.entity === FREE_TEXT)
    return around.paused || around.calledOff || message.text === '' ? null : textOf(step, message.text)
  const completed = knowledge.entities.complete(message, step.entity)
  return completed ? { value: completed.value, exact: false } : null
}

/** The text, or the part of it that is what the step takes: the number in "our tax number is …". */
function textOf({ accept }: Extract<WaitingStep, { do: 'ask' }>, text: string): Filler {
  const part =
    accept?.pattern === undefined
      ? undefined
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${accept.pattern})(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.[0]
  return { value: part ?? text, exact: false, literal: true }
}

const STILL_NOT =
  /^(?:还是|依然|仍然|也|试了|都|现在)*(?:不行|不亮|不走|不好|不稳|没用|没好|没反应|没有用|没有反应|一样|老样子|不可以|装不上|晃)|^(?:it |that |they )?(?:still|again)?,? ?(?:does ?n.t|do ?n.t|did ?n.t|not|no luck|nothing|same|won.t)|^(?:no,? )?still/u
const NOW_IT_DOES =
  /^(?:现在|已经|终于)*(?:好了|亮了|走了|行了|可以了|成了|装上了|稳了|没问题了|解决了)|^(?:it |that |now |yes,? )*(?:works?|worked|lights?|lit|runs?|fits?|fixed|solved|stable|did it|does)\b/u

/** "Still not", "it works now": what somebody says who has tried something, and is neither yes nor no. */
function tried(entity: string, folded: string): string | undefined {
  if (entity !== YES_NO) return undefined
  if (STILL_NOT.test(folded)) return 'no'
  return NOW_IT_DOES.test(folded) ? 'yes' : undefined
}

/** What masking leaves of an address or a number, by the entity that asks for it. */
const PLACEHOLDERS: Readonly<Record<string, RegExp>> = {
  email: /\[email [^\]]{1,80}\]/u,
  phone: /\[phone [^\]]{1,40}\]/u,
}

/** Masked before we see it; what fills the slot is what stands in its place, and only the action opens it. */
function placeholderIn(text: string, entity: string): string | null {
  const shown = Object.hasOwn(MEMORY_ONLY, entity) ? MEMORY_ONLY[entity] : undefined
  if (shown !== undefined) return text.includes(shown) ? shown : null
  return (Object.hasOwn(PLACEHOLDERS, entity) && PLACEHOLDERS[entity]?.exec(text)?.[0]) || null
}

export const isRecognised = ({ filler, correction, declined, calledOff, lacking, agreed }: Waiting): boolean =>
  filler !== null || declined || correction !== null || agreed !== null || calledOff || lacking

/** The state with its slot filled. */
export function filled(state: FlowState, slot: string, { value }: Filler): FlowState {
  return { ...state, slots: { ...state.slots, [slot]: value } }
}
