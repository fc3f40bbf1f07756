import { CLOSE, type CloseCode, type ErrorCode, SUBPROTOCOL, TICKET_PREFIX, type TicketClaims } from '@baton/protocol'
import { type Principal, principalOf } from '@baton/relay/permissions'
import { type Context, Hono } from 'hono'
import { isStorageFull } from '../durable/storage-full.ts'
import { refuseUpgrade } from '../durable/upgrade.ts'
import { type Env, TICKET_HEADER } from '../env.ts'
import { callOf, floorOf, sessionOf } from '../rooms-of.ts'
import { arriving } from './arrivals.ts'
import { BatonError } from './baton-error.ts'
import { demandPermission } from './permitted.ts'
import { verifyTicket } from './tickets.ts'
import { reservePlace } from './vacancy.ts'

const CLOSE_OF: Partial<Record<ErrorCode, CloseCode>> = {
  unauthenticated: CLOSE.unauthenticated,
  ticket_expired: CLOSE.ticketExpired,
  version_unsupported: CLOSE.versionUnsupported,
  gateway_full: CLOSE.gatewayFull,
  unavailable: CLOSE.restarting,
}

/** The doors for WebSockets. Who has no genuine ticket never reaches an object. */
export const socketRoutes = new Hono<{ Bindings: Env }>()

socketRoutes.get('/session', (c) => openSocket(c, 'session'))
socketRoutes.get('/floor', (c) => openSocket(c, 'floor'))
socketRoutes.get('/call', (c) => openSocket(c, 'call'))

async function openSocket(c: Context<{ Bindings: Env }>, room: TicketClaims['room']): Promise<Response> {
  const { env } = c
  const request = c.req.raw
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
    throw new BatonError('request_malformed', 'upgrade: a WebSocket is expected here')
  }
  try {
    const claims = await admit(request, env, room)
    demandPermission(c, bearerOf(claims))
    const headers = new Headers(request.headers)
    headers.set('sec-websocket-protocol', SUBPROTOCOL)
    // `set` also drops whatever a client may have put there. Header values are bytes, names of people are not.
    headers.set(TICKET_HEADER, encodeURIComponent(JSON.stringify(claims)))
    const object = roomOf(env, claims)
    reservePlace(env, object.id.toString())
    return await arriving(env, { invited: true }, () => object.fetch(new Request(request, { headers })))
  } catch (error) {
    const offered = protocolsOf(request).includes(SUBPROTOCOL)
    if (isStorageFull(error)) return refuseUpgrade('storage_full', CLOSE.restarting, offered)
    if (!(error instanceof BatonError)) throw error
    return refuseUpgrade(error.code, CLOSE_OF[error.code] ?? CLOSE.forbidden, offered, error.retryAfterMs)
  }
}

async function admit(request: Request, env: Env, room: TicketClaims['room']): Promise<TicketClaims> {
  const offered = protocolsOf(request)
  const ticket = offered.find((each) => each.startsWith(TICKET_PREFIX))
  if (!ticket) throw new BatonError('unauthenticated')
  if (!offered.includes(SUBPROTOCOL)) throw new BatonError('version_unsupported')
  const claims = await verifyTicket(env, ticket.slice(TICKET_PREFIX.length))
  if (claims.room !== room) throw new BatonError('forbidden')
  if (request.headers.get('origin') !== claims.origin) throw new BatonError('origin_forbidden')
  return claims
}

/** Whom a ticket lets in. The floor asks Directory for the rank itself. */
function bearerOf(claims: TicketClaims): Principal {
  switch (claims.room) {
    case 'session':
      return principalOf({ ...claims, verified: claims.profile?.verified })
    case 'call':
      return claims.role
    case 'floor':
      return 'agent'
  }
}

function roomOf(env: Env, claims: TicketClaims): Pick<DurableObjectStub, 'id' | 'fetch'> {
  switch (claims.room) {
    case 'session':
      return sessionOf(env, claims.workspace, claims.session)
    case 'call':
      return callOf(env, claims.workspace, claims.call)
    case 'floor':
      return floorOf(env, claims.workspace)
  }
}

const protocolsOf = (request: Request): string[] =>
  (request.headers.get('sec-websocket-protocol') ?? '').split(',').map((each) => each.trim())
