import { env } from 'cloudflare:workers'
import { CLOSE, problem, SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import { call, post, provisioned, SHOP } from '../testing/a-workspace.ts'
import { objectsAlive } from '../testing/objects.ts'
import { refusalOf } from '../testing/refusal.ts'
import { opaque } from './secrets.ts'
import { mintTicket, type TicketRequest } from './tickets.ts'

const PORT = 'https://shop.example:8443'
const IDN = 'https://xn--bcher-kva.example'
const LISTED = [SHOP, PORT, IDN]

let siteKey = ''
let workspace = ''
beforeAll(async () => {
  const shop = await provisioned({ origins: LISTED })
  siteKey = shop.siteKey
  workspace = shop.workspace.workspace
  // The workspace's settings are in the isolate's memory from here on: what is counted below is what a refusal costs.
  await post('/v1/join', { siteKey }, { origin: 'https://warm.example' })
})

/** Exactly as a browser sends it, or not at all: no suffix, no pattern, no normalising. */
const FOREIGN: [name: string, origin: string | null][] = [
  ['http instead of https', 'http://shop.example'],
  ['another port', 'https://shop.example:8444'],
  ['a default port written out', 'https://shop.example:443'],
  ['a longer name before', 'https://evil-shop.example'],
  ['a longer name after', 'https://shop.example.evil.example'],
  ['a name below', 'https://www.shop.example'],
  ['only the end of a name', 'https://op.example'],
  ['upper case', 'https://SHOP.example'],
  ['an upper-case scheme', 'HTTPS://shop.example'],
  ['a trailing slash', 'https://shop.example/'],
  ['a path', 'https://shop.example/help'],
  ['a trailing dot', 'https://shop.example.'],
  ['a user name', 'https://user@shop.example'],
  ['our name as the user name', 'https://shop.example@evil.example'],
  ['a look-alike', 'https://xn--shp-tna.example'],
  ['a listed name in letters instead of punycode', 'https://bücher.example'],
  ['two at once', 'https://shop.example https://evil.example'],
  ['two with a comma', 'https://shop.example, https://evil.example'],
  ['a wildcard', 'https://*.example'],
  ['any', '*'],
  ['a file', 'file://'],
  ['an extension', 'chrome-extension://shop.example'],
  ['null', 'null'],
  ['empty', ''],
  ['absent', null],
]

test.each(LISTED)('T-06 a join from %s, which is listed, is answered', async (origin) => {
  const answer = await post('/v1/join', { siteKey }, { origin })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
})

test.each(FOREIGN)(
  'T-06 a join with an origin that is not listed is refused and wakes nothing: %s',
  async (_, origin) => {
    const before = await objectsAlive()
    const answer = await post('/v1/join', { siteKey }, origin === null ? {} : { origin })
    expect([answer.status, problem.parse(await answer.json()).code]).toEqual([403, 'origin_forbidden'])
    expect(await objectsAlive()).toBe(before)
  },
)

const tickets = (origin: string): Record<'/v1/session' | '/v1/floor', TicketRequest> => ({
  '/v1/session': {
    room: 'session',
    workspace,
    origin,
    session: opaque(),
    role: 'customer',
    participant: 'cus_1',
    name: null,
    profile: null,
  },
  '/v1/floor': { room: 'floor', workspace, origin, agent: { id: 'lin', name: 'Lin' } },
})

const open = async (path: '/v1/session' | '/v1/floor', origin: string | null) =>
  call(path, {
    headers: {
      upgrade: 'websocket',
      'sec-websocket-protocol': `${SUBPROTOCOL}, ${TICKET_PREFIX}${await mintTicket(env, tickets(SHOP)[path])}`,
      ...(origin !== null && { origin }),
    },
  })

test.each(['/v1/session', '/v1/floor'] as const)(
  'T-06 a ticket to %s that leaks opens nothing from another page',
  async (path) => {
    const before = await objectsAlive()
    for (const [name, origin] of [...FOREIGN, ['listed, but not the one of the ticket', PORT] as const]) {
      const { close, bye } = await refusalOf(await open(path, origin))
      expect([close, bye.code], name).toEqual([CLOSE.forbidden, 'origin_forbidden'])
    }
    expect(await objectsAlive()).toBe(before)
  },
)

test('T-06 T-07 no cookie, address or parameter stands in for the ticket of a socket', async () => {
  const before = await objectsAlive()
  const ticket = await mintTicket(env, tickets(SHOP)['/v1/session'])
  for (const path of [`/v1/session?ticket=${ticket}`, `/v1/session?access_token=${ticket}`, '/v1/session']) {
    const answer = await call(path, {
      headers: {
        upgrade: 'websocket',
        origin: SHOP,
        'sec-websocket-protocol': SUBPROTOCOL,
        authorization: `Bearer ${ticket}`,
        cookie: `__Host-baton-desk=${workspace}.${ticket}; ticket=${ticket}`,
      },
    })
    expect((await refusalOf(answer)).close, path).toBe(CLOSE.unauthenticated)
  }
  expect(await objectsAlive()).toBe(before)
})
