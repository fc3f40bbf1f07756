import { may, type Operation, type Principal } from '@baton/relay/permissions'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { log } from '../log.ts'
import { BatonError } from './baton-error.ts'
import { ROUTES } from './routes.ts'

const ROWS: ReadonlyMap<string, Operation | 'open' | 'pass'> = new Map(Object.entries(ROUTES))

/** Requests of which somebody has asked whether they are permitted. */
const asked = new WeakSet<Request>()

/** The route that will answer, as the table calls it; null when there is none. */
function routeOf(c: Context): string | null {
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')
  return route ? `${route.method} ${route.path}` : null
}

/** What the route that will answer asks for, where it is not open to whoever comes. */
export function operationOfRoute(c: Context): Operation | null {
  const operation = ROWS.get(routeOf(c) ?? '')
  return operation === undefined || operation === 'open' || operation === 'pass' ? null : operation
}

/**
 * Asked by every route that is not open, as soon as it knows whom it speaks with.
 *
 * @throws BatonError `forbidden` when the table does not name them for this route.
 */
export function demandPermission(c: Context, principal: Principal): void {
  const operation = ROWS.get(routeOf(c) ?? '')
  asked.add(c.req.raw)
  if (operation === 'open' || operation === 'pass') return
  if (operation === undefined || !may(principal, operation)) throw new BatonError('forbidden')
}

/** Serves no route that the table does not know, and gives out no answer of one that has not asked. */
export const permitted: MiddlewareHandler = async (c, next) => {
  const route = routeOf(c)
  if (route === null) return next()
  const operation = ROWS.get(route)
  if (operation === undefined) {
    log('error', 'http.no_permission_row', { route })
    throw new BatonError('not_found')
  }
  await next()
  // A refused upgrade is answered 101 too: the socket says why and closes.
  const isAnswered = c.res.status < 400 && c.res.status !== 101
  if (operation !== 'open' && operation !== 'pass' && isAnswered && !asked.has(c.req.raw))
    throw new Error(`${route} has not asked who may`)
}
