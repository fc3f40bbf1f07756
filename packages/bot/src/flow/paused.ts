import type { FlowState } from '@baton/protocol'

/** Marks a flow that answered a question in between, or was left for hours. Not a slug. */
const PAUSED = '(paused)'
/** The task that another one was begun in the middle of. Not a slug. */
const OUTER = '(outer)'

/** After this long without a word the customer is asked whether to go on, rather than asked for a number out of the blue. */
const STALE_MS = 2 * 3_600_000

export const isPaused = (state: FlowState): boolean => state.results[PAUSED] === true

export const paused = (state: FlowState): FlowState => ({ ...state, results: { ...state.results, [PAUSED]: true } })

export function resumed(state: FlowState): FlowState {
  const { [PAUSED]: _, ...results } = state.results
  return { ...state, results }
}

/** Whether a flow was left so long ago. States of earlier releases do not say when; they go on as they did. */
export const isStale = ({ at }: FlowState, now: number | undefined): boolean =>
  at !== undefined && now !== undefined && now - at > STALE_MS

/** One task inside another: the outer waits for its end. Only one, else nobody knows where they are. */
export function inside(inner: FlowState, outer: FlowState): FlowState {
  const { [OUTER]: _, ...results } = outer.results
  return { ...inner, results: { ...inner.results, [OUTER]: JSON.parse(JSON.stringify({ ...outer, results })) } }
}

/** The task to come back to; null when there is none. What is stored is trusted no further than its shape. */
export function outerOf({ results }: FlowState): FlowState | null {
  const outer = results[OUTER]
  if (typeof outer !== 'object' || outer === null || Array.isArray(outer)) return null
  const { flow, step, slots, results: known, tries, at } = outer
  if (typeof flow !== 'string' || typeof step !== 'string' || typeof tries !== 'number') return null
  return {
    flow,
    step,
    slots: Object.fromEntries(
      Object.entries(Object(slots)).filter((each): each is [string, string] => typeof each[1] === 'string'),
    ),
    results: typeof known === 'object' && known !== null && !Array.isArray(known) ? known : {},
    tries,
    ...(typeof at === 'number' && { at }),
  }
}
