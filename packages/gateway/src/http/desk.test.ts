import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE, deskIdentity, floorTicketResponse, problem, SUBPROTOCOL, TICKET_PREFIX } from '@baton/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOGIN, Logins } from '../directory/logins.ts'
import { Desk } from '../floor/testing/desk.ts'
import { call, GATEWAY, LIN, PASSWORD, post, provision, provisioned } from '../testing/a-workspace.ts'
import { hashFully, hashLightly } from '../testing/password-cost.ts'
import { UNKNOWN_IP } from './client-ip.ts'
import { STRANGERS } from './desk.ts'
import { isKnownWorkspace } from './known-workspace.ts'
import { verifyTicket } from './tickets.ts'

const CHEN = { ...LIN, id: 'chen', name: 'Chen', email: 'chen@example.test', password: `${PASSWORD}!` }
let shop: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  hashFully()
  shop = await provisioned({ agents: [LIN, CHEN] })
})
afterAll(hashLightly)

const own = { origin: GATEWAY }
const login = (over: object = {}, via: Parameters<typeof post>[3] = { ip: crypto.randomUUID() }) =>
  post(
    '/v1/desk/login',
    { workspace: shop.workspace.workspace, email: 'lin@example.test', password: PASSWORD, ...over },
    own,
    via,
  )
const codeOf = async (answer: Response) => problem.parse(await answer.json()).code

async function signIn(over: object = {}): Promise<Record<string, string>> {
  const answer = await login(over)
  expect(answer.status).toBe(200)
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}
const me = (cookie: Record<string, string>) => call('/v1/desk/me', { headers: cookie })

test('an agent signs in, is known by a cookie no script can read, and signs out', async () => {
  const answer = await login({ email: 'LIN@example.test' })
  expect(deskIdentity.parse(await answer.json())).toEqual({
    workspace: shop.workspace.workspace,
    business: 'Test & Sons',
    agent: { id: 'lin', name: 'Lin', email: 'lin@example.test', role: 'agent' },
  })
  const set = answer.headers.get('set-cookie') ?? ''
  expect(set).toMatch(/^__Host-baton-desk=w-[\w-]+\.[\w-]{27}; /)
  for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Max-Age=43200']) expect(set).toContain(part)

  const cookie = { cookie: set.split(';')[0] ?? '' }
  expect((await me(cookie)).status).toBe(200)
  const out = await post('/v1/desk/logout', {}, { ...own, ...cookie })
  expect(out.status).toBe(204)
  expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(await codeOf(await me(cookie))).toBe('unauthenticated')
})

test('plain http, for one machine, has a plain cookie', async () => {
  const local = 'http://127.0.0.1:8787'
  const answer = await post(
    `${local}/v1/desk/login`,
    { workspace: shop.workspace.workspace, email: 'lin@example.test', password: PASSWORD },
    { origin: local },
  )
  expect(answer.headers.get('set-cookie')).toMatch(/^baton-desk=/)
  expect(answer.headers.get('set-cookie')).not.toContain('Secure')
})

test('a signed-in agent gets a ticket for the floor, bound to the desk', async () => {
  const answer = await post('/v1/desk/ticket', {}, { ...own, ...(await signIn()) })
  const { ticket } = floorTicketResponse.parse(await answer.json())
  expect(await verifyTicket(env, ticket)).toMatchObject({
    room: 'floor',
    workspace: shop.workspace.workspace,
    origin: GATEWAY,
    agent: { id: 'lin', name: 'Lin' },
  })
})

test.each([['/v1/desk/login'], ['/v1/desk/logout'], ['/v1/desk/ticket']])(
  'T-06 %s takes no request of a foreign page',
  async (path) => {
    const cookie = await signIn()
    for (const origin of ['https://evil.example', 'null', `${GATEWAY}.evil.example`, 'http://gateway.example']) {
      expect(await codeOf(await post(path, {}, { ...cookie, origin })), origin).toBe('origin_forbidden')
    }
    expect(await codeOf(await post(path, {}, cookie)), 'no origin').toBe('origin_forbidden')
    expect((await me(cookie)).status).toBe(200)
  },
)

test('T-38 a wrong password, email and workspace look the same', async () => {
  await isKnownWorkspace(env, 'nobody') // the register itself
  const before = await listDurableObjectIds(env.DIRECTORY)
  const answers = await Promise.all([
    login({ password: 'wrong' }),
    login({ email: 'nobody@example.test' }),
    login({ workspace: `x-${crypto.randomUUID().slice(0, 18)}` }),
  ])
  // But for the id of the request itself.
  const bodies = await Promise.all(
    answers.map(async (each) => (await each.text()).replace(/"request":"[\w-]{36}"/, '')),
  )
  expect(answers.map((each) => each.status)).toEqual([401, 401, 401])
  expect(new Set(bodies).size).toBe(1)
  expect(answers.some((each) => each.headers.has('set-cookie'))).toBe(false)
  expect(await listDurableObjectIds(env.DIRECTORY)).toHaveLength(before.length)
})

test('T-38 an unknown email takes as long as a wrong password', async () => {
  const time = async (over: object) => {
    const start = performance.now()
    await login(over)
    return performance.now() - start
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? 0
  const wrong: number[] = []
  const unknown: number[] = []
  for (let round = 0; round < 3; round += 1) {
    wrong.push(await time({ password: 'wrong' }))
    unknown.push(await time({ email: 'nobody@example.test' }))
  }
  expect(median(unknown)).toBeGreaterThan(median(wrong) / 3)
})

test('T-30 the eleventh try in five minutes waits, also with the right password; another place does not', async () => {
  const ip = '192.0.2.1'
  const email = 'chen@example.test'
  const right = { email, password: `${PASSWORD}!` }
  expect((await login({ email, password: 'no' }, { ip })).status).toBe(401)
  // Tries are counted by the same object whoever asks; asked directly, nine more need no nine hashes.
  const verdicts = await runInDurableObject(
    env.DIRECTORY.getByName(shop.workspace.workspace),
    async (_room, { storage }) => {
      const logins = new Logins(storage.sql, '')
      return Promise.all(Array.from({ length: 9 }, () => logins.mayTry(email.toUpperCase(), ip, Date.now())))
    },
  )
  expect(verdicts).toEqual(Array(9).fill(true))
  const eleventh = await login(right, { ip })
  expect(eleventh.status).toBe(429)
  expect(await codeOf(eleventh)).toBe('rate_limited')
  expect((await login(right)).status).toBe(200)
})

test('an address that a client claims for itself, not through Cloudflare, gives it no more tries', async () => {
  const { workspace } = (await provisioned()).workspace
  await runInDurableObject(env.DIRECTORY.getByName(workspace), async (_room, { storage }) => {
    const logins = new Logins(storage.sql, '')
    for (let count = 0; count < 10; count += 1) await logins.mayTry('lin@example.test', UNKNOWN_IP, Date.now())
  })
  const body = { workspace, email: 'lin@example.test', password: PASSWORD }
  const claimed = await post('/v1/desk/login', body, { ...own, 'cf-connecting-ip': '192.0.2.7' })
  expect(await codeOf(claimed)).toBe('rate_limited')
})

test('T-30 one email has twenty tries in a quarter of an hour, from however many addresses', async () => {
  const verdicts = await runInDurableObject(
    env.DIRECTORY.getByName(shop.workspace.workspace),
    async (_room, { storage }) => {
      const logins = new Logins(storage.sql, '')
      const at = (ip: number, now: number) => logins.mayTry('spread@example.test', `198.51.100.${ip}`, now)
      const first = []
      for (let ip = 0; ip < 20; ip += 1) first.push(await at(ip, 0))
      const { windowMs } = LOGIN.perEmail
      return [first.every(Boolean), await at(21, 1), await at(22, windowMs - 1), await at(23, windowMs)]
    },
  )
  expect(verdicts).toEqual([true, false, false, true])
})

test('more tries at once than can be waited for are told to come again', async () => {
  const { workspace } = (await provisioned()).workspace
  const tries = Array.from({ length: 12 }, (_, n) => login({ workspace, email: `n${n}@example.test`, password: 'no' }))
  const statuses = (await Promise.all(tries)).map((each) => each.status)
  expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(9)
  expect(statuses).toContain(429)
})

test('behind a proxy that ends TLS the desk is what browsers call it', async () => {
  const bindings = { ...env, PUBLIC_ORIGIN: 'https://baton.example' }
  const body = { workspace: shop.workspace.workspace, email: CHEN.email, password: CHEN.password }
  const inside = 'http://10.0.0.7:8787'
  const answer = await post(`${inside}/v1/desk/login`, body, { origin: 'https://baton.example' }, { ip: 'x', bindings })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-baton-desk=.*; Secure/)
  const foreign = await post(`${inside}/v1/desk/login`, body, { origin: inside }, { ip: 'x', bindings })
  expect(await codeOf(foreign)).toBe('origin_forbidden')
})

test('who signs out is off the floor', async () => {
  const cookie = await signIn()
  const { ticket } = floorTicketResponse.parse(await (await post('/v1/desk/ticket', {}, { ...own, ...cookie })).json())
  const { webSocket } = await call('/v1/floor', {
    headers: { ...own, upgrade: 'websocket', 'sec-websocket-protocol': `${SUBPROTOCOL}, ${TICKET_PREFIX}${ticket}` },
  })
  if (!webSocket) throw new Error('no socket')
  const desk = new Desk(webSocket)
  desk.socket.send('{"type":"hello","v":1,"req":1}')
  await desk.until(({ type }) => type === 'welcome')
  expect((await post('/v1/desk/logout', {}, { ...own, ...cookie })).status).toBe(204)
  expect(await desk.untilClosed()).toMatchObject({ code: CLOSE.unauthenticated })
})

test('tries are forgotten after five minutes', async () => {
  const verdicts = await runInDurableObject(
    env.DIRECTORY.getByName(shop.workspace.workspace),
    async (_room, { storage }) => {
      const logins = new Logins(storage.sql, '')
      const at = (now: number) => logins.mayTry('someone@example.test', '192.0.2.2', now)
      for (let count = 0; count < 10; count += 1) await at(0)
      return [await at(LOGIN.perAddress.windowMs - 1), await at(LOGIN.perAddress.windowMs)]
    },
  )
  expect(verdicts).toEqual([false, true])
})

test('a new password and a lost place sign out; the same password again does not', async () => {
  const { workspace } = await provisioned({ agents: [LIN, CHEN] })
  const again = (agents: typeof workspace.agents) => provision({ ...workspace, agents }, workspace.workspace)
  const linIn = await signIn({ workspace: workspace.workspace })
  const chenIn = await signIn({ workspace: workspace.workspace, email: CHEN.email, password: CHEN.password })

  expect((await again([LIN, CHEN])).status).toBe(200)
  expect((await me(linIn)).status).toBe(200)
  await again([{ ...LIN, password: 'another password' }])
  expect((await me(linIn)).status).toBe(401)
  expect((await me(chenIn)).status).toBe(401)
})

test('a login ends after twelve hours', async () => {
  const cookie = await signIn()
  await runInDurableObject(env.DIRECTORY.getByName(shop.workspace.workspace), (_room, { storage }) => {
    const { left } = storage.sql.exec<{ left: number }>('SELECT MAX(expires_at) AS left FROM logins').one()
    expect(left - Date.now()).toBeGreaterThan(12 * 3_600_000 - 60_000)
    storage.sql.exec('UPDATE logins SET expires_at = ?', Date.now())
  })
  expect((await me(cookie)).status).toBe(401)
})

test('T-07 neither a password nor a token is stored in the clear', async () => {
  const { cookie = '' } = await signIn()
  const token = cookie.split('.')[1] ?? ''
  expect(token).toHaveLength(27)
  const stored = await runInDurableObject(env.DIRECTORY.getByName(shop.workspace.workspace), (_room, { storage }) => {
    const tables = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray()
    const names = tables
      .map((each) => each.name)
      .filter((name) => !name.startsWith('_cf') && !name.startsWith('sqlite'))
    return JSON.stringify(names.map((name) => storage.sql.exec(`SELECT * FROM ${name}`).toArray()))
  })
  expect(stored).toContain('scrypt$16384$8$5$')
  expect(stored).not.toContain(PASSWORD)
  expect(stored).not.toContain(token)
})

test('a cookie that is not one, and another workspace, sign nobody in', async () => {
  const { cookie = '' } = await signIn()
  const foreign = (await provisioned()).workspace.workspace
  const before = await listDurableObjectIds(env.DIRECTORY)
  const token = cookie.split('.')[1] ?? ''
  const values = [
    '',
    'x',
    '.',
    `${shop.workspace.workspace}.`,
    `UPPER.${token}`,
    `${foreign}.${token}`,
    `gone.${token}`,
  ]
  for (const value of values) {
    expect((await me({ cookie: `__Host-baton-desk=${value}` })).status, value).toBe(401)
  }
  expect(await listDurableObjectIds(env.DIRECTORY)).toHaveLength(before.length)
})

// The last of its file: for ten seconds after it, nobody signs in to a workspace that is not there.
test('T-30 passwords for workspaces that are not there are hashed for a share of the time only', async () => {
  const started = performance.now()
  const tries = Array.from({ length: 2 * STRANGERS.tries }, () => login({ workspace: 'x-not-there' }))
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  const windows = 1 + Math.floor((performance.now() - started) / STRANGERS.windowMs)
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(STRANGERS.tries * windows)
  expect(statuses).toContain(429)
})
