import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import {
  API_SCOPES,
  type ApiKeysResponse,
  type ApiSession,
  type AuditPage,
  type CustomerDetail,
  type CustomersResponse,
  type EndpointSecret,
  type EventsResponse,
  type Problem,
  type SayResponse,
  SERVER_ROUTES,
} from '@baton/protocol'
import { beforeAll, expect, test, vi } from 'vitest'
import { integrationsOf, sessionOf } from '../../rooms-of.ts'
import { call, provisioned } from '../../testing/a-workspace.ts'
import { aKey } from '../../testing/server-key.ts'
import { enter, hostJwt, join } from '../../testing/visitor.ts'
import { CALLS } from './key.ts'

type Site = Awaited<ReturnType<typeof provisioned>>
let site: Site
let other: Site
let shop: Awaited<ReturnType<typeof aKey>>

beforeAll(async () => {
  site = await provisioned()
  other = await provisioned()
  shop = await aKey(site.workspace.workspace)
}, 60_000)

const codeOf = async (answer: Response): Promise<string> =>
  answer.status < 400 ? 'ok' : ((await answer.json()) as Problem).code

/** A customer who has signed in at the shop and said something. */
async function speaking(sub: string = crypto.randomUUID(), claims: object = {}) {
  const joined = await join(site, { token: await hostJwt(site, { sub, ...claims }) })
  const wire = await enter(joined)
  wire.say('hello there')
  await wire.event('message')
  return { sub, session: joined.session, wire }
}

test('a key opens what its scopes say and names the one that is missing', async () => {
  const { workspace } = site.workspace
  for (const scope of API_SCOPES) {
    const { ask } = await aKey(workspace, [scope])
    for (const [name, route] of Object.entries(SERVER_ROUTES)) {
      const [method = '', path = ''] = name.split(' ')
      const answer = await ask(
        method,
        path.replace('/v1/', '').replaceAll(/\{\w+\}/g, 'nobody-of-ours-00'),
        method === 'GET' || method === 'DELETE' ? undefined : [],
      )
      const { code, detail } = answer.status < 400 ? { code: 'ok', detail: '' } : ((await answer.json()) as Problem)
      expect([name, scope, code === 'forbidden']).toEqual([name, scope, route.scope !== scope])
      if (code === 'forbidden') expect(detail).toContain(route.scope)
      else expect(code).not.toBe('unauthenticated')
    }
  }
}, 60_000)

test('what is no good key is refused alike, whatever is wrong with it', async () => {
  const [, workspace, id, secret] = shop.secret.split('.')
  const nobody = 'A'.repeat(27)
  const shown = [
    undefined,
    'Bearer x',
    `Basic ${shop.secret}`,
    `Bearer bk.w-nobody.${id}.${secret}`,
    `Bearer bk.${other.workspace.workspace}.${id}.${secret}`,
    `Bearer bk.${workspace}.${nobody}.${secret}`,
    `Bearer bk.${workspace}.${id}.${nobody}`,
    `Bearer bk.${workspace}.${id}`,
    `Bearer ${shop.secret}.x`,
  ]
  const told = await Promise.all(
    shown.map(async (authorization) => {
      const answer = await call('/v1/customers', { headers: authorization === undefined ? {} : { authorization } })
      const { request: _request, ...rest } = (await answer.json()) as Problem
      return JSON.stringify(rest)
    }),
  )
  expect(new Set(told).size).toBe(1)
  expect(told[0]).toContain('unauthenticated')
})

test('a key ends when it is said to, and one that was taken back opens nothing within five seconds', async () => {
  const { workspace } = site.workspace
  const short = await aKey(workspace, ['customers.read'], { expiresAt: Date.now() + 60_000 })
  const taken = await aKey(workspace, ['customers.read'])
  expect(await codeOf(await short.ask('GET', 'customers'))).toBe('ok')
  expect(await codeOf(await taken.ask('GET', 'customers'))).toBe('ok')
  const admin = { headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` } }
  const path = `/v1/admin/workspaces/${workspace}/api-keys`
  expect((await call(`${path}/${taken.key.id}`, { method: 'DELETE', ...admin })).status).toBe(204)
  expect((await call(`${path}/${taken.key.id}`, { method: 'DELETE', ...admin })).status).toBe(204)
  expect((await call(`${path}/nobody-of-ours-00`, { method: 'DELETE', ...admin })).status).toBe(404)
  vi.setSystemTime(Date.now() + 5_000)
  expect(await codeOf(await taken.ask('GET', 'customers'))).toBe('unauthenticated')
  vi.setSystemTime(Date.now() + 60_000)
  expect(await codeOf(await short.ask('GET', 'customers'))).toBe('unauthenticated')
  vi.useRealTimers()
  const { keys } = await (await call(path, admin)).json<ApiKeysResponse>()
  expect(keys.find(({ id }) => id === taken.key.id)).toMatchObject({
    revokedAt: expect.any(Number),
    lastUsedAt: expect.any(Number),
  })
  expect(JSON.stringify(keys)).not.toContain(taken.secret.split('.')[3])
  await vi.waitFor(async () => {
    const { records } = await (await call(`/v1/admin/workspaces/${workspace}/audit`, admin)).json<AuditPage>()
    const acts = records.filter(({ on }) => on.key === taken.key.id).map(({ action }) => action)
    expect(acts).toEqual(['api_key.add', 'api_key.revoke'])
    expect(JSON.stringify(records)).not.toContain(taken.secret.split('.')[3])
  })
})

test('one key that asks too often is told when to come again, and no other', async () => {
  const { workspace } = site.workspace
  const [fast, calm] = [await aKey(workspace, ['channels.read']), await aKey(workspace, ['channels.read'])]
  const answers = await Promise.all(Array.from({ length: CALLS.calls + 1 }, () => fast.ask('GET', 'channels')))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(1)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await codeOf(await calm.ask('GET', 'channels'))).toBe('ok')
})

test('customers are listed in the order they came, each once, also while others come', async () => {
  const own = await provisioned()
  const { ask } = await aKey(own.workspace.workspace)
  const put = (id: number) => ask('PUT', `customers/by-host-id/u${id}`, {})
  for (let id = 0; id < 7; id++) expect((await put(id)).status).toBe(200)
  const seen: (string | null)[] = []
  let after: string | null = ''
  for (let page = 0; after !== null; page++) {
    const answer: Response = await ask('GET', `customers?limit=3${after && `&after=${after}`}`)
    const { customers, next } = await answer.json<CustomersResponse>()
    seen.push(...customers.map(({ hostId }) => hostId))
    if (page < 2) await put(100 + page)
    // The millisecond in which somebody came is not over.
    await new Promise((resolve) => setTimeout(resolve, 2))
    after = next
  }
  expect(seen).toEqual(['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u100', 'u101'])
  expect(await codeOf(await ask('GET', 'customers?after=zzz'))).toBe('request_malformed')
  expect(await codeOf(await ask('GET', 'customers?limit=0'))).toBe('request_malformed')
})

test('a customer is read by each of their names, and never by another workspace', async () => {
  const { sub, session, wire } = await speaking()
  const refs = [`user:${sub}`, session]
  const [byHost, bySession] = await Promise.all(
    refs.map(async (ref) => (await shop.ask('GET', `customers/${ref}`)).json<CustomerDetail>()),
  )
  expect(byHost).toEqual(bySession)
  expect(byHost).toMatchObject({ hostId: sub, session, earlier: [], channels: [], profile: { verified: true } })
  expect(byHost?.case).toMatchObject({ holder: 'bot' })
  expect(await (await shop.ask('GET', `sessions/${session}`)).json<ApiSession>()).toMatchObject({
    id: session,
    customer: byHost?.id,
    linkedTo: null,
    head: expect.any(Number),
  })
  const foreign = await aKey(other.workspace.workspace)
  const asked = [
    ['GET', `customers/${byHost?.id}`],
    ['GET', `customers/user:${sub}`],
    ['PATCH', `customers/${byHost?.id}`, { tier: 'gold' }],
    ['GET', `sessions/${session}`],
    ['GET', `sessions/${session}/events`],
    ['POST', `sessions/${session}/messages`, { text: 'hello' }],
  ] as const
  for (const [method, path, body] of asked) {
    const [theirs, nobodys] = await Promise.all(
      [path, path.replace(session, 'nobody-of-ours-00').replace(/cus_[\w-]+|user:[\w-]+/, 'cus_nobody')].map(
        async (each) => {
          const { request: _request, ...rest } = await (await foreign.ask(method, each, body)).json<Problem>()
          return rest
        },
      ),
    )
    expect([path, theirs?.code]).toEqual([path, 'not_found'])
    expect(theirs).toEqual(nobodys)
  }
  wire.close()
})

test('what the business knows is masked, noted as its own, and gives way to its signed token only', async () => {
  const { sub, session, wire } = await speaking(undefined, { tier: 'gold' })
  const patch = (body: object) => shop.ask('PATCH', `customers/user:${sub}`, body)
  const answer = await patch({
    name: 'Call 13812345678',
    tier: 'silver',
    tags: ['vip', 'li@example.com'],
    attributes: { card: '4111 1111 1111 1111', phone: 13812345678, since: 2019, gone: null },
    consent: { marketing: false },
    timeZone: 'Asia/Shanghai',
  })
  const text = await answer.text()
  expect(text).not.toMatch(/13812345678|li@example|4111 ?1111/)
  const { profile } = JSON.parse(text) as CustomerDetail
  expect(profile).toMatchObject({
    // The token says so.
    tier: 'gold',
    attributes: { since: 2019 },
    consent: { marketing: false },
    timeZone: 'Asia/Shanghai',
    sources: { name: { by: 'api' }, tags: { by: 'api' }, 'attributes.since': { by: 'api' } },
  })
  expect(profile?.sources?.tier).toBeUndefined()
  // A channel knows less than the business.
  const room = sessionOf(env, site.workspace.workspace, session)
  await room.hear({
    workspace: site.workspace.workspace,
    session,
    channel: 'telegram',
    account: `ch_${'a'.repeat(22)}`,
    route: 'r'.repeat(22),
    address: '1',
    profile: { id: 'x', hostId: null, name: 'Somebody', verified: false, locale: 'en', tier: null, attributes: {} },
    id: `ch_${'a'.repeat(22)}:1`,
    text: 'hello',
    media: [],
  })
  const after = await (await patch({ tags: null, attributes: { since: null } })).json<CustomerDetail>()
  expect(after.profile?.name).toBe(profile?.name)
  expect(after.profile?.tags).toBeUndefined()
  expect(after.profile?.attributes).not.toHaveProperty('since')
  // What the business says goes out by the channel they speak by now, which is not connected here.
  const said = await (await shop.ask('POST', `sessions/${session}/messages`, { text: 'Shipped.' })).json<SayResponse>()
  await vi.waitFor(
    async () => {
      const log = await shop.ask('GET', `sessions/${session}/events?limit=200&internal=true`)
      const { events } = await log.json<EventsResponse>()
      expect(events.filter((event) => event.kind === 'message.delivery' && event.body.ref === said.seq)).toMatchObject([
        { body: { channel: 'telegram', state: 'failed', reason: 'account_gone' } },
      ])
    },
    { timeout: 10_000 },
  )
  const malformed = await patch({ tier: 'x'.repeat(41), hostId: 'somebody-else' })
  const { code, detail } = await malformed.json<Problem>()
  expect([code, detail?.includes('xxxx')]).toEqual(['request_malformed', false])
  expect(await codeOf(await patch({ timeZone: 'Moon/Base' }))).toBe('request_malformed')
  wire.close()
})

test('what a page was opened with is known by its own word, and gives way to the business’s', async () => {
  const sub = crypto.randomUUID()
  const token = await hostJwt(site, { sub })
  const profileNow = async () => (await (await shop.ask('GET', `customers/user:${sub}`)).json<CustomerDetail>()).profile
  const come = async (timeZone: string) => (await enter(await join(site, { token, timeZone }))).close()
  await come('Asia/Shanghai')
  expect(await profileNow()).toMatchObject({ timeZone: 'Asia/Shanghai', sources: { timeZone: { by: 'said' } } })
  await shop.ask('PATCH', `customers/user:${sub}`, { timeZone: 'Asia/Tokyo' })
  await come('Europe/Paris')
  expect(await profileNow()).toMatchObject({ timeZone: 'Asia/Tokyo', sources: { timeZone: { by: 'api' } } })
})

test('who is not there yet is made, and is the same when they sign in', async () => {
  const sub = crypto.randomUUID()
  const made = await (
    await shop.ask('PUT', `customers/by-host-id/${sub}`, { tier: 'gold', locale: 'zh-CN' })
  ).json<CustomerDetail>()
  expect(made).toMatchObject({ hostId: sub, profile: { tier: 'gold', locale: 'zh-CN', verified: true } })
  const again = await (await shop.ask('PUT', `customers/by-host-id/${sub}`, { locale: 'zh-TW' })).json<CustomerDetail>()
  expect([again.id, again.profile?.tier, again.profile?.locale]).toEqual([made.id, 'gold', 'zh-TW'])
  const joined = await join(site, { token: await hostJwt(site, { sub, locale: 'en' }) })
  expect(joined.session).toBe(made.session)
  ;(await enter(joined)).close()
  const { profile } = await (await shop.ask('GET', `customers/${made.id}`)).json<CustomerDetail>()
  expect([profile?.tier, profile?.locale]).toEqual(['gold', 'en'])
})

test('a message reaches the customer once, masked, under the name of the key, however often it is sent', async () => {
  const { session, wire } = await speaking()
  const say = (text: string, key = 'order-17') =>
    shop.ask('POST', `sessions/${session}/messages`, { text }, { 'idempotency-key': key })
  const first = await say('Your parcel is here. Questions: li@example.com')
  expect(first.status).toBe(201)
  const said = await first.json<SayResponse>()
  expect(await (await say('Your parcel is here. Questions: li@example.com')).json()).toEqual(said)
  expect(await codeOf(await say('Something else'))).toBe('idempotency_mismatch')
  const { events, next } = await (await shop.ask('GET', `sessions/${session}/events?limit=200`)).json<EventsResponse>()
  const own = events.filter(({ by }) => by.name === 'Shop back office')
  expect(own).toHaveLength(1)
  expect(own[0]).toMatchObject({ seq: said.seq, kind: 'message', by: { role: 'bot' }, audience: 'all' })
  expect(JSON.stringify(own)).not.toContain('li@example.com')
  expect(next).toBeNull()
  expect(events.every(({ audience, kind }) => audience === 'all' || kind === 'profile.updated')).toBe(true)
  const all = await (await shop.ask('GET', `sessions/${session}/events?internal=true`)).json<EventsResponse>()
  expect(all.events.length).toBeGreaterThan(events.length)
  expect(await codeOf(await shop.ask('POST', `sessions/${session}/messages`, { text: '' }))).toBe('request_malformed')
  // What was refused is not remembered: the same key is good for what is right.
  expect(await codeOf(await say('', 'later'))).toBe('request_malformed')
  expect(await codeOf(await say('Now it is right', 'later'))).toBe('ok')
  wire.close()
})

test('a key that is forgotten after a day is good for another message, which is not taken for the first', async () => {
  const { session, wire } = await speaking()
  const say = async (text: string) =>
    (
      await shop.ask('POST', `sessions/${session}/messages`, { text }, { 'idempotency-key': 'one-a-day' })
    ).json<SayResponse>()
  const first = await say('Your parcel is here.')
  await runInDurableObject(integrationsOf(env, site.workspace.workspace), (_, { storage }) => {
    storage.sql.exec('UPDATE requests SET at = at - ?', 25 * 3_600_000)
  })
  expect((await say('Your next parcel is here.')).seq).toBeGreaterThan(first.seq)
  const { events } = await (await shop.ask('GET', `sessions/${session}/events?limit=200`)).json<EventsResponse>()
  const own = events.flatMap((event) =>
    event.kind === 'message' && event.by.name === 'Shop back office' ? [event.body.text] : [],
  )
  expect(own).toEqual(['Your parcel is here.', 'Your next parcel is here.'])
  wire.close()
})

test('the same request twice at a time is done once', async () => {
  const { session, wire } = await speaking()
  const { workspace } = site.workspace
  const begun = { workspace, key: 'k'.repeat(43), request: 'r' }
  const room = integrationsOf(env, workspace)
  expect([await room.beginOnce(begun), await room.beginOnce(begun)]).toEqual([{ as: 'new' }, { as: 'in_progress' }])
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      shop.ask('POST', `sessions/${session}/messages`, { text: 'once' }, { 'idempotency-key': 'at-a-time' }),
    ),
  )
  const codes = await Promise.all(answers.map(async (answer) => codeOf(answer)))
  expect(codes).toContain('ok')
  expect(codes.filter((code) => code !== 'ok' && code !== 'in_progress')).toEqual([])
  const { events } = await (await shop.ask('GET', `sessions/${session}/events?limit=200`)).json<EventsResponse>()
  expect(events.filter((event) => event.kind === 'message' && event.body.text === 'once')).toHaveLength(1)
  wire.close()
})

test('a webhook is made once, and its secret told again to whoever lost the answer', async () => {
  const form = { url: 'https://hooks.shop.example/baton', types: ['case.opened'] }
  const make = () => shop.ask('POST', 'webhooks', form, { 'idempotency-key': 'first-endpoint' })
  const [one, two] = [await (await make()).json<EndpointSecret>(), await (await make()).json<EndpointSecret>()]
  expect(two).toEqual(one)
  const { id } = one.endpoint
  const rotate = () => shop.ask('POST', `webhooks/${id}/rotate`, undefined, { 'idempotency-key': 'rotate-it' })
  const rotated = await (await rotate()).json<EndpointSecret>()
  expect(rotated.secret).not.toBe(one.secret)
  expect((await (await rotate()).json<EndpointSecret>()).secret).toBe(rotated.secret)
  const { endpoints } = await (await shop.ask('GET', 'webhooks')).json<{ endpoints: { id: string }[] }>()
  expect(endpoints.map((each) => each.id)).toEqual([id])
  expect(await codeOf(await shop.ask('PUT', `webhooks/${id}`, { ...form, isOn: false }))).toBe('ok')
  expect(await codeOf(await shop.ask('GET', `webhooks/${id}/deliveries`))).toBe('ok')
  expect((await shop.ask('DELETE', `webhooks/${id}`)).status).toBe(204)
  expect(await codeOf(await make())).toBe('not_found')
})

test('no secret of a key is logged', async () => {
  const lines: unknown[] = []
  const spies = (['log', 'warn', 'error', 'info'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...line) => void lines.push(line)),
  )
  const { ask, secret } = await aKey(site.workspace.workspace, ['customers.read'])
  await ask('GET', 'customers')
  await ask('GET', 'channels')
  await call('/v1/customers', { headers: { authorization: `Bearer ${secret}x` } })
  for (const spy of spies) spy.mockRestore()
  expect(JSON.stringify(lines)).not.toContain(secret.split('.')[3])
})

test('the API describes itself, and everything it refers to is there', async () => {
  const document = await (await call('/v1/openapi.json')).json<{
    openapi: string
    info: { title: string; version: string }
    paths: Record<
      string,
      Record<string, { operationId: string; responses: object; parameters: { name: string; in: string }[] }>
    >
    components: { schemas: Record<string, object> }
  }>()
  expect(document.openapi).toBe('3.1.0')
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(named.sort()).toEqual(Object.keys(SERVER_ROUTES).sort())
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, ...operation })),
  )
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  for (const { path, parameters, responses } of operations) {
    const inPath = parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`)
    expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? [])
    expect(Object.keys(responses).every((status) => /^\d{3}$/.test(status))).toBe(true)
  }
  const text = JSON.stringify(document)
  for (const [, ref = ''] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
    const [, name = ''] = /^#\/components\/schemas\/([A-Za-z0-9]+)$/.exec(ref) ?? []
    expect([ref, name in document.components.schemas]).toEqual([ref, true])
  }
})
