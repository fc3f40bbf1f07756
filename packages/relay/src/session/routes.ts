import { foldWays, type Route, type SessionEvent } from '@baton/protocol'
import type { SessionState } from './state.ts'

export { mayReach, type Reach } from '@baton/protocol'

/** What an event changes of the ways to the customer. The desk folds by the same rule. */
export function withWays(state: SessionState, event: SessionEvent): SessionState {
  const ways = foldWays(state, event)
  if (ways === state) return state
  const { routes: _routes, speaksBy: _by, ...rest } = state
  return { ...rest, ...(ways.routes && { routes: ways.routes }), ...(ways.speaksBy && { speaksBy: ways.speaksBy }) }
}

export const routeOf = (state: Pick<SessionState, 'routes'>, id: string): Route | null =>
  state.routes?.find((route) => route.id === id) ?? null
