import type { FlowState } from '@baton/protocol'

/** After this long without a word the customer is asked whether to go on, rather than asked for a number out of the blue. */
const STALE_MS = 2 * 3_600_000

export const paused = (state: FlowState): FlowState => ({ ...state, paused: true })

export const resumed = ({ paused: _, ...state }: FlowState): FlowState => state

/** Whether a flow was left so long ago. States of earlier releases do not say when; they go on as they did. */
export const isStale = ({ at }: FlowState, now: number | undefined): boolean =>
  at !== undefined && now !== undefined && now - at > STALE_MS

/** One task inside another: the outer waits for its end, and what is around it is forgotten. */
export function inside(inner: FlowState, { flow, step, slots, results, tries, at }: FlowState): FlowState {
  return { ...inner, outer: { flow, step, slots, results, tries, ...(at !== undefined && { at }) } }
}
