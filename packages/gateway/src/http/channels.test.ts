import { env } from 'cloudflare:workers'
import {
  type AccountRequest,
  type AccountView,
  accountsResponse,
  accountView,
  deskWaysResponse,
  problem,
  replayResponse,
  undeliveredResponse,
} from '@baton/protocol'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { auditOf, channelsOf } from '../rooms-of.ts'
import { call, GATEWAY, LIN, PASSWORD, post, provisioned } from '../testing/a-workspace.ts'
import { anAccount } from '../testing/an-account.ts'

const RANKS = ['agent', 'senior', 'supervisor', 'admin'] as const
const signedIn: Record<string, Record<string, string>> = {}
let workspace: string
let other: string

beforeAll(async () => {
  const agents = RANKS.map((role) => ({
    ...LIN,
    id: role,
    email: `${role}@example.test`,
    role: role as typeof LIN.role,
  }))
  workspace = (await provisioned({ agents })).workspace.workspace
  other = (await provisioned()).workspace.workspace
  for (const role of RANKS) {
    const login = { workspace, email: `${role}@example.test`, password: PASSWORD }
    const answer = await post('/v1/desk/login', login, { origin: GATEWAY }, { ip: crypto.randomUUID() })
    signedIn[role] = { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: GATEWAY }
  }
}, 120_000)

afterEach(() => vi.restoreAllMocks())

type Who = (typeof RANKS)[number]

const desk = (who: Who, method: string, path: string, body?: unknown): Promise<Response> =>
  call(`/v1/desk${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...signedIn[who] },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

const operator = (method: string, path: string, body?: unknown, of = workspace): Promise<Response> =>
  call(`/v1/admin/workspaces/${of}${path}`, {
    method,
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

async function created(form: AccountRequest): Promise<AccountView> {
  const answer = await desk('admin', 'POST', '/channels', form)
  expect(answer.status).toBe(201)
  return accountView.parse(await answer.json())
}

const viewOf = async (account: string): Promise<AccountView | undefined> =>
  accountsResponse
    .parse(await (await desk('admin', 'GET', '/channels')).json())
    .accounts.find(({ id }) => id === account)

const asked: [name: string, method: string, path: string, body?: unknown][] = [
  ['channels.read', 'GET', '/channels'],
  ['channels.change', 'POST', '/channels', anAccount('line')],
  ['channels.change', 'PUT', '/channels/ch_nobody_has_this_one', anAccount('line')],
  ['channels.change', 'DELETE', '/channels/ch_nobody_has_this_one'],
  ['channels.change', 'POST', '/channels/ch_nobody_has_this_one/test', { to: 'u' }],
  ['undelivered.replay', 'GET', '/undelivered'],
  ['undelivered.replay', 'POST', '/undelivered/replay', { ids: ['x'] }],
]

test.each(asked)('%s: %s %s is for those whose rank it is', async (operation, method, path, body) => {
  const may = operation === 'undelivered.replay' ? ['supervisor', 'admin'] : ['admin']
  for (const rank of RANKS) {
    const { status } = await desk(rank, method, path, body)
    expect([rank, status === 403]).toEqual([rank, !may.includes(rank)])
  }
  const nobody = await call(`/v1/desk${path}`, {
    method,
    headers: { origin: GATEWAY },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect(nobody.status).toBe(401)
  expect((await operator(method, path, body)).status).not.toBe(401)
  expect((await call(`/v1/admin/workspaces/${workspace}${path}`, { method })).status).toBe(401)
})

test('an account is set up in two steps: an address for the vendor’s console first, what it shows then', async () => {
  const { settings, secrets, ...rest } = anAccount('whatsapp')
  const first = await created({ ...rest, settings: {}, secrets: {} })
  expect(first.callback).toBe(`${GATEWAY}/v1/hooks/${workspace}/${first.id}`)
  expect(first.missing).toBe('phoneNumberId')
  const answer = await desk('admin', 'PUT', `/channels/${first.id}`, { ...rest, settings, secrets })
  const view = accountView.parse(await answer.json())
  expect(view).toMatchObject({ id: first.id, missing: null, settings, downSince: null, heardAt: null })
  expect(view.secrets.accessToken).toEqual({ isSet: true, previousUntil: null })
  expect(await viewOf(first.id)).toEqual(view)
  expect((await desk('admin', 'DELETE', `/channels/${first.id}`)).status).toBe(204)
  expect(await viewOf(first.id)).toBeUndefined()
})

test('behind a proxy the address for the vendor is the one the world knows', async () => {
  const { id } = await created(anAccount('line'))
  const behind = { ...env, PUBLIC_ORIGIN: 'https://chat.shop.example' }
  const answer = await call(
    `/v1/admin/workspaces/${workspace}/channels`,
    { headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` } },
    behind,
  )
  const { accounts } = accountsResponse.parse(await answer.json())
  expect(accounts.find((each) => each.id === id)?.callback).toBe(
    `https://chat.shop.example/v1/hooks/${workspace}/${id}`,
  )
})

test('a secret is written and never read: no answer, no error, no log and no act has it, before and after it is changed', async () => {
  const logged = (['info', 'warn', 'error', 'log'] as const).map((level) => vi.spyOn(console, level))
  const answers: string[] = []
  const keep = async (answer: Response): Promise<Response> => {
    answers.push(await answer.clone().text(), JSON.stringify([...answer.headers]))
    return answer
  }
  const form = anAccount('telegram')
  const { id } = accountView.parse(await (await keep(await desk('admin', 'POST', '/channels', form))).json())
  const next = anAccount('telegram', {
    secrets: { botToken: '987654321:AAnotherTokenOfTheSameBotAltogether', secretToken: 'another-secret-token' },
  })
  await keep(await desk('admin', 'PUT', `/channels/${id}`, next))
  await keep(await desk('admin', 'GET', '/channels'))
  await keep(await operator('GET', '/channels'))
  // What is refused is not repeated either: not in its form, not JSON, of another channel.
  const malformed = { ...form, secrets: { ...form.secrets, botToken: 'malformed-secret-of-mine' } }
  const refused = await keep(await desk('admin', 'PUT', `/channels/${id}`, malformed))
  expect([refused.status, problem.parse(await refused.json()).detail]).toEqual([400, 'botToken: is not of its form'])
  await keep(
    await desk('admin', 'PUT', `/channels/${id}`, { ...form, secrets: { botToken: 7, x: 'malformed-secret-of-mine' } }),
  )
  await keep(await desk('admin', 'POST', `/channels/${id}/test`, { to: '' }))
  await keep(await desk('agent', 'PUT', `/channels/${id}`, next))
  await keep(await operator('GET', '/audit'))
  const said = [...answers, ...logged.flatMap((spy) => spy.mock.calls.flat().map(String))].join('\n')
  const secrets = [...Object.values(form.secrets), ...Object.values(next.secrets), 'malformed-secret-of-mine']
  for (const secret of secrets) expect(said).not.toContain(secret)
  const view = await viewOf(id)
  expect(view?.secrets.botToken?.isSet).toBe(true)
  expect(view?.secrets.botToken?.previousUntil).toBeGreaterThan(Date.now() + 23 * 3_600_000)
})

test('an account of another workspace and one of nobody answer alike', async () => {
  const theirs = await channelsOf(env, other).save({
    account: null,
    form: anAccount('line'),
    by: { role: 'operator', id: '' },
  })
  const foreign = 'account' in theirs ? theirs.account : ''
  const seen = async (answer: Response) => {
    const { request: _, ...rest } = problem.parse(await answer.json())
    return [answer.status, rest]
  }
  const asks: ((account: string) => Promise<Response>)[] = [
    (account) => desk('admin', 'PUT', `/channels/${account}`, anAccount('line')),
    (account) => desk('admin', 'DELETE', `/channels/${account}`),
    (account) => desk('admin', 'POST', `/channels/${account}/test`, { to: 'u' }),
    (account) => operator('PUT', `/channels/${account}`, anAccount('line')),
  ]
  for (const ask of asks) {
    const of = async (account: string) => seen(await ask(account))
    const strangers = await of(foreign)
    expect(strangers[0]).toBe(404)
    expect(await of('ch_nobody_has_this_one')).toEqual(strangers)
    expect(await of('no-id-at-all')).toEqual(strangers)
  }
  expect((await channelsOf(env, other).account({ account: foreign }))?.name).toBe('Test line')
})

test('an account that is not complete is not tried, and says why', async () => {
  const { secrets: _, ...rest } = anAccount('line')
  const { id } = await created({ ...rest, secrets: {} })
  const answer = await desk('admin', 'POST', `/channels/${id}/test`, { to: 'U123' })
  expect([answer.status, problem.parse(await answer.json()).detail]).toEqual([400, 'channelSecret: is missing'])
})

test('what could not be delivered is listed newest first by pages, and tried again at a word', async () => {
  const room = channelsOf(env, workspace)
  const account = (await created(anAccount('line'))).id
  const message = (n: number) => ({
    id: `e${n}`,
    session: `nobodys_session_${n % 3}`,
    seq: n,
    route: 'r'.repeat(22),
    account,
    channel: 'line' as const,
    reason: 'blocked' as const,
    at: n,
  })
  for (let n = 1; n <= 120; n += 1) await room.bury(message(n))
  await room.bury({ ...message(7), at: 9_999 })
  const page = async (query = '') =>
    undeliveredResponse.parse(await (await desk('supervisor', 'GET', `/undelivered${query}`)).json())
  const read: number[] = []
  for (let at: string | null = ''; at !== null; ) {
    const { undelivered, next }: Awaited<ReturnType<typeof page>> = await page(at && `?after=${at}`)
    read.push(...undelivered.map(({ seq }) => seq))
    at = next
  }
  expect(read).toEqual(Array.from({ length: 120 }, (_, n) => 120 - n))
  expect((await desk('supervisor', 'GET', '/undelivered?after=x')).status).toBe(400)

  await room.forget({ session: 'nobodys_session_0' })
  expect((await page()).undelivered.every(({ seq }) => seq % 3 !== 0)).toBe(true)
  const replayed = async (ids: unknown) =>
    replayResponse.parse(await (await desk('supervisor', 'POST', '/undelivered/replay', { ids })).json()).replayed
  expect(await replayed(['e1', 'e1', 'e3', 'never'])).toBe(1)
  expect(await replayed(['e1'])).toBe(0)
  expect(await replayed('all')).toBe(79)
  expect(await page()).toEqual({ undelivered: [], next: null })
  for (const ids of [[], 'some', [''], undefined]) {
    expect((await desk('supervisor', 'POST', '/undelivered/replay', { ids })).status).toBe(400)
  }
  const acts = (await auditOf(env, workspace).page({ after: 0, limit: 200 })).records
  const replays = acts.filter(({ action }) => action === 'undelivered.replay').map(({ by, on }) => [by.role, on.times])
  expect(replays).toEqual([
    ['supervisor', '1'],
    ['supervisor', '79'],
  ])
})

test('everybody at the desk is told how accounts are called and what may be sent by them, and nothing else', async () => {
  const templates = [{ name: 'order_update', language: 'en_US', text: 'Hello {{1}}' }]
  const { id } = await created({ ...anAccount('whatsapp'), templates })
  const answer = await desk('agent', 'GET', '/ways')
  expect(answer.status).toBe(200)
  const { ways } = deskWaysResponse.parse(await answer.json())
  expect(ways.find((way) => way.id === id)).toEqual({
    id,
    channel: 'whatsapp',
    name: anAccount('whatsapp').name,
    templates,
  })
  expect(JSON.stringify(ways)).not.toMatch(/secret|settings|callback/i)
  expect((await call('/v1/desk/ways')).status).toBe(401)
})
