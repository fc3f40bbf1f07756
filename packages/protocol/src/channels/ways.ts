import type { SessionEvent } from '../events.ts'
import type { DeliveryReason, Route } from './channel.ts'
import { CHANNELS } from './kinds.ts'

/** Where a customer can be reached besides the widget, and where they spoke last. */
export interface Ways {
  /** Absent: none. */
  routes?: readonly Route[]
  /** The way by which the customer spoke last. Absent: by the widget. */
  speaksBy?: string
}

/** What an event changes of the ways to a customer; the same object when nothing. The session and the desk both fold by this. */
export function foldWays(ways: Ways, event: SessionEvent): Ways {
  switch (event.kind) {
    case 'message':
      return event.by.role === 'customer' ? heard(ways, event) : ways
    case 'route.changed':
      return changed(ways, event.body)
    case 'message.delivery':
      return event.body.state === 'sent'
        ? { ...ways, routes: spent(ways.routes, event.body.route, event.body.parts ?? 1) }
        : ways
    default:
      return ways
  }
}

/** What a message says of where the customer is: staff go on speaking to where they were heard last. */
function heard(ways: Ways, { at, body: { via } }: Extract<SessionEvent, { kind: 'message' }>): Ways {
  const { routes, speaksBy } = ways
  if (!via) return speaksBy === undefined ? ways : { ...(routes && { routes }) }
  const fresh = routes?.map((route) =>
    route.id === via.route ? { ...route, standing: 'open' as const, heardAt: at, spent: 0 } : route,
  )
  return { ...(fresh && { routes: fresh }), speaksBy: via.route }
}

/** A way was found, closed or taken away. */
function changed(
  { routes = [], speaksBy }: Ways,
  { route: id, channel, account, standing, ...told }: Extract<SessionEvent, { kind: 'route.changed' }>['body'],
): Ways {
  const others = routes.filter((route) => route.id !== id)
  const spoken = told.speaks ? id : speaksBy
  const speaks = standing === 'gone' && spoken === id ? lastHeardBy(others) : spoken
  const stays = speaks !== undefined && { speaksBy: speaks }
  if (standing === 'gone') return { ...stays, routes: others }
  const known = routes.find((route) => route.id === id) ?? { id, heardAt: null, spent: 0 }
  return { ...stays, routes: [...others, { ...known, channel, account, standing, ...newer(known, told) }] }
}

/** Where a customer is looked for once the way they spoke by leads elsewhere: a page that is open has it besides. */
const lastHeardBy = (routes: readonly Route[]): string | undefined =>
  routes
    .filter(({ heardAt, standing }) => heardAt !== null && standing !== 'blocked')
    .toSorted((one, other) => (other.heardAt ?? 0) - (one.heardAt ?? 0))[0]?.id

/** What another session knew of it, unless the customer was heard here since. */
function newer(
  known: Pick<Route, 'heardAt'>,
  { heardAt = null, spent = 0 }: { heardAt?: number | null | undefined; spent?: number | undefined },
): Partial<Route> {
  return heardAt !== null && heardAt > (known.heardAt ?? 0) ? { heardAt, spent } : {}
}

/** So many more messages of the quota are gone. */
const spent = (routes: Ways['routes'], id: string, parts: number): Route[] =>
  (routes ?? []).map((route) => (route.id === id ? { ...route, spent: route.spent + parts } : route))

/** Whether something may go out by a way now. `until`: when that ends by itself; `left`: how many messages more. */
export type Reach =
  | { may: true; until: number | null; left: number | null }
  | { may: false; reason: Extract<DeliveryReason, 'window_closed' | 'quota_spent' | 'blocked'> }

/** The last message of a quota is not the bot's: who takes over has a word left. */
const KEPT_FOR_A_PERSON = 1

/**
 * What the vendor of a channel allows at this moment. Words it has approved need no window. `parts`: how many messages of
 * the quota it takes; what takes more than there ever are goes when all are there.
 */
export function mayReach(
  route: Pick<Route, 'channel' | 'standing' | 'heardAt' | 'spent'>,
  by: 'bot' | 'agent',
  now: number,
  isTemplate = false,
  parts = 1,
): Reach {
  if (route.standing === 'blocked') return { may: false, reason: 'blocked' }
  const { windowMs, humanWindowMs, quota, hasTemplates } = CHANNELS[route.channel]
  if (isTemplate && hasTemplates) return { may: true, until: null, left: null }
  const lasts = by === 'agent' ? (humanWindowMs ?? windowMs) : windowMs
  const until = lasts === null ? null : (route.heardAt ?? Number.NEGATIVE_INFINITY) + lasts
  if (until !== null && until <= now) return { may: false, reason: 'window_closed' }
  if (quota === null) return { may: true, until, left: null }
  const left = quota - route.spent
  const kept = by === 'bot' ? KEPT_FOR_A_PERSON : 0
  return left - kept < Math.min(parts, quota - kept)
    ? { may: false, reason: 'quota_spent' }
    : { may: true, until, left }
}
