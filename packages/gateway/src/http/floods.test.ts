import { env } from 'cloudflare:workers'
import { SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { expect, test } from 'vitest'
import { call, GATEWAY, post, provision, provisioned, SHOP } from '../testing/a-workspace.ts'
import { namespaces, objectsAlive } from '../testing/objects.ts'
import { app } from './app.ts'
import { isKnownWorkspace } from './known-workspace.ts'

const TRIES = 5_000
const AT_ONCE = 50

/** `count` requests, some at once. */
async function flood(count: number, ask: (n: number) => Promise<Response>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>()
  for (let from = 0; from < count; from += AT_ONCE) {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => ask(from + n)))
    for (const answer of answers) {
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      answer.webSocket?.accept()
    }
  }
  return statuses
}

test('T-30 five thousand joins with keys nobody has and five thousand upgrades without a ticket make no object', async () => {
  // What counts them sees every kind.
  expect(namespaces().map(([name]) => name)).toEqual(
    expect.arrayContaining(['SESSION', 'FLOOR', 'DIRECTORY', 'KNOWLEDGE']),
  )
  const before = await objectsAlive()
  const joins = await flood(TRIES, (n) => post('/v1/join', { siteKey: `w-${n}.${'A'.repeat(22)}` }, { origin: SHOP }))
  expect(joins).toEqual(new Map([[401, TRIES]]))
  const upgrades = await flood(TRIES, (n) =>
    call(n % 2 === 0 ? '/v1/session' : '/v1/floor', {
      headers: {
        upgrade: 'websocket',
        origin: SHOP,
        'sec-websocket-protocol': n % 3 === 0 ? SUBPROTOCOL : `${SUBPROTOCOL}, ${TICKET_PREFIX}${n}.forged.${n}`,
      },
    }),
  )
  expect(upgrades).toEqual(new Map([[101, TRIES]]))
  expect(await objectsAlive()).toBe(before)
})

test('T-30 cookies and sign-ins of workspaces that are not there make no object', async () => {
  await isKnownWorkspace(env, 'nobody') // the register itself
  const before = await objectsAlive()
  const me = await flood(500, (n) =>
    call('/v1/desk/me', { headers: { cookie: `__Host-baton-desk=gone-${n}.${'A'.repeat(27)}` } }),
  )
  expect(me).toEqual(new Map([[401, 500]]))
  expect(await objectsAlive()).toBe(before)
})

const MB = 1024 * 1024
/** Every route that reads a body, with the most it takes. */
const BODIES = {
  'POST /v1/join': 16 * 1024,
  'POST /v1/desk/login': 4 * 1024,
  'POST /v1/admin/rounds': 1024,
  'PUT /v1/admin/workspaces/:id': 4 * MB,
} as const

test.each(Object.entries(BODIES))(
  'T-30 %s reads no more than its limit, whatever length it was told',
  async (route, limit) => {
    const [method = '', path = ''] = route.split(' ')
    let pulled = 0
    // An endless body without a length: only who stops reading is ever done.
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 64 * 1024
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20))
        if (pulled > 16 * MB) controller.error(new Error('read on and on'))
      },
    })
    const answer = await call(path.replace(':id', 'shop'), {
      method,
      body,
      headers: { origin: path.startsWith('/v1/desk') ? GATEWAY : SHOP, authorization: `Bearer ${env.ADMIN_TOKEN}` },
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'request_malformed',
      detail: `(body): larger than ${limit} bytes`,
    })
    expect(pulled).toBeLessThan(limit + 4 * 64 * 1024)
  },
)

/** Every route there is, with something in the place of its parameters. */
const routes = (): { method: string; path: string }[] => {
  const seen = new Set<string>()
  return app.routes
    .filter(({ path }) => path.startsWith('/v1/') && !path.endsWith('*'))
    .flatMap(({ method, path }) =>
      (method === 'ALL' ? ['GET', 'POST', 'PUT', 'DELETE'] : [method]).map((each) => ({ method: each, path })),
    )
    .filter(({ method, path }) => !seen.has(`${method} ${path}`) && seen.add(`${method} ${path}`))
    .map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+(\{[^}]*\})?/g, 'x') }))
}

test('T-30 no route reads on and on, whoever asks', async () => {
  const { workspace } = await provisioned()
  const login = await post(
    '/v1/desk/login',
    { workspace: workspace.workspace, email: 'lin@example.test', password: workspace.agents[0]?.password },
    { origin: GATEWAY },
    { ip: crypto.randomUUID() },
  )
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  for (const { method, path } of routes().filter((each) => !['GET', 'HEAD', 'OPTIONS'].includes(each.method))) {
    let pulled = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += MB
        controller.enqueue(new Uint8Array(MB).fill(0x20))
        if (pulled > 64 * MB) controller.error(new Error('read on and on'))
      },
    })
    const origin = path.startsWith('/v1/desk') ? GATEWAY : SHOP
    const answer = await call(path, {
      method,
      body,
      headers: { origin, cookie, authorization: `Bearer ${env.ADMIN_TOKEN}` },
    })
    expect(answer.status, `${method} ${path}`).toBeLessThan(500)
    // An attachment is the largest there is.
    expect(pulled, `${method} ${path}`).toBeLessThan(32 * MB)
  }
})

test('T-39 whatever a route answers, no cache keeps it, also under the name of a style sheet', async () => {
  const all = routes()
  expect(all.length).toBeGreaterThan(8)
  for (const { method, path } of [...all, { method: 'GET', path: '/healthz' }, { method: 'GET', path: '/readyz' }]) {
    for (const origin of [SHOP, GATEWAY]) {
      for (const authorization of ['', `Bearer ${env.ADMIN_TOKEN}`]) {
        const body = method === 'GET' || method === 'OPTIONS' ? {} : { body: '{}' }
        const answer = await call(path, { method, headers: { origin, authorization }, ...body })
        expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
          path,
          expect.any(Number),
          expect.stringContaining('no-store'),
        ])
        expect(answer.status, `${method} ${path}`).toBeLessThan(500)
      }
    }
    for (const ending of ['/x.css', '.css', '/..%2fx.js', ';x.css']) {
      const answer = await call(`${path}${ending}`, { method: 'GET', headers: { origin: GATEWAY } })
      expect([path, answer.status >= 400, answer.headers.get('cache-control')]).toEqual([path, true, 'no-store'])
    }
  }
})

test('T-39 what was answered well is kept by no cache either', async () => {
  const { workspace, siteKey } = await provisioned()
  const login = await post(
    '/v1/desk/login',
    { workspace: workspace.workspace, email: 'lin@example.test', password: workspace.agents[0]?.password },
    { origin: GATEWAY },
    { ip: crypto.randomUUID() },
  )
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const own = { origin: GATEWAY, cookie }
  const answers = [
    await post('/v1/join', { siteKey }, { origin: SHOP }),
    await call('/v1/join', { method: 'OPTIONS', headers: { origin: SHOP } }),
    login,
    await call('/v1/desk/me', { headers: { cookie } }),
    await post('/v1/desk/ticket', {}, own),
    await post('/v1/desk/logout', {}, own),
    await provision(workspace, workspace.workspace),
  ]
  expect(answers.map(({ status }) => status < 300)).toEqual(answers.map(() => true))
  expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(answers.map(() => 'no-store'))
})
