import type { Action, ActionResult, Flow, FlowState, FlowStep, Locale, Option, Reason } from '@baton/protocol'
import { fill, speak, valueAt } from './template.ts'

/** Where a flow's steps led: it waits for the customer or for an action, or it is over. */
export type Outcome =
  | { do: 'ask'; said: string[]; options: Option[]; state: FlowState; why: Reason[] }
  | { do: 'act'; action: string; input: Record<string, string>; state: FlowState; why: Reason[] }
  | { do: 'end'; said: string[]; options: Option[]; cites: string[]; why: Reason[] }
  | { do: 'handoff'; said: string[]; why: Reason[] }

export type Resume =
  | { by: 'start' }
  /** Go on after an `ask` whose slot is now filled. */
  | { by: 'filled' }
  /** The `ask` was answered with something else; `lacking`: by saying that there is nothing to give. */
  | { by: 'missed'; lacking: boolean }
  /** Say the prompt again without counting a try. */
  | { by: 'prompt' }
  | { by: 'result'; result: ActionResult }

/** A flow that goes round in circles without asking or acting is stopped after this many steps. */
const MOST_STEPS = 64
/** Sentences said before an action wait here for the answer after it. Not a slug, so no step can write to it. */
const SAID = '(said)'

/** Runs a flow from where it stands until it needs something or ends. Pure: the given state is not changed. */
export function runFlow(flow: Flow, from: FlowState, resume: Resume, locale: Locale): Outcome {
  const state = structuredClone(from)
  const why: Reason[] = []
  const said = readSaid(state)
  const options: Option[] = []
  const cites: string[] = []
  const note = (step: Reason['step'], code: string, detail: string) => why.push({ step, code, detail })
  const end = (): Outcome => ({ do: 'end', said, options, cites, why })
  const find = (id: string) => flow.steps.find((each) => each.id === id)
  const after = (step: FlowStep) => flow.steps[flow.steps.indexOf(step) + 1]
  const known = (list: { label: Record<Locale, string>; text: Record<Locale, string> }[]) =>
    list.map(({ label, text }) => ({ label: fill(label[locale], state), text: fill(text[locale], state) }))

  let step = find(state.step)
  let arriving: Resume | null = resume.by === 'start' ? null : resume
  for (let count = 0; step && count < MOST_STEPS; count += 1) {
    const resumed: Resume | null = arriving
    arriving = null
    state.step = step.id
    switch (step.do) {
      case 'ask': {
        if (Object.hasOwn(state.slots, step.slot)) {
          note('flow', 'filled', step.slot)
          state.tries = 0
          step = after(step)
          break
        }
        const missed = resumed?.by === 'missed'
        if (missed) state.tries += 1
        if (missed && (resumed.lacking || state.tries >= step.maxTries)) {
          note('flow', resumed.lacking ? 'lacking' : 'gave-up', step.slot)
          state.tries = 0
          step = find(step.otherwise)
          break
        }
        note('flow', missed ? 'asked-again' : 'asked', step.slot)
        said.push(...speak(missed ? step.reprompt : step.prompt, state, flow.words, locale))
        return { do: 'ask', said, options: [...options, ...known(step.options)], state, why }
      }
      case 'act': {
        if (resumed?.by !== 'result') {
          const input = Object.fromEntries(Object.entries(step.input).map(([key, value]) => [key, fill(value, state)]))
          note('action', 'called', step.action)
          if (said.length > 0) state.results[SAID] = said
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
        const target = branchTarget(step, valueAt(step.on, state))
        note('flow', 'branched', `${step.on}: ${target}`)
        step = find(target)
        break
      }
      case 'say':
        said.push(...speak(step.text, state, flow.words, locale))
        options.push(...known(step.options))
        if (step.cite !== undefined) cites.push(step.cite)
        if (step.next === undefined) return end()
        step = find(step.next)
        break
      case 'forget':
        delete state.slots[step.slot]
        state.tries = 0
        step = find(step.next)
        break
      case 'handoff':
        said.push(...speak(step.text, state, flow.words, locale))
        note('flow', 'handed-off', step.id)
        return { do: 'handoff', said, why }
    }
  }
  return end()
}

/** Where a value points; no value may be written as `''` or `null` in the cases. */
function branchTarget({ cases, otherwise }: Extract<FlowStep, { do: 'branch' }>, value: unknown): string {
  const keys = value === undefined || value === null ? ['null', ''] : typeof value === 'object' ? [] : [String(value)]
  for (const key of keys) {
    const target = Object.hasOwn(cases, key) ? cases[key] : undefined
    if (target !== undefined) return target
  }
  return otherwise
}

function readSaid(state: FlowState): string[] {
  const said = state.results[SAID]
  delete state.results[SAID]
  return Array.isArray(said) ? said.filter((each) => typeof each === 'string') : []
}

/** What a business answered, as the JSON it came as. */
const toJson = (data: unknown): FlowState['results'][string] => JSON.parse(JSON.stringify(data ?? null))

/** The action a step calls, for callers that check a result against the state it belongs to. */
export function awaitedAction(flow: Flow, state: FlowState): Action['id'] | null {
  const step = flow.steps.find((each) => each.id === state.step)
  return step?.do === 'act' ? step.action : null
}

/** The `ask` a flow stands at; null when it stands elsewhere. */
export function awaitedAsk(flow: Flow, state: FlowState): Extract<FlowStep, { do: 'ask' }> | null {
  const step = flow.steps.find((each) => each.id === state.step)
  return step?.do === 'ask' ? step : null
}
