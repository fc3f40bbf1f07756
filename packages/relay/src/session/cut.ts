import type { SessionState } from './state.ts'

/**
 * The state once the log begins at `firstAt`, in milliseconds: what the case before this one was about goes with its events.
 * Null where nothing is left of the log.
 */
export function afterCut(state: SessionState, firstAt: number | null): SessionState {
  const { case: it } = state
  if (!it?.previous || (firstAt !== null && firstAt < it.openedAt)) return state
  const { previous: _, ...rest } = it
  return { ...state, case: rest }
}
