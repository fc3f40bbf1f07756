import { env } from 'cloudflare:workers'
import { CLOSE, problem, SUBPROTOCOL, serverFrame, TICKET_PREFIX } from '@baton/protocol'
import { expect, test } from 'vitest'
import { census } from '../durable/census.ts'
import { GATEWAY, provisioned, SHOP } from '../testing/a-workspace.ts'
import { app } from './app.ts'
import { opaque } from './secrets.ts'
import { mintTicket } from './tickets.ts'
import { reserveObject, reservePlace } from './vacancy.ts'

const isFull = () => ({ ...env, MAX_SOCKETS: String(census.sockets) })

test('a full gateway sends newcomers away for a while, each for another time', async () => {
  const { siteKey } = await provisioned()
  const join = (bindings: object) =>
    app.fetch(
      new Request(`${GATEWAY}/v1/join`, {
        method: 'POST',
        body: JSON.stringify({ siteKey }),
        headers: { origin: SHOP },
      }),
      bindings,
    )
  for (const answer of [await join(isFull()), await app.fetch(new Request(`${GATEWAY}/readyz`), isFull())]) {
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(5)
    expect(problem.parse(await answer.json())).toMatchObject({ code: 'gateway_full', retryable: true })
  }
  expect((await join({ ...env, MAX_SOCKETS: String(census.sockets + 1) })).status).toBe(200)
  expect((await join({ ...env, MAX_SOCKETS: null })).status).toBe(200)
})

test('an upgrade that finds it full is told to come back, on a socket a browser can read', async () => {
  const ticket = await mintTicket(env, {
    room: 'session',
    workspace: 'vacancy',
    origin: SHOP,
    session: opaque(),
    role: 'customer',
    participant: 'cus_1',
    name: null,
    profile: null,
  })
  const headers = {
    upgrade: 'websocket',
    origin: SHOP,
    'sec-websocket-protocol': `${SUBPROTOCOL}, ${TICKET_PREFIX}${ticket}`,
  }
  const { webSocket } = await app.fetch(new Request(`${GATEWAY}/v1/session`, { headers }), isFull())
  if (!webSocket) throw new Error('not a socket')
  const bye = new Promise((resolve) => webSocket.addEventListener('message', ({ data }) => resolve(data)))
  const closed = new Promise((resolve) => webSocket.addEventListener('close', ({ code }) => resolve(code)))
  webSocket.accept()
  expect(serverFrame.parse(JSON.parse(String(await bye)))).toMatchObject({
    type: 'bye',
    code: 'gateway_full',
    retryable: true,
    retryAfterMs: expect.any(Number),
  })
  expect(await closed).toBe(CLOSE.gatewayFull)
})

test('an upgrade has its place before its object has counted it', () => {
  const limit = { MAX_SOCKETS: String(census.held(Date.now()) + 1) }
  reservePlace(limit, 'a')
  expect(() => reservePlace(limit, 'b')).toThrow(expect.objectContaining({ code: 'gateway_full' }))
  reservePlace(limit, 'a')
})

test('who just left still takes up room, but not from their own return', () => {
  const now = Date.now()
  census.set('left', 1, now)
  census.set('left', 0, now)
  const limit = { MAX_SOCKETS: String(census.held(now)) }
  expect(() => reservePlace(limit, 'new')).toThrow(expect.objectContaining({ code: 'gateway_full' }))
  reservePlace(limit, 'left')
})

test('an object that is awake is asked however full it is, and one that is not has its place from now on', () => {
  const limit = { MAX_SOCKETS: String(census.held(Date.now()) + 1) }
  reserveObject(limit, 'asked')
  expect(() => reserveObject(limit, 'asleep')).toThrow(expect.objectContaining({ code: 'gateway_full' }))
  reserveObject(limit, 'asked')
})
