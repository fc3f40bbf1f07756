import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import {
  type Action,
  action as actionForm,
  type ConnectorTestResponse,
  type ConnectorView,
  type NewConnectorRequest,
  newConnectorRequest,
} from '@baton/protocol'
import { expect, inject, test, vi } from 'vitest'
import { auditOf, integrationsOf } from '../rooms-of.ts'
import type { BusinessCall } from '../session/business.ts'
import { aWorkspace, call, provision } from '../testing/a-workspace.ts'
import { liLei } from '../testing/li-lei.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { behave, sentBy } from '../testing/vendors.ts'
import { Room } from '../testing/wire.ts'
import { callAction } from './call-action.ts'
import { openConnector } from './open-connector.ts'

const SECRET = 'a-secret-nobody-is-told'

async function aService(over: Partial<NewConnectorRequest> = {}) {
  const { workspace: name, ...rest } = aWorkspace()
  expect((await provision({ ...rest, workspace: name }, name)).status).toBe(200)
  const key = `k-${crypto.randomUUID()}`
  const admin = (path: string, method = 'GET', body?: unknown): Promise<Response> =>
    call(`/v1/admin/workspaces/${name}${path}`, {
      method,
      headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const form = {
    id: 'crm',
    name: 'CRM',
    url: `${inject('vendorsUrl')}/crm/${key}`,
    auth: { kind: 'bearer' },
    secret: SECRET,
    ...over,
  }
  const made = await admin('/connectors', 'POST', form)
  expect(made.status).toBe(201)
  return {
    name,
    key,
    form,
    admin,
    room: integrationsOf(env, name),
    made: await made.json<ConnectorView>(),
    ask: (over: Partial<Action> = {}, by: Partial<BusinessCall> = {}) =>
      callAction(
        env,
        { workspace: name, businessApi: rest.businessApi },
        actionForm.parse({
          id: 'contact.get',
          method: 'GET',
          path: '/contacts/{id}',
          safe: true,
          connector: 'crm',
          timeoutMs: 10_000,
          ...over,
        }),
        { by: 'bot', input: { id: '7' }, key: `idem-${key}`, customer: 'cus_7', ...by },
      ),
  }
}

test.each([
  [{ kind: 'bearer' }, { authorization: `Bearer ${SECRET}` }],
  [{ kind: 'header', name: 'X-Api-Key' }, { 'x-api-key': SECRET }],
  [{ kind: 'basic', user: 'baton' }, { authorization: `Basic ${btoa(`baton:${SECRET}`)}` }],
] as const)('a service knows who asks: %o', async (auth, headers) => {
  const { ask, key, admin } = await aService({ auth, headers: { 'x-tenant': 'shop' } })
  expect((await ask()).ok).toBe(true)
  const [sent] = await sentBy(key)
  expect(sent).toMatchObject({
    method: 'GET',
    path: `/${key}/contacts/7`,
    headers: { ...headers, 'x-tenant': 'shop', 'idempotency-key': `idem-${key}`, 'baton-customer': 'cus_7' },
  })
  const tried = await (await admin('/connectors/crm/test', 'POST', { path: '/contacts/1' })).json()
  expect(tried).toMatchObject({ ok: true, status: 200, error: null })
  expect((await sentBy(key)).at(-1)).toMatchObject({ path: `/${key}/contacts/1`, headers })
})

test('what does not answer is asked again under the same key, up to as often as was said', async () => {
  const { ask, key } = await aService({ retries: 2, breaker: { failures: 20, restMs: 1_000 } })
  await behave({ for: key, mode: 'down', times: 1 })
  await behave({ for: key, mode: 'lost', times: 1 })
  expect((await ask()).ok).toBe(true)
  const sent = await sentBy(key)
  expect(sent.length).toBeGreaterThanOrEqual(2)
  expect(new Set(sent.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([`idem-${key}`]))

  await behave({ for: key, mode: 'down', times: 9 })
  const before = (await sentBy(key)).length
  expect(await ask()).toMatchObject({ ok: false, code: 'unavailable' })
  expect(await sentBy(key)).toHaveLength(before + 3)
  // With an effect only where the action says that the service keeps to the key.
  expect(await ask({ method: 'POST', safe: false })).toMatchObject({ ok: false, code: 'unavailable' })
  expect(await sentBy(key)).toHaveLength(before + 4)
  expect(await ask({ method: 'POST', safe: false, retries: 1 })).toMatchObject({ ok: false, code: 'unavailable' })
  expect(await sentBy(key)).toHaveLength(before + 6)
})

test('a wait that does not fit into the time of the action is not begun', async () => {
  const { ask, key } = await aService({ retries: 3 })
  await behave({ for: key, mode: 'rate_limited', retryAfterS: 60 })
  expect(await ask()).toMatchObject({ ok: false, code: 'unavailable' })
  expect((await sentBy(key)).at(-1)).toMatchObject({ path: `/${key}/contacts/7` })
})

test('one that is too slow is given up', async () => {
  const { ask, key } = await aService({ timeoutMs: 200 })
  await behave({ for: key, mode: 'slow', ms: 3_000, times: 1 })
  expect(await ask()).toMatchObject({ ok: false, code: 'timeout' })
})

test('one that fails is left alone, at once and for all of its actions, until it is changed', async () => {
  const { ask, key, admin, form } = await aService({ breaker: { failures: 2, restMs: 300_000 } })
  await behave({ for: key, mode: 'down', times: 2 })
  for (const path of ['/contacts/{id}', '/orders/{id}', '/tickets/{id}', '/contacts/{id}'])
    expect(await ask({ path })).toMatchObject({ ok: false, code: 'unavailable' })
  expect(await sentBy(key)).toHaveLength(2)
  const { id: _, secret: __, ...change } = form
  expect((await admin('/connectors/crm', 'PUT', change)).status).toBe(200)
  await vi.waitFor(async () => expect((await ask()).ok).toBe(true), { timeout: 10_000, interval: 250 })
})

test('refusals do not count as failures, and say what a flow can go by', async () => {
  const { ask, key } = await aService({ breaker: { failures: 1, restMs: 300_000 } })
  const codes = []
  for (const mode of ['unknown_address', 'rejected', 'blocked', 'unauthorised'] as const) {
    await behave({ for: key, mode, times: 1 })
    codes.push(await ask())
  }
  expect(codes.map((each) => (each.ok ? 'ok' : each.code))).toEqual(['not_found', 'invalid', 'invalid', 'refused'])
  expect((await ask()).ok).toBe(true)
})

test('a flow gets what the action maps and nothing else; what does not fit is malformed', async () => {
  const { ask } = await aService()
  const result = {
    number: { at: '/contact/number', type: 'text' },
    orders: { at: '/contact/orders', type: 'list', of: { number: { at: '/number', type: 'text' } } },
  } as const
  expect(await ask({ result })).toEqual({
    action: 'contact.get',
    ok: true,
    data: { number: 'K-7', orders: [{ number: 'SO10042' }, { number: 'SO10043' }] },
  })
  expect(await ask({ result: { number: { at: '/contact/nickname', type: 'text' } } })).toEqual({
    action: 'contact.get',
    ok: false,
    code: 'malformed',
  })
})

test('T-19 what is sensitive is done for nobody, and no service is asked', async () => {
  const { ask, key } = await aService()
  expect(await ask({ class: 'sensitive' })).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await sentBy(key)).toEqual([])
})

test('T-22 a connector is a public https address, values stay below it, and a redirect is not followed', async () => {
  const { ask, admin, form, key } = await aService()
  for (const url of [
    'http://crm.example/',
    'https://127.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://metadata.google.internal/',
    'https://crm.example:8443/',
    'https://u:p@crm.example/',
    'https://127.0.0.1.nip.io/',
    'https://crm.example/?x=1',
    'https://crm.example/#x',
  ]) {
    expect([url, (await admin('/connectors', 'POST', { ...form, id: 'other', url })).status]).toEqual([url, 400])
    expect([url, (await admin('/connectors/crm', 'PUT', { ...form, url })).status]).toEqual([url, 400])
  }
  for (const path of ['/../admin', '//evil.example/', '/%2e%2e/admin', '/a?b', '/a\\b', 'a'])
    expect([path, (await admin('/connectors/crm/test', 'POST', { path })).status]).toEqual([path, 400])
  for (const id of ['..', '.', ' ']) expect(await ask({}, { input: { id } })).toMatchObject({ code: 'refused' })
  expect(await sentBy(key)).toEqual([])
  expect(await ask({ path: '/moved' })).toMatchObject({ ok: false, code: 'refused' })
  expect((await sentBy(key)).map(({ path }) => path)).toEqual([`/${key}/moved`])
  // What was trusted once is looked at each time.
  const open = await openConnector(env, (await aService()).name, 'crm')
  expect(open?.url).toContain(inject('vendorsUrl'))
})

test('headers that are not a connector’s to set are refused', async () => {
  const { admin, form } = await aService()
  for (const headers of [
    { host: 'crm.example' },
    { Authorization: 'Bearer x' },
    { 'idempotency-key': 'x' },
    { 'Transfer-Encoding': 'chunked' },
    { 'x-ok': 'two\r\nlines: y' },
    { 'bad name': 'x' },
  ])
    expect([headers, (await admin('/connectors', 'POST', { ...form, id: 'other', headers })).status]).toEqual([
      headers,
      400,
    ])
})

test('a secret is told nobody, kept sealed, stays as it is, and is not sent to another address', async () => {
  const { admin, form, made, name, room, key, ask } = await aService()
  const { secret: _, id: __, ...rest } = form
  const answers = [JSON.stringify(made), await (await admin('/connectors')).text()]
  const changed = await admin('/connectors/crm', 'PUT', { ...rest, name: 'Another name' })
  answers.push(await changed.text())
  expect(changed.status).toBe(200)
  const elsewhere = await admin('/connectors/crm', 'PUT', { ...rest, url: 'https://elsewhere.example/' })
  expect(elsewhere.status).toBe(400)
  answers.push(await elsewhere.text())
  answers.push(await (await admin('/connectors', 'POST', form)).text())
  await behave({ for: key, mode: 'unauthorised', times: 1 })
  answers.push(JSON.stringify(await ask()))
  expect((await ask()).ok).toBe(true)
  answers.push(JSON.stringify(await auditOf(env, name).page({ after: 0, limit: 100 })))
  answers.push(
    await runInDurableObject(room, (_, { storage }) =>
      JSON.stringify(
        storage.sql
          .exec('SELECT * FROM connectors')
          .toArray()
          .map((row) => ({ ...row, secret: new TextDecoder().decode(row.secret as ArrayBuffer) })),
      ),
    ),
  )
  for (const answer of answers) expect(answer).not.toContain(SECRET)
  expect((await admin('/connectors/nobody', 'PUT', rest)).status).toBe(404)
  expect((await admin('/connectors/nobody/test', 'POST', {})).status).toBe(404)
  const acts = (await auditOf(env, name).page({ after: 0, limit: 100 })).records.map((record) => record.action)
  expect(acts).toEqual(expect.arrayContaining(['connector.add', 'connector.change']))
  expect((await admin('/connectors/crm', 'DELETE')).status).toBe(204)
  expect((await admin('/connectors/crm', 'DELETE')).status).toBe(404)
})

test('a CRM is one of the connectors, and its records are read by whoever set it up', async () => {
  const { admin } = await aService()
  expect((await admin('/crm/records/1/replay', 'POST')).status).toBe(404)
  expect((await admin('/crm', 'PUT', { connector: 'nobody', path: '/interactions' })).status).toBe(400)
  const crm = { connector: 'crm', path: '/interactions' }
  expect(await (await admin('/crm', 'PUT', crm)).json()).toEqual({ crm, waiting: 0, failed: 0 })
  expect(await (await admin('/crm/records')).json()).toEqual({ records: [], next: null })
  expect((await admin('/crm/records?after=x')).status).toBe(400)
  for (const id of ['1', 'x']) expect((await admin(`/crm/records/${id}/replay`, 'POST')).status).toBe(404)
  expect((await admin('/crm', 'DELETE')).status).toBe(204)
  expect(await (await admin('/crm')).json()).toEqual({ crm: null, waiting: 0, failed: 0 })
})

test('a try says why there is no answer', async () => {
  const { admin, key } = await aService()
  const tried = async (path: string) =>
    (await admin('/connectors/crm/test', 'POST', { path })).json<ConnectorTestResponse>()
  await behave({ for: key, mode: 'lost', times: 1 })
  expect(await tried('/a')).toMatchObject({ ok: false, status: null, error: 'unreachable' })
  await behave({ for: key, mode: 'unauthorised', times: 1 })
  expect(await tried('/a')).toMatchObject({ ok: false, status: 401, error: null })
  expect(await tried('/moved')).toMatchObject({ ok: false, status: null, error: 'redirected' })
})

test('a flow goes by a connector; one that is not there answers like a service that is down', async () => {
  const actions = relayPack.actions.map((each) =>
    each.id === 'order.get'
      ? {
          ...each,
          connector: 'crm',
          path: '/contacts/{orderNumber}',
          result: { status: { at: '/contact/number', type: 'text' as const } },
        }
      : each,
  )
  const room = await Room.open({ pack: { ...relayPack, actions } })
  const wire = await room.customer(liLei('cus_1'))
  await wire.answerTo('where is my order')
  expect(await wire.answerTo('SO10042')).toBe('The order system does not answer.')

  const key = `k-${crypto.randomUUID()}`
  const form = newConnectorRequest.parse({
    id: 'crm',
    name: 'CRM',
    url: `${inject('vendorsUrl')}/crm/${key}`,
    auth: { kind: 'bearer' },
    secret: SECRET,
  })
  const by = { role: 'operator', id: '' } as const
  await integrationsOf(env, room.workspace).addConnector({ workspace: room.workspace, form, by })
  const again = await room.customer(liLei('cus_1'))
  await again.answerTo('where is my order')
  expect(await again.answerTo('SO10043')).toBe('Order SO10043 is K-7.')
  expect((await sentBy(key)).at(-1)).toMatchObject({ path: `/${key}/contacts/SO10043` })
})
