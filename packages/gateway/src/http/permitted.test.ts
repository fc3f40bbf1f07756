import { env } from 'cloudflare:workers'
import { RANKS, SERVER_ROUTES } from '@baton/protocol'
import { may, type OPERATIONS, PRINCIPALS, type Principal } from '@baton/relay/permissions'
import { Hono } from 'hono'
import { SignJWT } from 'jose'
import { beforeAll, expect, test, vi } from 'vitest'
import { call, GATEWAY, LIN, PASSWORD, post, provisioned, SHOP } from '../testing/a-workspace.ts'
import { aKey } from '../testing/server-key.ts'
import { app } from './app.ts'
import { demandPermission, permitted } from './permitted.ts'
import { answerProblem } from './problem.ts'
import { ROUTES } from './routes.ts'

type Route = keyof typeof ROUTES
const PEOPLE = RANKS.map((role) => ({ ...LIN, id: role, name: role, email: `${role}@example.test`, role }))

let shop: Awaited<ReturnType<typeof provisioned>>
/** What each principal shows. The bot never comes by HTTP, so it has nothing. */
let shown: Record<Principal, Record<string, string>>
/** What a server of the business shows where it comes by a key. */
let key: Record<string, string>

beforeAll(async () => {
  shop = await provisioned({ agents: PEOPLE })
  const { workspace, hostKey } = shop.workspace
  const signedIn = async (role: string) => {
    const body = { workspace, email: `${role}@example.test`, password: PASSWORD }
    const answer = await post('/v1/desk/login', body, { origin: GATEWAY }, { ip: crypto.randomUUID() })
    return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: GATEWAY }
  }
  const hostToken = (audience: string) =>
    new SignJWT({ sub: 'u1', aud: audience })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(new TextEncoder().encode(hostKey))
  const ticketOf = async (token?: string) => {
    const answer = await post('/v1/join', { siteKey: shop.siteKey, ...(token && { token }) }, { origin: SHOP })
    return { authorization: `Bearer ${((await answer.json()) as { ticket: string }).ticket}`, origin: SHOP }
  }
  const [agent, senior, supervisor, admin] = await Promise.all(RANKS.map(signedIn))
  shown = {
    customer: await ticketOf(),
    verified_customer: await ticketOf(await hostToken('baton')),
    bot: {},
    agent: agent ?? {},
    senior: senior ?? {},
    supervisor: supervisor ?? {},
    admin: admin ?? {},
    integration: { authorization: `Bearer ${await hostToken('baton-server')}` },
    operator: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
  }
  key = { authorization: `Bearer ${(await aKey(workspace)).secret}` }
}, 60_000)

/** Sockets are tried frame by frame in `session/permissions.test.ts`. */
const isSocket = (route: Route) => ['GET /v1/session', 'GET /v1/floor', 'GET /v1/call'].includes(route)
const guarded = (Object.keys(ROUTES) as Route[]).filter(
  (route) => ROUTES[route] !== 'open' && ROUTES[route] !== 'pass' && !isSocket(route),
)

const serverDoors = new Set(Object.keys(SERVER_ROUTES).map((name) => name.replaceAll(/\{(\w+)\}/g, ':$1')))

test('every route of the gateway has a row, and every row a route', () => {
  const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(routes)].sort()).toEqual(Object.keys(ROUTES).sort())
})

test.each(guarded.flatMap((route) => PRINCIPALS.map((principal) => [route, principal] as const)))(
  '%s is open to %s as the table says',
  async (route, principal) => {
    const operation = ROUTES[route] as keyof typeof OPERATIONS
    const [method = '', path = ''] = route.split(' ')
    const isServers = serverDoors.has(route)
    const proof = isServers && principal === 'integration' ? key : shown[principal]
    const answer = await call(
      path
        .replace(':id', shop.workspace.workspace)
        .replace(/:(customer|erasure|link)\b/, 'cus_nobody')
        .replace(/:decision.*/, 'undo'),
      {
        method,
        headers: { ...(method !== 'GET' && { 'content-type': 'application/json' }), ...proof },
        ...(method !== 'GET' && {
          body: JSON.stringify({ siteKey: shop.siteKey, customer: 'cus_nobody', device: 'none', reason: 'asked to' }),
        }),
      },
    )
    const { code } = answer.status < 400 ? { code: 'ok' } : ((await answer.json()) as { code: string })
    const isRefused = ['unauthenticated', 'forbidden', 'origin_forbidden'].includes(code)
    // A principal has a door of its own: the operator's token opens no desk, and no cookie the operator's routes.
    const isTheirDoor =
      path.startsWith('/v1/desk/') === RANKS.some((rank) => rank === principal) &&
      (path.startsWith('/v1/business/') || isServers) === (principal === 'integration') &&
      path.startsWith('/v1/leave') === principal.endsWith('customer')
    expect([code, isRefused]).toEqual([code, !(isTheirDoor && may(principal, operation))])
  },
)

test('what has no row is not served, and what does not ask gives nothing out', async () => {
  const quiet = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const loose = new Hono()
  loose.onError((error, c) => answerProblem(c, error))
  loose.use(permitted)
  loose.get('/v1/new', (c) => c.text('secret'))
  loose.get('/v1/desk/audit', (c) => c.text('secret'))
  loose.get('/v1/desk/me', (c) => {
    demandPermission(c, 'senior')
    return c.text('it is you')
  })
  const of = async (path: string) => {
    const answer = await loose.request(path)
    return [answer.status, (await answer.text()).includes('secret')]
  }
  expect(await of('/v1/new')).toEqual([404, false])
  expect(await of('/v1/desk/audit')).toEqual([500, false])
  expect(await of('/v1/desk/me')).toEqual([200, false])
  quiet.mockRestore()
})
