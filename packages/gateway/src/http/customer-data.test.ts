import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE, type ExportLine, erasure, exportLine, problem, uploadResponse } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import { png } from '../files/testing/specimens.ts'
import { auditOf, directoryOf, keysOf, sessionOf } from '../rooms-of.ts'
import { call, GATEWAY, LIN, PASSWORD, post, provisioned, SHOP } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { enter, hostJwt, join, open } from '../testing/visitor.ts'
import type { Wire } from '../testing/wire.ts'
import { verifyTicket } from './tickets.ts'

const QUESTION = 'how long does shipping take to 4111 1111 1111 1111'
const bearer = { authorization: `Bearer ${env.ADMIN_TOKEN}` }

let shop: Awaited<ReturnType<typeof provisioned>>
let other: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  const boss = { ...LIN, id: 'boss', email: 'boss@example.test', role: 'admin' } as const
  const lead = { ...LIN, id: 'lead', email: 'lead@example.test', role: 'supervisor' } as const
  shop = await provisioned({ pack: relayPack, agents: [boss, lead] })
  other = await provisioned({ pack: relayPack, agents: [] })
})

const workspace = () => shop.workspace.workspace
const directory = () => directoryOf(env, workspace())
const admin = (path: string, init: RequestInit<RequestInitCfProperties> = {}, site = shop) =>
  call(`/v1/admin/workspaces/${site.workspace.workspace}${path}`, { ...init, headers: { ...bearer, ...init.headers } })
const remove = (path: string, reason = 'asked for in writing', site = shop) =>
  admin(path, { method: 'DELETE', body: JSON.stringify({ reason }) }, site)

const signIn = async (email: string): Promise<Record<string, string>> => {
  const request = { workspace: workspace(), email, password: PASSWORD }
  const answer = await post('/v1/desk/login', request, { origin: GATEWAY })
  return { origin: GATEWAY, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

const codeOf = async (answer: Response) => problem.parse(await answer.json()).code

const linesOf = async (answer: Response): Promise<ExportLine[]> => {
  expect(answer.status).toBe(200)
  const lines = new TextDecoder()
    .decode(await answer.arrayBuffer())
    .trimEnd()
    .split('\n')
  return lines.map((line) => exportLine.parse(JSON.parse(line)))
}

/** A customer who has said something, signed in to the shop. */
async function talked(sub: string) {
  const token = await hostJwt(shop, { sub, name: 'Ann Example' })
  const joined = await join(shop, { token })
  const wire = await enter(joined)
  wire.say(QUESTION)
  await wire.bot()
  const claims = await verifyTicket(env, joined.ticket)
  return { token, joined, wire, customer: claims.room === 'session' ? claims.participant : '' }
}

test('a copy of a customer’s data is found by their id, an address or a session, and says that it is whole', async () => {
  const { joined, customer } = await talked('e-1')
  for (const ref of [customer, joined.session, encodeURIComponent('user:e-1')]) {
    const answer = await admin(`/customers/${ref}/export`)
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const lines = await linesOf(answer)
    expect(lines.slice(0, 3)).toMatchObject([
      { kind: 'customer', workspace: workspace(), customer },
      { kind: 'address', address: 'user:e-1' },
      { kind: 'session', session: joined.session, profile: { name: 'Ann Example' } },
    ])
    const events = lines.filter(({ kind }) => kind === 'event')
    expect(lines.at(-1)).toEqual({ kind: 'end', events: events.length, files: 0 })
    expect(JSON.stringify(events)).toContain('how long does shipping take')
    expect(JSON.stringify(lines)).not.toContain('bot.decided')
  }
  expect(JSON.stringify(await linesOf(await admin(`/customers/${customer}/export?internal=true`)))).toContain(
    'bot.decided',
  )
  const { records } = await auditOf(env, workspace()).page({ after: 0, limit: 100 })
  const exports = records.filter(({ action, on }) => action === 'customer.export' && on.customer === customer)
  expect(exports.map(({ by, on }) => [by.role, on.internal])).toEqual([
    ['operator', 'false'],
    ['operator', 'false'],
    ['operator', 'false'],
    ['operator', 'true'],
  ])
})

test('T-38 somebody of another workspace is answered for like nobody', async () => {
  const { customer, joined } = await talked('e-2')
  for (const ref of [customer, joined.session, 'user:e-2', 'cus_nobody']) {
    const [copy, end] = [
      await admin(`/customers/${ref}/export`, {}, other),
      await remove(`/customers/${ref}`, 'why', other),
    ]
    expect([copy.status, end.status]).toEqual([404, 404])
  }
  expect((await admin(`/customers/${customer}/export`)).status).toBe(200)
  expect((await call(`/v1/admin/workspaces/nowhere/customers/${customer}/export`, { headers: bearer })).status).toBe(
    404,
  )
})

test('at the desk an admin takes copies and erases, nobody else', async () => {
  const { customer } = await talked('e-3')
  const [boss, lead] = [await signIn('boss@example.test'), await signIn('lead@example.test')]
  const path = `/v1/desk/customers/${customer}`
  const init = { method: 'DELETE', body: JSON.stringify({ reason: 'asked for at the counter' }) }
  expect(await codeOf(await call(`${path}/export`, { headers: lead }))).toBe('forbidden')
  expect(await codeOf(await call(path, { ...init, headers: lead }))).toBe('forbidden')
  expect(await codeOf(await call(`${path}/export`))).toBe('unauthenticated')
  // A foreign page cannot have it done.
  expect(await codeOf(await call(path, { ...init, headers: { ...boss, origin: 'https://evil.example' } }))).toBe(
    'origin_forbidden',
  )
  expect((await linesOf(await call(`${path}/export`, { headers: boss }))).at(-1)).toMatchObject({ kind: 'end' })
  expect(await codeOf(await call(path, { method: 'DELETE', body: '{}', headers: boss }))).toBe('request_malformed')
  const done = erasure.parse(await (await call(path, { ...init, headers: boss })).json())
  expect(done).toMatchObject({ customer, state: 'done' })
  expect(erasure.parse(await (await call(`/v1/desk/erasures/${done.id}`, { headers: boss })).json())).toEqual(done)
  const { records } = await auditOf(env, workspace()).page({ after: 0, limit: 100 })
  expect(records.find(({ id }) => id === done.id)).toMatchObject({
    by: { role: 'admin', id: 'boss' },
    on: { customer },
  })
})

test('T-34 who was erased has no copy, no key, no address and no device; who comes with one is somebody new', async () => {
  const { token, joined, wire, customer } = await talked('e-4')
  const unused = await join(shop, { token })
  const answer = await remove(`/customers/${customer}`, 'Ann, card 4111 1111 1111 1111')
  expect(answer.status).toBe(200)
  expect(erasure.parse(await answer.json())).toMatchObject({ customer, state: 'done' })
  expect((await wire.closed).code).toBe(CLOSE.erased)
  for (const ref of [customer, joined.session, 'user:e-4']) {
    expect((await admin(`/customers/${ref}/export`)).status).toBe(404)
  }
  expect(await keysOf(env, workspace()).sessionKey({ session: joined.session })).toEqual({ erased: true })
  expect((await (await open(unused)).closed).code).toBe(CLOSE.erased)
  const [byToken, byDevice] = [await join(shop, { token }), await join(shop, { device: joined.device })]
  expect([byToken.session, byDevice.session]).not.toContain(joined.session)
  const { replay } = await (await open(byToken)).hello()
  expect(replay.entries.filter(({ event }) => event.kind === 'message')).toEqual([])

  // Once more it says that it is done; and what was written down names nobody.
  expect(await (await remove(`/customers/${customer}`)).json()).toMatchObject({ customer, state: 'done' })
  const { records } = await auditOf(env, workspace()).page({ after: 0, limit: 100 })
  const acts = records.filter(({ action, on }) => action === 'customer.erase' && on.customer === customer)
  expect(acts).toHaveLength(1)
  expect(acts[0]?.reason).not.toContain('4111 1111')
  expect(JSON.stringify(acts)).not.toMatch(/e-4|Ann Example/)
})

test('T-34 an erasure that was broken off between two rooms goes on by itself', async () => {
  const { joined, customer } = await talked('e-5')
  await runInDurableObject(directory(), (_, { storage: { sql } }) => {
    const owed = [
      { call: 'shred', session: joined.session },
      { call: 'erase', session: joined.session },
      { call: 'leave_floor', session: joined.session },
      { call: 'erased', erasure: 'broken-off' },
    ]
    // As the transaction of the request leaves it behind, had the process died right after.
    sql.exec('INSERT INTO erasures (id, customer, asked_at) VALUES (?, ?, 1)', 'broken-off', customer)
    sql.exec('DELETE FROM customers WHERE session = ?', joined.session)
    for (const errand of owed) {
      sql.exec('INSERT INTO outbox (target, message, due) VALUES (?, ?, 0)', 'broken-off', JSON.stringify(errand))
    }
    sql.exec("INSERT OR REPLACE INTO timers (kind, key, due) VALUES ('outbox', '', 1)")
  })
  await runInDurableObject(directory(), (_, { storage }) => storage.setAlarm(Date.now() + 60_000))
  await evictDurableObject(directory())
  expect(await (await admin('/erasures/broken-off')).json()).toMatchObject({ state: 'under_way' })
  expect(await runDurableObjectAlarm(directory())).toBe(true)
  expect(await (await admin('/erasures/broken-off')).json()).toMatchObject({ customer, state: 'done' })
  expect(await sessionOf(env, workspace(), joined.session).disclose({ after: 0, limit: 1, internal: true })).toBeNull()
})

/** Brings a picture and sends it. */
async function sendsPicture(wire: Wire): Promise<Uint8Array> {
  const picture = png()
  wire.tell({ type: 'upload', id: crypto.randomUUID(), name: 'label.png', bytes: picture.length })
  const { ticket } = await wire.next('slot')
  const headers = { authorization: `Bearer ${ticket}`, origin: SHOP }
  const { file } = uploadResponse.parse(
    await (await call('/v1/files', { method: 'POST', body: picture, headers })).json(),
  )
  wire.send({ kind: 'message', text: '', files: [file] })
  await wire.event('message', ({ body }) => body.files?.[0]?.id === file)
  return picture
}

test('T-34 files are in the copy with their bytes, and gone with the customer', async () => {
  const { joined, wire, customer } = await talked('e-6')
  const picture = await sendsPicture(wire)
  const blobs = async () =>
    (await env.BLOBS.list({ prefix: `${workspace()}/files/${joined.session}/` })).objects.map(({ key }) => key)
  expect(await blobs()).toHaveLength(1)
  const lines = await linesOf(await admin(`/customers/${customer}/export`))
  const [line] = lines.flatMap((each) => (each.kind === 'file' ? [each] : []))
  expect(line?.file).toMatchObject({ name: 'label.png', type: 'image/png' })
  expect(Uint8Array.from(atob(line?.bytes ?? ''), (char) => char.charCodeAt(0))).toEqual(picture)
  expect(lines.at(-1)).toMatchObject({ kind: 'end', files: 1 })
  expect((await remove(`/customers/${customer}`)).status).toBe(200)
  expect(await blobs()).toEqual([])
})

test('what a customer said before they signed in is in their copy, and is erased with them', async () => {
  const { token } = await talked('e-7')
  const visitor = await join(shop)
  const wire = await enter(visitor)
  wire.say('said before signing in')
  await wire.bot()
  const both = await join(shop, { token, device: visitor.device })
  expect(both.session).not.toBe(visitor.session)
  // By either session, it is the whole customer.
  for (const ref of [both.session, visitor.session]) {
    const text = JSON.stringify(await linesOf(await admin(`/customers/${ref}/export`)))
    expect(text).toContain('said before signing in')
    expect(text).toContain('how long does shipping take')
  }
  expect((await remove(`/customers/${visitor.session}`)).status).toBe(200)
  for (const { session } of [both, visitor]) {
    expect(await sessionOf(env, workspace(), session).disclose({ after: 0, limit: 1, internal: true })).toBeNull()
    expect((await admin(`/customers/${session}/export`)).status).toBe(404)
  }
})

test('an earlier segment whose term is over goes alone', async () => {
  const { token, joined } = await talked('e-8')
  const visitor = await join(shop)
  const wire = await enter(visitor)
  wire.say('said before signing in')
  await wire.bot()
  await join(shop, { token, device: visitor.device })
  await directory().expire({ session: visitor.session })
  await until(async () => (await directory().erasure({ ref: visitor.session }))?.state === 'done')
  const text = JSON.stringify(await linesOf(await admin(`/customers/${joined.session}/export`)))
  expect(text).not.toContain('said before signing in')
  expect(text).toContain('how long does shipping take')
})

test('a visitor who never opened the chat is forgotten after the term; one whose session did not know its age does now', async () => {
  const never = await join(shop)
  const old = await talked('e-9')
  const session = sessionOf(env, workspace(), old.joined.session)
  await runInDurableObject(session, (_, { storage: { sql } }) => sql.exec("DELETE FROM timers WHERE kind = 'retain'"))
  await runInDurableObject(directory(), async (_, { storage }) => {
    const { sql } = storage
    const sessions = [never.session, old.joined.session]
    for (const each of sessions) sql.exec('UPDATE customers SET created_at = 1 WHERE session = ?', each)
    sql.exec("UPDATE timers SET due = 1 WHERE kind = 'looks'")
    await storage.setAlarm(Date.now() + 60_000)
  })
  await runDurableObjectAlarm(directory())
  await until(async () => (await directory().erasure({ ref: never.session }))?.state === 'done')
  expect((await admin(`/customers/${never.session}/export`)).status).toBe(404)
  expect((await admin(`/customers/${old.joined.session}/export`)).status).toBe(200)
  await runInDurableObject(session, (_, { storage: { sql } }) =>
    expect(sql.exec("SELECT 1 FROM timers WHERE kind = 'retain'").toArray()).toHaveLength(1),
  )
})
