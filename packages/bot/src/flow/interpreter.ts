import type {
  ActionResult,
  BotContext,
  Flow,
  FlowState,
  FlowStep,
  Locale,
  Option,
  Reason,
  WaitingStep,
} from '@baton/protocol'
import type { Message } from '../normalise.ts'
import { put, say, WORDING } from '../wording.ts'
import { accepts } from './accept.ts'
import { agreement } from './agreement.ts'
import { branchTarget } from './branch.ts'
import { choicesOf, mention } from './choices.ts'
import { isActedOn, withHeard } from './heard.ts'
import { offerOf } from './offered.ts'
import { fill, givenBy, type Known, speak, valueAt } from './template.ts'

/** Where a flow's steps led: it waits for the customer or for an action, or it is over. */
export type Outcome = { state: FlowState; why: Reason[] } & (
  | { do: 'ask'; said: string[]; options: Option[] }
  | { do: 'act'; action: string; input: Record<string, string> }
  | { do: 'end'; said: string[]; options: Option[]; cites: string[] }
  | { do: 'handoff'; said: string[] }
)

export type Resume =
  | { by: 'start' }
  /** Go on after an `ask` whose slot is now filled. */
  | { by: 'filled' }
  /** A `confirm` was answered. */
  | { by: 'agreed'; yes: boolean }
  /** The step was answered with something else; `lacking`: by saying that there is nothing to give. */
  | { by: 'missed'; lacking: boolean; invalid?: boolean }
  /** Say the prompt again without counting a try. */
  | { by: 'prompt' }
  | { by: 'result'; result: ActionResult }

/** What a run may look at besides the flow and its state. */
export interface Surroundings {
  context: BotContext
  locale: Locale
  /** What the customer said in this turn: may choose from a list that becomes known only on the way. */
  heard: Message | null
  /** Whether an action changes something at the business. Absent: none does. */
  changes?: (action: string) => boolean
}

/** A flow that goes round in circles without asking or acting is stopped after this many steps. */
const MOST_STEPS = 64

/** Runs a flow from where it stands until it needs something or ends. Pure: the given state is not changed. */
export function runFlow(flow: Flow, from: FlowState, resume: Resume, around: Surroundings): Outcome {
  const { context, locale, heard, changes = () => false } = around
  const state: FlowState = {
    ...structuredClone(withHeard(flow, from, context)),
    ...(context.now !== undefined && { at: context.now }),
  }
  const given = givenBy(context)
  const known = (): Known => ({ ...state, ...(given && { given }) })
  const why: Reason[] = []
  const said = state.said ?? []
  delete state.said
  const options: Option[] = []
  const cites: string[] = []
  const note = (step: Reason['step'], code: string, detail: string) => why.push({ step, code, detail })
  const find = (id: string) => flow.steps.find((each) => each.id === id)
  const after = (step: FlowStep) => flow.steps[flow.steps.indexOf(step) + 1]
  const tell = (text: Parameters<typeof speak>[0]) => said.push(...speak(text, known(), flow.words, locale))
  const shown = (list: { label: Record<Locale, string>; text: Record<Locale, string> }[]) =>
    list.map(({ label, text }) => ({ label: fill(label[locale], known()), text: fill(text[locale], known()) }))
  /** Counts a wrong answer; true when there were enough of them. */
  const isEnough = (step: WaitingStep, missed: Extract<Resume, { by: 'missed' }>): boolean => {
    state.tries += 1
    if (!missed.lacking && state.tries < step.maxTries) return false
    note('flow', missed.lacking ? 'lacking' : 'gave-up', step.do === 'ask' ? step.slot : step.id)
    state.tries = 0
    return true
  }

  let step = find(state.step)
  let arriving: Resume | null = resume.by === 'start' ? null : resume
  for (let count = 0; step && count < MOST_STEPS; count += 1) {
    const resumed: Resume | null = arriving
    arriving = null
    state.step = step.id
    switch (step.do) {
      case 'ask': {
        const choices = choicesOf(step, known(), locale)
        if (!Object.hasOwn(state.slots, step.slot)) {
          const value = unasked(step, choices, { heard: resumed ? null : heard, now: context.now })
          if (value !== null) state.slots[step.slot] = value
        }
        const spoken = state.slots[step.slot]
        const isHeard = state.heard?.includes(step.slot) === true && isActedOn(flow, step.slot, changes)
        if (isHeard && spoken !== undefined) {
          state.offers = { ...state.offers, [step.slot]: spoken }
          delete state.slots[step.slot]
        }
        if (Object.hasOwn(state.slots, step.slot)) {
          note('flow', 'filled', step.slot)
          state.tries = 0
          step = after(step)
          break
        }
        if (step.entity === CHOICE && choices.length === 0) {
          note('flow', 'nothing-to-choose', step.slot)
          step = find(step.otherwise)
          break
        }
        const missed = resumed?.by === 'missed' ? resumed : null
        if (missed && isEnough(step, missed)) {
          step = find(step.otherwise)
          break
        }
        const offer = missed ? null : offerOf(state, step)
        if (offer !== null && (choices.length === 0 || choices.some(({ value }) => value === offer))) {
          note('flow', isHeard ? 'read-back' : 'offered', step.slot)
          said.push(put(isHeard ? WORDING.heardNumber : WORDING.stillAbout, locale, { value: offer }))
          return { do: 'ask', said, options: [...options, ...agreement(locale)], state, why }
        }
        delete state.offers
        note('flow', missed ? 'asked-again' : 'asked', step.slot)
        tell(missed ? (missed.invalid && step.invalid) || step.reprompt : step.prompt)
        if (isHeard && context.spoken) said.push(say(WORDING.orKeypad, locale))
        const buttons = choices.map(({ label }, index) => ({
          label: choices.length > 2 ? `${index + 1}. ${label}` : label,
          text: label,
        }))
        return { do: 'ask', said, options: [...options, ...buttons, ...shown(step.options)], state, why }
      }
      case 'confirm': {
        if (resumed?.by === 'agreed') {
          note('flow', resumed.yes ? 'confirmed' : 'refused', step.id)
          state.tries = 0
          step = resumed.yes ? after(step) : find(step.no)
          break
        }
        if (resumed?.by === 'missed' && isEnough(step, resumed)) {
          step = find(step.otherwise)
          break
        }
        note('flow', 'read-back', step.id)
        tell(step.prompt)
        return { do: 'ask', said, options: [...options, ...agreement(locale)], state, why }
      }
      case 'act': {
        if (resumed?.by !== 'result') {
          const input = Object.fromEntries(
            Object.entries(step.input).map(([key, value]) => [key, fill(value, known())]),
          )
          note('action', 'called', step.action)
          if (said.length > 0) state.said = said
          return { do: 'act', action: step.action, input, state, why }
        }
        const { result } = resumed
        if (result.ok) {
          note('action', 'succeeded', step.action)
          state.results[step.into] = toJson(result.data)
          step = after(step)
        } else {
          note('action', 'failed', `${step.action}: ${result.code}`)
          step = find(Object.hasOwn(step.errors, result.code) ? (step.errors[result.code] ?? '') : step.otherwise)
        }
        break
      }
      case 'branch': {
        const target = branchTarget(step, valueAt(step.on, known()))
        note('flow', 'branched', `${step.on}: ${target}`)
        step = find(target)
        break
      }
      case 'say':
        tell(step.text)
        options.push(...shown(step.options))
        if (step.cite !== undefined) cites.push(step.cite)
        step = step.next === undefined ? undefined : find(step.next)
        break
      case 'forget':
        delete state.slots[step.slot]
        state.tries = 0
        step = find(step.next)
        break
      case 'handoff':
        tell(step.text)
        note('flow', 'handed-off', step.id)
        return { do: 'handoff', said, state, why }
    }
  }
  return { do: 'end', said, options, cites, state, why }
}

/** Entity of an `ask` that takes one of its choices and nothing else. */
const CHOICE = 'choice'

type Ask = Extract<FlowStep, { do: 'ask' }>

/** What fills a slot without a question: the only thing there is to choose, or one that was named before the list was known. */
function unasked(
  step: Ask,
  choices: ReturnType<typeof choicesOf>,
  { heard, now }: { heard: Message | null; now: number | undefined },
): string | null {
  const [only] = choices
  const isForced = step.entity === CHOICE && choices.length === 1 && only
  const value = isForced ? only.value : heard && mention(choices, heard)?.value
  return value && accepts(step, value, now) ? value : null
}

/** What a business answered, as the JSON it came as. */
const toJson = (data: unknown): FlowState['results'][string] => JSON.parse(JSON.stringify(data ?? null))
