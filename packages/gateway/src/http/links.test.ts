import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type AuditEntry, type LinksResponse, linkResponse, linksResponse, problem } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import type { ChannelDirectory } from '../channels/rooms.ts'
import { auditOf, directoryOf, sessionOf } from '../rooms-of.ts'
import { call, GATEWAY, LIN, PASSWORD, post, provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { hostJwt, join } from '../testing/visitor.ts'

const RANKS = ['agent', 'senior', 'supervisor', 'admin'] as const
const MAY = ['senior', 'supervisor', 'admin']
const signedIn: Record<string, Record<string, string>> = {}
let shop: Awaited<ReturnType<typeof provisioned>>
let other: Awaited<ReturnType<typeof provisioned>>
let workspace: string

beforeAll(async () => {
  const agents = RANKS.map((role) => ({ ...LIN, id: role, email: `${role}@example.test`, role: role as 'agent' }))
  shop = await provisioned({ agents })
  other = await provisioned()
  workspace = shop.workspace.workspace
  for (const role of RANKS) {
    const login = { workspace, email: `${role}@example.test`, password: PASSWORD }
    const answer = await post('/v1/desk/login', login, { origin: GATEWAY }, { ip: crypto.randomUUID() })
    signedIn[role] = { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: GATEWAY }
  }
}, 120_000)

type Ask = (method: string, path: string, body?: unknown) => Promise<Response>

const asked = (path: string, method: string, headers: Record<string, string>, body?: unknown): Promise<Response> =>
  call(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

const desk =
  (who: (typeof RANKS)[number]): Ask =>
  (method, path, body) =>
    asked(`/v1/desk${path}`, method, signedIn[who] ?? {}, body)

const operator =
  (of: string = workspace): Ask =>
  (method, path, body) =>
    asked(`/v1/admin/workspaces/${of}${path}`, method, { authorization: `Bearer ${env.ADMIN_TOKEN}` }, body)

// What a stub's types make of a union is none any more.
const directory = () => directoryOf(env, workspace) as unknown as ChannelDirectory

/** Somebody of a channel, whom nobody vouches for. */
async function byChannel(): Promise<string> {
  const address = `telegram:ch_0123456789abcdef:${crypto.randomUUID().replaceAll('-', '').slice(0, 22)}`
  const arrived = await directory().arrive({ address, name: null, locale: null })
  if ('refused' in arrived) throw new Error('refused')
  return arrived.session
}
const vouchedFor = async (at = shop) =>
  (await join(at, { token: await hostJwt(at, { sub: crypto.randomUUID() }) })).session

const linkedTo = (session: string) =>
  runInDurableObject(sessionOf(env, workspace, session), ({ core }) => core.ledger.state.linkedTo)

async function linksOf(ask: Ask, session: string): Promise<LinksResponse['links']> {
  const answer = await ask('GET', `/links?session=${session}`)
  expect(answer.status).toBe(200)
  return linksResponse.parse(await answer.json()).links
}

const actsOn = async (link: string): Promise<AuditEntry[]> =>
  (await auditOf(env, workspace).page({ after: 0, limit: 1_000 })).records.filter(({ on }) => on.link === link)

const codeOf = async (answer: Response) => problem.parse(await answer.json()).code

test.each<[string, string, unknown?]>([
  ['GET', '/links?session=somebody'],
  ['POST', '/links', { older: 'x'.repeat(27), newer: 'y'.repeat(27), reason: 'the same voice' }],
  ['POST', '/links/l_nobody_has_this_one/undo', { reason: 'another person' }],
])('%s %s is for those whose rank it is', async (method, path, body) => {
  for (const rank of RANKS) {
    expect([rank, (await desk(rank)(method, path, body)).status !== 403]).toEqual([rank, MAY.includes(rank)])
  }
  expect((await asked(`/v1/desk${path}`, method, { origin: GATEWAY }, body)).status).toBe(401)
  expect((await asked(`/v1/admin/workspaces/${workspace}${path}`, method, {}, body)).status).toBe(401)
  expect([401, 403]).not.toContain((await operator()(method, path, body)).status)
})

test.each<[string, () => Ask, AuditEntry['by']]>([
  ['at the desk', () => desk('senior'), { role: 'senior', id: 'senior' }],
  ['as the operator', () => operator(), { role: 'operator', id: '' }],
])('%s two are linked with a reason, listed, parted again, and each is written down', async (_, asker, by) => {
  const ask = asker()
  const [chat, known] = [await byChannel(), await vouchedFor()]
  // Whoever the host site vouches for goes on, whatever they were called.
  const reason = 'their card is 4111 1111 1111 1111'
  const made = await ask('POST', '/links', { older: known, newer: chat, reason })
  expect(made.status).toBe(200)
  const { link, state } = linkResponse.parse(await made.json())
  expect(state).toBe('linked')
  await until(async () => (await linkedTo(chat)) === known)
  expect(await linksOf(ask, chat)).toMatchObject([
    { id: link, older: chat, newer: known, state: 'linked', how: 'agent' },
  ])
  expect(await codeOf(await ask('POST', '/links', { older: chat, newer: known, reason }))).toBe('already_linked')

  expect((await ask('POST', `/links/${link}/undo`, { reason: 'another person' })).status).toBe(204)
  await until(async () => (await linkedTo(chat)) === null)
  expect(await linksOf(ask, known)).toMatchObject([{ id: link, state: 'undone' }])
  // What is parted is not parted again.
  expect((await ask('POST', `/links/${link}/undo`, { reason: 'again' })).status).toBe(404)
  const acts = await actsOn(link)
  expect(acts.map((act) => act.by)).toEqual([by, by])
  const text = JSON.stringify(acts)
  expect(text).toContain('another person')
  expect(text).toContain('[card •••• 1111]')
  expect(text).not.toContain('4111 1111')
})

test('at the desk nothing is linked or parted without a reason, nor listed without a session', async () => {
  const [chat, known] = [await byChannel(), await vouchedFor()]
  for (const reason of [undefined, '', '   ']) {
    expect((await desk('admin')('POST', '/links', { older: chat, newer: known, reason })).status).toBe(400)
    expect((await desk('admin')('POST', '/links/l_whatever_it_is_called/undo', { reason })).status).toBe(400)
  }
  expect((await desk('admin')('GET', '/links')).status).toBe(400)
  expect(await linksOf(desk('admin'), chat)).toEqual([])
})

test('T-26 two whom the host site knows stay two, at whoever’s word', async () => {
  const [older, newer] = [await vouchedFor(), await vouchedFor()]
  for (const ask of [desk('admin'), operator()]) {
    const answer = await ask('POST', '/links', { older, newer, reason: 'the same voice' })
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'both_verified'])
  }
})

test('what is another workspace’s is as what is not there', async () => {
  const mine = await byChannel()
  const theirs = await vouchedFor(other)
  const [left, right] = [await byChannel(), await byChannel()]
  const made = linkResponse.parse(
    await (await operator()('POST', '/links', { older: left, newer: right, reason: 'the same' })).json(),
  )
  const without = async (answer: Response) => [
    answer.status,
    answer.headers.get('content-type'),
    (await answer.text()).replace(/"request":"[\w-]{36}"/, ''),
  ]
  const reason = 'the same voice'
  const ask = desk('senior')
  const nobody = await without(await ask('POST', '/links', { older: mine, newer: 'x'.repeat(27), reason }))
  expect(await without(await ask('POST', '/links', { older: mine, newer: theirs, reason }))).toEqual(nobody)
  expect(nobody[0]).toBe(404)
  const elsewhere = operator(other.workspace.workspace)
  expect(await without(await elsewhere('POST', `/links/${made.link}/undo`, { reason }))).toEqual(
    await without(await elsewhere('POST', '/links/l_nobody_has_this_one/undo', { reason })),
  )
  expect(await linksOf(ask, theirs)).toEqual([])
  expect(await linksOf(ask, left)).toMatchObject([{ state: 'linked' }])
})
