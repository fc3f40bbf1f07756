import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type AuditEntry, hoursResponse, type Pack, problem } from '@baton/protocol'
import { beforeEach, expect, test } from 'vitest'
import { auditOf, knowledgeOf } from '../rooms-of.ts'
import { call, GATEWAY, LIN, PASSWORD, post, provisioned, tinyPack } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { forgetModels, trained } from '../testing/published.ts'
import { SCHEMA, TRAINING } from './schema.ts'

const ADMIN = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
const DAY_MS = 24 * 3_600_000
/** Has to be trained on. */
const taught: Pack = {
  ...tinyPack,
  intents: tinyPack.intents.map((each) => ({
    ...each,
    phrasings: { ...each.phrasings, en: [...each.phrasings.en, 'bring it back'] },
  })),
}
const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10)

let shop: Awaited<ReturnType<typeof provisioned>>
let at: string
beforeEach(async () => {
  forgetModels()
  shop = await provisioned()
  at = `/v1/admin/workspaces/${shop.workspace.workspace}/knowledge`
})

const knowledge = () => knowledgeOf(env, shop.workspace.workspace)
const ask = (from = day(1), to = day(0), headers: Record<string, string> = ADMIN) =>
  call(`${at}/hours?from=${from}&to=${to}`, { headers })
const hours = async () => hoursResponse.parse(await (await ask()).json()).trainers
const operator = async () => (await hours()).find(({ agent }) => agent === null)
const acts = async () => (await operator())?.acts
const report = (body: object, headers: Record<string, string> = ADMIN) => post(`${at}/hours`, body, headers)
const records = async () =>
  (await auditOf(env, shop.workspace.workspace).page({ after: 0, limit: 200 })).records.filter(
    ({ action }) => action === 'knowledge.hours',
  )
const signedIn = async () => {
  const body = { workspace: shop.workspace.workspace, email: LIN.email, password: PASSWORD }
  const answer = await post('/v1/desk/login', body, { origin: GATEWAY }, { ip: crypto.randomUUID() })
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: GATEWAY }
}

test('what an operator does to train the bot is their time, and the machine’s is not', async () => {
  // The pack of a new workspace answers at once, and again when it is trained.
  await until(async () => (await acts())?.['knowledge.submit'] === 1)
  expect(await acts()).toEqual({ 'knowledge.publish': 1, 'knowledge.submit': 1, 'rules.change': 1 })
  const before = (await knowledge().currentRelease())?.version

  await call(`${at}/proposal?format=csv`, { method: 'PUT', headers: ADMIN, body: 'id,text\n1,where is my parcel' })
  await call(`${at}/proposal`, { method: 'DELETE', headers: ADMIN })
  // There is none any more.
  await call(`${at}/proposal`, { method: 'DELETE', headers: ADMIN })
  await post(`${at}/labels`, { text: 'bring it back', intent: 'returns' }, ADMIN)
  await post(`${at}/releases`, { pack: { ...tinyPack, id: 'renamed' } }, ADMIN)
  expect((await post(`${at}/releases`, { pack: taught, override: 'agreed' }, ADMIN)).status).toBe(202)
  expect(await trained(shop.workspace.workspace)).toBe('current')
  await post(`${at}/rollback`, { version: before }, ADMIN)

  await until(async () => (await acts())?.['knowledge.roll_back'] === 1)
  expect(await acts()).toEqual({
    'knowledge.drop_proposal': 1,
    'knowledge.import': 1,
    'knowledge.label': 1,
    'knowledge.publish': 2,
    'knowledge.roll_back': 1,
    'knowledge.submit': 2,
    'rules.change': 1,
  })
  const { productMinutes, sittings, weeks } = (await operator()) ?? {}
  expect([sittings, weeks?.length]).toEqual([1, 1])
  // Five, and what this test has taken.
  expect(productMinutes).toBeGreaterThanOrEqual(5)
  expect(productMinutes).toBeLessThan(8)
  const { records } = await auditOf(env, shop.workspace.workspace).page({ after: 0, limit: 200 })
  const trainings = (action: string) =>
    records.flatMap((each) => (each.action === action && each.on.training ? [each.on.training] : []))
  expect(trainings('knowledge.publish')).toEqual(trainings('knowledge.submit'))
})

test('other rules while a pack is trained on are a submission of their author', async () => {
  await post(`${at}/releases`, { pack: taught, override: 'agreed' }, ADMIN)
  // Not trained before the rules come.
  await runInDurableObject(knowledge(), async (_room, { storage }) => {
    storage.sql.exec("UPDATE timers SET due = ? WHERE kind = 'train'", Date.now() + DAY_MS)
    await storage.deleteAlarm()
  })
  const base = (await knowledge().rules())?.version ?? ''
  const by = { role: 'operator', id: '' } as const
  await knowledge().changeRules({ base, to: { flagged: ['returns'] }, by, note: null })
  await until(async () => (await acts())?.['rules.change'] === 2)
  expect(await acts()).toEqual({ 'knowledge.publish': 2, 'knowledge.submit': 3, 'rules.change': 2 })
})

test('an agent’s labels are the agent’s time', async () => {
  const by = { role: 'senior', id: 'lin' } as const
  const said = { session: null, verified: false, text: 'bring it back', intent: 'returns', at: Date.now() }
  await knowledge().label({ ...said, id: 'text:one', by })
  await knowledge().label({ ...said, id: 'text:two', by: { ...by, role: 'agent' } })
  const lin = async () => (await hours()).find(({ agent }) => agent === 'lin')
  await until(async () => (await lin())?.acts['knowledge.label'] === 2)
  expect(await lin()).toMatchObject({ productMinutes: 5, reportedMinutes: 0, sittings: 1 })
})

test('time outside the product is added, once for each id, masked, and stays when its agent goes', async () => {
  const read = { date: day(1), minutes: 90, agent: 'lin', note: 'read old tickets of 13812345678', id: 'report-one' }
  expect((await report(read)).status).toBe(204)
  expect((await report(read)).status).toBe(204)
  expect((await report({ date: day(0), minutes: -30, agent: 'lin' })).status).toBe(204)
  expect((await report({ date: day(0), minutes: 15 })).status).toBe(204)
  const told = Object.fromEntries((await hours()).map(({ agent, reportedMinutes }) => [agent, reportedMinutes]))
  expect(told).toEqual({ null: 15, lin: 60 })
  const [first] = await records()
  expect(first?.reason).toMatch(/^read old tickets/)
  expect(JSON.stringify(first)).not.toContain('13812345678')
  await call(`/v1/admin/workspaces/${shop.workspace.workspace}`, {
    method: 'PUT',
    headers: ADMIN,
    body: JSON.stringify({ ...shop.workspace, agents: [] }),
  })
  expect((await hours()).find(({ agent }) => agent === 'lin')?.reportedMinutes).toBe(60)
})

test.each([
  [{ minutes: 5 }, 'date'],
  [{ date: '2026-02-30', minutes: 5 }, 'date'],
  [{ date: day(-1), minutes: 5 }, 'date'],
  [{ date: day(32), minutes: 5 }, 'date'],
  [{ date: day(0), minutes: 0 }, 'minutes'],
  [{ date: day(0), minutes: 1.5 }, 'minutes'],
  [{ date: day(0), minutes: 1441 }, 'minutes'],
  [{ date: day(0), minutes: 5, agent: 'nobody' }, 'agent'],
  [{ date: day(0), minutes: 5, note: 'x'.repeat(201) }, 'note'],
  [{ date: day(0), minutes: 5, id: 'a:colon-in-it' }, 'id'],
])('a report that says nothing usable is refused: %j', async (body, path) => {
  const answer = await report(body)
  const { code, detail } = problem.parse(await answer.json())
  expect([answer.status, code, detail]).toEqual([400, 'request_malformed', expect.stringMatching(`^${path}: `)])
  expect(await records()).toEqual([])
})

test.each([
  ['', day(0), 'from'],
  ['2026-13-01', day(0), 'from'],
  [day(0), 'today', 'to'],
  [day(0), day(1), 'to'],
  [day(92), day(0), 'to'],
])('a range that is none, or too long, is refused: %s %s', async (from, to, path) => {
  const answer = await ask(from, to)
  const { code, detail } = problem.parse(await answer.json())
  expect([answer.status, code, detail]).toEqual([400, 'request_malformed', expect.stringMatching(`^${path}: `)])
})

test('a quarter is told at once', async () => {
  expect((await ask(day(91), day(0))).status).toBe(200)
})

test('whoever does not run the gateway neither reads nor reports', async () => {
  for (const headers of [{}, await signedIn()]) {
    expect((await ask(day(1), day(0), headers)).status).toBe(401)
    expect((await report({ date: day(0), minutes: 5 }, headers)).status).toBe(401)
  }
  expect(await records()).toEqual([])
})

test('a log from before is read by an index that it gets when it is asked', async () => {
  const audit = auditOf(env, `before-${crypto.randomUUID()}`)
  const entry = (n: number, action: string): AuditEntry => {
    return { id: `e${n}`, at: Date.now() - n, by: { role: 'agent', id: 'lin' }, action, on: {} }
  }
  expect((await audit.hours({ from: day(1), to: day(0) })).trainers).toEqual([])
  await audit.record(entry(1, 'knowledge.label'))
  await runInDurableObject(audit, (_room, { storage }) => {
    storage.sql.exec('DROP INDEX training_by_time')
    storage.sql.exec('DELETE FROM _migrations')
    storage.sql.exec('INSERT INTO _migrations (step) VALUES (?)', SCHEMA.length - 1)
  })
  expect((await audit.hours({ from: day(1), to: day(0) })).trainers[0]?.acts).toEqual({ 'knowledge.label': 1 })
  for (let n = 2; n < 100; n++) await audit.record(entry(n, 'desk.login'))
  const looked = await runInDurableObject(audit, (_room, { storage }) => {
    const cursor = storage.sql.exec(
      `SELECT record FROM records WHERE (${TRAINING}) AND record ->> '$.at' >= 0 AND record ->> '$.at' < 9e15 ORDER BY record ->> '$.at'`,
    )
    cursor.toArray()
    return cursor.rowsRead
  })
  expect(looked).toBeLessThan(5)
})
