import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { EndpointSecret, EndpointView, WebhookDeliveriesResponse, WebhookEvent } from '@baton/protocol'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { auditOf, integrationsOf } from '../rooms-of.ts'
import { aWorkspace, call, provision } from '../testing/a-workspace.ts'
import { behave, sentBy } from '../testing/vendors.ts'

const SESSION = 'session-that-is-told-of'

async function aReceiver(types: EndpointView['types'] = ['case.opened', 'case.closed']) {
  const workspace = aWorkspace()
  const { workspace: name } = workspace
  expect((await provision(workspace, name)).status).toBe(200)
  const key = `r-${crypto.randomUUID()}`
  const admin = (path: string, method = 'GET', body?: unknown) =>
    call(`/v1/admin/workspaces/${name}/webhooks${path}`, {
      method,
      headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const form = { url: `${inject('vendorsUrl')}/receiver/${key}`, types }
  const made = await (await admin('', 'POST', form)).json<EndpointSecret>()
  const room = integrationsOf(env, name)
  return {
    name,
    key,
    form,
    room,
    ...made,
    admin,
    announce: (seq: number, type: EndpointView['types'][number] = 'case.opened') =>
      room.announce({ workspace: name, type, at: 1_790_000_000_000 + seq, session: SESSION, seq }),
    heard: async (count: number) =>
      vi.waitFor(
        async () => {
          const sent = await sentBy(key)
          expect(sent.length).toBeGreaterThanOrEqual(count)
          return sent
        },
        { timeout: 10_000 },
      ),
    log: async () =>
      (await (await admin(`/${made.endpoint.id}/deliveries`)).json<WebhookDeliveriesResponse>()).deliveries,
    /** What the public library says of each that was heard, for each of these secrets. */
    verified: async (...secrets: string[]) => {
      const answer = await fetch(`${inject('vendorsUrl')}/receiver/${key}/verify`, {
        method: 'POST',
        body: JSON.stringify({ secrets }),
      })
      return (await answer.json<{ verified: boolean[][] }>()).verified
    },
  }
}

/** The next attempt is due now, whatever the schedule says. */
async function hurry(room: ReturnType<typeof integrationsOf>): Promise<void> {
  await runInDurableObject(room, async (_, state) => {
    state.storage.sql.exec('UPDATE deliveries SET due = 0 WHERE due IS NOT NULL')
    state.storage.sql.exec("UPDATE timers SET due = 0 WHERE kind = 'deliver'")
    await state.storage.setAlarm(Date.now())
  })
  await runDurableObjectAlarm(room)
}

test('what happened is told once, thin, under one id, and the public library takes the signature', async () => {
  const { announce, heard, verified, secret, name, log } = await aReceiver()
  await announce(1)
  await announce(1)
  await announce(2, 'case.closed')
  await announce(3, 'message.created')
  const sent = await heard(2)
  expect(sent.map(({ body }) => body as WebhookEvent)).toEqual([
    {
      type: 'case.opened',
      timestamp: new Date(1_790_000_000_001).toISOString(),
      data: { workspace: name, session: SESSION, seq: 1 },
    },
    {
      type: 'case.closed',
      timestamp: new Date(1_790_000_000_002).toISOString(),
      data: { workspace: name, session: SESSION, seq: 2 },
    },
  ])
  expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
  expect(await verified(secret, `whsec_${btoa('x'.repeat(32))}`)).toEqual([
    [true, false],
    [true, false],
  ])
  await vi.waitFor(async () => expect((await log()).map(({ state }) => state)).toEqual(['delivered', 'delivered']))
})

test('a receiver that is down is told again, with the same id, and nothing is lost when the object goes down too', async () => {
  const { announce, heard, key, log, room } = await aReceiver()
  await behave({ for: key, mode: 'down', times: 2 })
  await announce(1)
  const [first] = await heard(1)
  await vi.waitFor(async () => expect((await log())[0]?.attempts).toHaveLength(1))
  const [waiting] = await log()
  expect(waiting?.state).toBe('waiting')
  expect((waiting?.nextAt ?? 0) - (waiting?.attempts[0]?.at ?? 0)).toBeGreaterThanOrEqual(5_000)
  await evictDurableObject(room)
  await hurry(room)
  await heard(2)
  await vi.waitFor(async () => expect((await log())[0]?.attempts).toHaveLength(2))
  await hurry(room)
  const sent = await heard(3)
  expect(sent.map(({ status, headers }) => [status, headers['webhook-id']])).toEqual(
    [503, 503, 204].map((status) => [status, first?.headers['webhook-id']]),
  )
  await vi.waitFor(async () => expect((await log())[0]?.state).toBe('delivered'))
})

test('after ten attempts it has failed, the endpoint is off and written down, and a replay tells it after all', async () => {
  const { announce, heard, key, log, room, admin, endpoint, form, name } = await aReceiver()
  await behave({ for: key, mode: 'down', times: 10 })
  await announce(1)
  for (let attempts = 1; attempts <= 10; attempts++) {
    await heard(attempts)
    await vi.waitFor(async () => expect((await log())[0]?.attempts).toHaveLength(attempts))
    if (attempts < 10) await hurry(room)
  }
  expect((await log())[0]).toMatchObject({ state: 'failed', nextAt: null })
  const views = await room.endpoints()
  expect(views[0]).toMatchObject({ isOn: false, off: 'failing' })
  const acts = (await auditOf(env, name).page({ after: 0, limit: 100 })).records.map(({ action }) => action)
  expect(acts).toContain('webhook.off')

  await announce(2)
  expect(await log()).toHaveLength(1)
  expect((await admin(`/${endpoint.id}`, 'PUT', { ...form, isOn: true })).status).toBe(200)
  const [failed] = await log()
  expect((await admin(`/${endpoint.id}/deliveries/${failed?.id}/replay`, 'POST')).status).toBe(204)
  await heard(11)
  await vi.waitFor(async () => expect((await log())[0]?.state).toBe('delivered'))
})

test('410 turns an endpoint off at once; a Retry-After is waited for; what waited goes on once it is on again', async () => {
  const { announce, heard, key, log, room, admin, endpoint, form } = await aReceiver()
  await behave({ for: key, mode: 'rate_limited', retryAfterS: 600, times: 1 })
  await announce(1)
  await heard(1)
  await vi.waitFor(async () => expect((await log())[0]?.attempts).toHaveLength(1))
  const [slow] = await log()
  expect((slow?.nextAt ?? 0) - (slow?.attempts[0]?.at ?? 0)).toBeGreaterThanOrEqual(600_000)

  await behave({ for: key, mode: 'blocked', times: 1 })
  await announce(2)
  await heard(2)
  await vi.waitFor(async () => expect((await room.endpoints())[0]).toMatchObject({ isOn: false, off: 'gone' }))
  await admin(`/${endpoint.id}`, 'PUT', { ...form, isOn: true })
  await heard(3)
  await vi.waitFor(async () => expect((await log()).map(({ state }) => state)).toEqual(['failed', 'delivered']))
})

test('a new secret signs beside the old one for a day', async () => {
  const { announce, heard, verified, secret, admin, endpoint } = await aReceiver()
  const { secret: second, endpoint: rotated } = await (
    await admin(`/${endpoint.id}/rotate`, 'POST')
  ).json<EndpointSecret>()
  expect(second).not.toBe(secret)
  expect(rotated.previousUntil).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  await announce(1)
  await heard(1)
  expect(await verified(secret, second)).toEqual([[true, true]])
  const { secret: third } = await (await admin(`/${endpoint.id}/rotate`, 'POST')).json<EndpointSecret>()
  await announce(2)
  await heard(2)
  expect((await verified(secret, second, third))[1]).toEqual([false, true, true])
})

test('T-22 an endpoint is a public https address, and secrets are told once and nowhere else', async () => {
  const { admin, form, secret, endpoint } = await aReceiver()
  for (const url of [
    'http://shop.example/hook',
    'https://127.0.0.1/hook',
    'https://localhost/hook',
    'https://u:p@shop.example/',
    'https://shop.example:8443/',
  ]) {
    expect((await admin('', 'POST', { ...form, url })).status).toBe(400)
    expect((await admin(`/${endpoint.id}`, 'PUT', { ...form, url })).status).toBe(400)
  }
  expect(await (await admin('')).text()).not.toContain(secret.slice('whsec_'.length))
  expect((await admin('/we_nobody-has-this-id-here', 'PUT', form)).status).toBe(404)
  expect((await admin(`/${endpoint.id}/deliveries?after=x`)).status).toBe(400)
})

test('a workspace that never made an endpoint keeps nothing, and an erased session is told of no more', async () => {
  const idle = integrationsOf(env, `w-${crypto.randomUUID().slice(0, 12)}`)
  await idle.announce({ workspace: 'x', type: 'case.opened', at: 1, session: SESSION, seq: 1 })
  await runInDurableObject(idle, (_, state) => {
    const tables = state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'endpoints'").toArray()
    expect(tables).toEqual([])
  })
  const { announce, heard, key, room, log } = await aReceiver()
  onTestFinished(() => behave({ for: key, mode: 'ok' }))
  await behave({ for: key, mode: 'down' })
  await announce(1)
  await heard(1)
  await room.forget({ sessions: [SESSION] })
  await vi.waitFor(async () => expect(await log()).toEqual([]))
  await runInDurableObject(room, (_, state) => {
    const rest = state.storage.sql
      .exec('SELECT (SELECT COUNT(*) FROM announcements) + (SELECT COUNT(*) FROM deliveries) AS n')
      .one()
    expect(rest.n).toBe(0)
  })
})
