import { env } from 'cloudflare:workers'
import { CLOSE, SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { expect, test } from 'vitest'
import { call, GATEWAY, SHOP } from '../testing/a-workspace.ts'
import { objectsAlive } from '../testing/objects.ts'
import { refusalOf } from '../testing/refusal.ts'
import { app } from './app.ts'
import { opaque } from './secrets.ts'
import { mintTicket, type TicketRequest } from './tickets.ts'

const session = (): TicketRequest => ({
  room: 'session',
  workspace: 'sockets',
  origin: SHOP,
  session: opaque(),
  role: 'customer',
  participant: 'cus_1',
  name: null,
  profile: null,
})
const floor = (): TicketRequest => ({
  room: 'floor',
  workspace: 'sockets',
  origin: GATEWAY,
  agent: { id: 'lin', name: 'Lin' },
})
const aCall = (): TicketRequest => ({
  room: 'call',
  workspace: 'sockets',
  origin: SHOP,
  session: opaque(),
  call: opaque(),
  direction: 'in',
  role: 'customer',
  participant: 'cus_1',
  name: null,
  customer: 'cus_1',
  locale: 'en',
})

const open = (path: string, protocols: string | null, origin: string | null) =>
  call(path, {
    headers: {
      upgrade: 'websocket',
      ...(protocols !== null && { 'sec-websocket-protocol': protocols }),
      ...(origin !== null && { origin }),
    },
  })

test('T-06 T-18 T-30 refused upgrades say why, close for good or not, and bring no object to life', async () => {
  const before = await objectsAlive()
  const ticket = async (request: TicketRequest, now?: number) =>
    `${SUBPROTOCOL}, ${TICKET_PREFIX}${await mintTicket(env, request, now)}`
  const forged = `${SUBPROTOCOL}, ${TICKET_PREFIX}${await mintTicket({ BATON_SECRET: 'x'.repeat(40) }, session())}`

  const table = [
    ['no protocol', '/v1/session', null, SHOP, 'unauthenticated', CLOSE.unauthenticated],
    ['no ticket', '/v1/session', SUBPROTOCOL, SHOP, 'unauthenticated', CLOSE.unauthenticated],
    ['a forged ticket', '/v1/session', forged, SHOP, 'unauthenticated', CLOSE.unauthenticated],
    ['noise', '/v1/session', `${SUBPROTOCOL}, ${TICKET_PREFIX}noise`, SHOP, 'unauthenticated', CLOSE.unauthenticated],
    [
      'an old ticket',
      '/v1/session',
      await ticket(session(), Date.now() - 61_000),
      SHOP,
      'ticket_expired',
      CLOSE.ticketExpired,
    ],
    [
      'another origin',
      '/v1/session',
      await ticket(session()),
      'https://evil.example',
      'origin_forbidden',
      CLOSE.forbidden,
    ],
    ['no origin', '/v1/session', await ticket(session()), null, 'origin_forbidden', CLOSE.forbidden],
    ['the wrong door', '/v1/session', await ticket(floor()), GATEWAY, 'forbidden', CLOSE.forbidden],
    ['the other wrong door', '/v1/floor', await ticket(session()), SHOP, 'forbidden', CLOSE.forbidden],
    ['a session’s ticket', '/v1/call', await ticket(session()), SHOP, 'forbidden', CLOSE.forbidden],
    ['a call’s ticket', '/v1/session', await ticket(aCall()), SHOP, 'forbidden', CLOSE.forbidden],
    ['a call from elsewhere', '/v1/call', await ticket(aCall()), GATEWAY, 'origin_forbidden', CLOSE.forbidden],
    ['a call without a ticket', '/v1/call', SUBPROTOCOL, SHOP, 'unauthenticated', CLOSE.unauthenticated],
    [
      'another version',
      '/v1/session',
      (await ticket(session())).replace(SUBPROTOCOL, 'baton.v9'),
      SHOP,
      'version_unsupported',
      CLOSE.versionUnsupported,
    ],
  ] as const
  for (const [name, path, protocols, origin, code, close] of table) {
    const end = await refusalOf(await open(path, protocols, origin))
    expect(end, name).toMatchObject({ close, bye: { type: 'bye', code, message: expect.any(String) } })
    expect(end.protocol, name).toBe(protocols?.includes(SUBPROTOCOL) ? SUBPROTOCOL : null)
  }
  expect(await objectsAlive()).toBe(before)
})

test('a plain request to a socket is refused as a request', async () => {
  const answer = await call('/v1/session')
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toContain('problem+json')
})

test('an object whose disk is full is refused by name, on a socket that may be tried again', async () => {
  const ticket = await mintTicket(env, session())
  // As workerd tells of an object whose commit found no room.
  const full = { fetch: () => Promise.reject(new Error('database or disk is full: SQLITE_FULL')), id: 'full' }
  const answer = await app.fetch(
    new Request(`${GATEWAY}/v1/session`, {
      headers: {
        upgrade: 'websocket',
        origin: SHOP,
        'sec-websocket-protocol': `${SUBPROTOCOL}, ${TICKET_PREFIX}${ticket}`,
      },
    }),
    { ...env, SESSION: { getByName: () => full } },
  )
  expect(await refusalOf(answer)).toMatchObject({
    bye: { type: 'bye', code: 'storage_full', retryable: true },
    close: CLOSE.restarting,
  })
})
