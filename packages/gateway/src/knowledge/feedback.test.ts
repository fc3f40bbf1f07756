import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { labelResponse, problem } from '@baton/protocol'
import { beforeEach, expect, test } from 'vitest'
import { auditOf, keysOf, knowledgeOf, sessionOf } from '../rooms-of.ts'
import { call, GATEWAY, LIN, PASSWORD, post, provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { copyOf, rewind } from '../testing/rewind.ts'
import { enter, join } from '../testing/visitor.ts'

const ADMIN = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
const DAY_MS = 24 * 3_600_000

let shop: Awaited<ReturnType<typeof provisioned>>
beforeEach(async () => {
  shop = await provisioned({ pack: relayPack })
})

const workspace = () => shop.workspace.workspace
const knowledge = () => knowledgeOf(env, workspace())
const ring = (kind: 'calibrate' | 'expire') =>
  runInDurableObject(knowledge(), async (room, { storage }) => {
    storage.sql.exec('UPDATE timers SET due = 1 WHERE kind = ?', kind)
    await room.alarm()
  })
const labels = () =>
  runInDurableObject(knowledge(), (_room, { storage }) =>
    storage.sql
      .exec<{ id: string; session: string | null; text: string; intent: string | null; at: number }>(
        'SELECT id, session, text, intent, at FROM labels ORDER BY at, id',
      )
      .toArray(),
  )
const isDue = (kind: string) =>
  runInDurableObject(
    knowledge(),
    (_room, { storage }) => storage.sql.exec('SELECT 1 FROM timers WHERE kind = ?', kind).toArray().length > 0,
  )
const say = (text: string, intent: string | null, session: string | null = null, verified = false) => {
  const by = { role: 'agent', id: 'lin' } as const
  return knowledge().label({ id: `t:${text}`, session, verified, text, intent, by, at: Date.now() })
}
/** Messages nobody taught, and what they mean. */
const live = (n: number): [string, string | null] =>
  n % 3 === 0
    ? [`is my parcel number ${n} on the road yet`, 'order_status']
    : n % 3 === 1
      ? [`do you sell umbrella model ${n}`, null]
      : [`how many days until delivery ${n}`, 'shipping_time']

test('from fifty labels on, an alarm measures confidence with them: a release of the same pack', async () => {
  const before = await knowledge().currentRelease()
  for (let n = 0; n < 49; n++) await say(...live(n))
  expect(await isDue('calibrate')).toBe(false)
  await say(...live(49))
  expect(await isDue('calibrate')).toBe(true)
  // Never in the request that brings the last one.
  expect(await knowledge().currentRelease()).toEqual(before)
  await ring('calibrate')
  const after = await knowledge().currentRelease()
  expect(after?.pack).toBe(before?.pack)
  expect(after?.model).not.toBe(before?.model)
  const status = await knowledge().status()
  expect(status?.report?.labels).toBe(50)
  expect(status?.labels).toEqual({ count: 50, needed: 50 })
  const { records } = await auditOf(env, workspace()).page({ after: 0, limit: 200 })
  expect(records.filter(({ action }) => action === 'knowledge.recalibrate')).toMatchObject([{ by: { role: 'system' } }])
  // The same labels say nothing new.
  await ring('calibrate')
  expect(await knowledge().currentRelease()).toEqual(after)
})

test('what is published later keeps the labels, and is measured with them', async () => {
  for (let n = 0; n < 50; n++) await say(...live(n))
  const [first, ...rest] = relayPack.intents
  if (!first) throw new Error('the pack has intents')
  const en = [...first.phrasings.en, 'did my stuff leave the warehouse']
  const pack = { ...relayPack, intents: [{ ...first, phrasings: { ...first.phrasings, en } }, ...rest] }
  await call(`/v1/admin/workspaces/${workspace()}?wait=50`, {
    method: 'PUT',
    headers: ADMIN,
    body: JSON.stringify({ ...shop.workspace, pack }),
  })
  expect((await knowledge().status())?.report?.labels).toBe(50)
  // Only rules differ: the model that labels were weighed for stays.
  const trained = await knowledge().currentRelease()
  await knowledge().publish({ ...pack, rules: [] })
  expect((await knowledge().currentRelease())?.model).toBe(trained?.model)
})

test('a label about an intent the pack does not have counts for nothing', async () => {
  for (let n = 0; n < 50; n++) await say(`${live(n)[0]}`, n === 7 ? 'gone' : live(n)[1])
  const before = await knowledge().currentRelease()
  await ring('calibrate')
  expect(await knowledge().currentRelease()).toEqual(before)
})

test('an operator says what a text means; it is masked, the last word counts, and it is written down without the words', async () => {
  const send = (text: string, intent: string | null) =>
    post(`/v1/admin/workspaces/${workspace()}/knowledge/labels`, { text, intent }, ADMIN)
  const text = 'where is it, call me at 13812345678'
  expect(labelResponse.parse(await (await send(text, null)).json()).labels).toBe(1)
  expect(labelResponse.parse(await (await send(text, 'order_status')).json()).labels).toBe(1)
  const [kept] = await labels()
  expect(kept).toMatchObject({ intent: 'order_status', session: null })
  expect(kept?.text).not.toContain('13812345678')
  expect((await send('', null)).status).toBe(400)
  await until(async () => {
    const { records } = await auditOf(env, workspace()).page({ after: 0, limit: 200 })
    const told = records.filter(({ action }) => action === 'knowledge.label')
    expect(JSON.stringify(told)).not.toContain('call me')
    return told.length === 2
  })
})

test('an agent says what a message means while they may read it, and nobody else may', async () => {
  const joined = await join(shop)
  const wire = await enter(joined)
  wire.say('has my parcel 4111 1111 1111 1111 left')
  await wire.bot()
  const { state, seq } = await runInDurableObject(sessionOf(env, workspace(), joined.session), ({ core }) => ({
    state: core.ledger.state,
    seq: core.ledger.log.since(0).find(({ kind }) => kind === 'message')?.seq,
  }))
  const answer = await post(
    '/v1/desk/login',
    { workspace: workspace(), email: LIN.email, password: PASSWORD },
    { origin: GATEWAY },
    { ip: crypto.randomUUID() },
  )
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const label = (body: object) => post('/v1/desk/labels', body, { origin: GATEWAY, cookie })
  const body = { session: joined.session, seq, intent: 'order_status' }
  expect(problem.parse(await (await label(body)).json()).code).toBe('forbidden')

  wire.send({ kind: 'handoff.request' })
  await wire.event('handoff.requested')
  await sessionOf(env, workspace(), joined.session).pass({
    handoffId:
      (await runInDurableObject(
        sessionOf(env, workspace(), joined.session),
        ({ core }) => core.ledger.state.handoff?.id,
      )) ?? '',
    expectedFence: state.fence + 1,
    to: { agent: { id: 'lin', name: 'Lin' } },
    reason: 'accepted',
  })
  expect((await label(body)).status).toBe(200)
  expect(await labels()).toMatchObject([
    { id: `${joined.session}:${seq}`, session: joined.session, intent: 'order_status' },
  ])
  expect((await labels())[0]?.text).not.toContain('4111')
  // What the bot said means nothing, and a session nobody has is not made by asking.
  expect((await label({ ...body, seq: 999 })).status).toBe(404)
  expect((await label({ ...body, session: 'x'.repeat(20) })).status).toBe(404)
  expect((await post('/v1/desk/labels', body, { origin: GATEWAY })).status).toBe(401)

  // The customer is erased, and with them what they said.
  const erased = await call(`/v1/admin/workspaces/${workspace()}/customers/${joined.session}`, {
    method: 'DELETE',
    headers: ADMIN,
    body: JSON.stringify({ reason: 'asked for' }),
  })
  expect(erased.status).toBeLessThan(300)
  await until(async () => (await labels()).length === 0)
  expect(await say('late', null, joined.session)).toBeNull()
  expect(await labels()).toEqual([])
})

test('a customer who was erased does not come back by a label, not even one on its way', async () => {
  await say('where is my stuff', 'order_status', 'session-of-somebody-x')
  const [answer] = await Promise.all([
    say('and now', null, 'session-of-somebody-x'),
    keysOf(env, workspace())
      .erase({ session: 'session-of-somebody-x' })
      .then(() => knowledge().forget({ session: 'session-of-somebody-x' })),
  ])
  expect(await labels()).toEqual([])
  expect(answer === null || answer.labels > 0).toBe(true)
})

test('what was taken out of a log is forgotten of its label, too', async () => {
  const joined = await join(shop)
  const wire = await enter(joined)
  wire.say('my card is 4111 1111')
  const { seq } = await wire.event('message', (event) => event.by.role === 'customer')
  const by = { role: 'agent', id: 'lin' } as const
  const { session } = joined
  const label = {
    id: `${session}:${seq}`,
    session,
    verified: false,
    text: 'my card is 4111 1111',
    intent: null,
    by,
    at: 1,
  }
  await knowledge().label({ ...label, at: Date.now() })
  await wire.bot()
  wire.say('1111 1111 is the rest')
  await until(async () => (await labels()).length === 0)
})

test('a copy of before brings no label of an erased customer back', async () => {
  await say('of somebody who stays', null, 'session-of-who-stays')
  await say('of somebody who goes', null, 'session-of-who-goes-x')
  const before = await copyOf(knowledge())
  await keysOf(env, workspace()).erase({ session: 'session-of-who-goes-x' })
  await knowledge().forget({ session: 'session-of-who-goes-x' })
  await rewind([knowledge(), before])
  await knowledge().currentRelease()
  await until(async () => (await labels()).length === 1)
  expect((await labels()).map(({ text }) => text)).toEqual(['of somebody who stays'])
})

test('what labels taught goes with them: once too few are left, confidence is measured without', async () => {
  for (let n = 0; n < 50; n++) await say(...live(n), n === 0 ? 'session-of-somebody-x' : null)
  await ring('calibrate')
  expect((await knowledge().status())?.report?.labels).toBe(50)
  await knowledge().forget({ session: 'session-of-somebody-x' })
  await ring('calibrate')
  expect((await knowledge().status())?.report?.labels).toBe(0)
})

test('labels go when the term of what customers say is over, a visitor’s sooner', async () => {
  await say('of a visitor', null, 'session-of-a-visitor-x')
  await say('of somebody known', null, 'session-of-a-known-one', true)
  const age = (days: number) =>
    runInDurableObject(knowledge(), (_room, { storage }) => {
      storage.sql.exec('UPDATE labels SET at = ?', Date.now() - days * DAY_MS)
    })
  await ring('expire')
  expect(await labels()).toHaveLength(2)
  await age(91)
  await ring('expire')
  expect((await labels()).map(({ text }) => text)).toEqual(['of somebody known'])
  await age(401)
  await ring('expire')
  expect(await labels()).toEqual([])
  expect(await isDue('expire')).toBe(false)
})
