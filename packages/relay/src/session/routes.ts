import { CHANNELS, type DeliveryReason, type EventBody, type SessionEvent } from '@baton/protocol'
import type { Route, SessionState } from './state.ts'

/** What a message says of where the customer is: staff go on speaking to where they were heard last. */
export function heard(state: SessionState, event: Extract<SessionEvent, { kind: 'message' }>): SessionState {
  if (event.by.role !== 'customer') return state
  const { via } = event.body
  if (via) {
    const routes = state.routes?.map((route) =>
      route.id === via.route ? { ...route, standing: 'open' as const, heardAt: event.at, spent: 0 } : route,
    )
    return { ...state, ...(routes && { routes }), speaksBy: via.route }
  }
  if (state.speaksBy === undefined) return state
  const { speaksBy: _left, ...rest } = state
  return rest
}

/** A way was found, closed or taken away. */
export function routeChanged(
  state: SessionState,
  { route: id, channel, account, standing }: EventBody<'route.changed'>,
): SessionState {
  const { routes = [], speaksBy, ...rest } = state
  const others = routes.filter((route) => route.id !== id)
  const stays = speaksBy !== undefined && !(standing === 'gone' && speaksBy === id) && { speaksBy }
  if (standing === 'gone') return { ...rest, ...stays, routes: others }
  const known = routes.find((route) => route.id === id) ?? { id, heardAt: null, spent: 0 }
  return { ...rest, ...stays, routes: [...others, { ...known, channel, account, standing }] }
}

/** One more message of the quota is gone. */
export const spent = (routes: SessionState['routes'], id: string): Route[] =>
  (routes ?? []).map((route) => (route.id === id ? { ...route, spent: route.spent + 1 } : route))

export const routeOf = (state: Pick<SessionState, 'routes'>, id: string): Route | null =>
  state.routes?.find((route) => route.id === id) ?? null

/** Whether something may go out by a way now. `until`: when that ends by itself; `left`: how many messages more. */
export type Reach =
  | { may: true; until: number | null; left: number | null }
  | { may: false; reason: Extract<DeliveryReason, 'window_closed' | 'quota_spent' | 'blocked'> }

/** What the vendor of a channel allows at this moment. Words it has approved need no window. */
export function mayReach(route: Route, by: 'bot' | 'agent', now: number, isTemplate = false): Reach {
  if (route.standing === 'blocked') return { may: false, reason: 'blocked' }
  const { windowMs, humanWindowMs, quota, hasTemplates } = CHANNELS[route.channel]
  if (isTemplate && hasTemplates) return { may: true, until: null, left: null }
  const lasts = by === 'agent' ? (humanWindowMs ?? windowMs) : windowMs
  const until = lasts === null ? null : (route.heardAt ?? Number.NEGATIVE_INFINITY) + lasts
  if (until !== null && until <= now) return { may: false, reason: 'window_closed' }
  const left = quota === null ? null : quota - route.spent
  return left !== null && left <= 0 ? { may: false, reason: 'quota_spent' } : { may: true, until, left }
}
