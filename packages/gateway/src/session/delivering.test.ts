import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { SessionEvent } from '@baton/protocol'
import { fold, initialState } from '@baton/relay/session'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { channelsOf } from '../rooms-of.ts'
import { ADMIN } from '../testing/an-account.ts'
import { pause, until } from '../testing/business.ts'
import { type FakeCustomer, FakeVendor, playVendors } from '../testing/fake-vendor.ts'
import { Room, type Wire } from '../testing/wire.ts'

playVendors('telegram', 'wechat', 'whatsapp')

const QUESTION = 'how long does shipping take'
const ANSWER = /two to four days/

let shop: Room
beforeAll(async () => {
  shop = await Room.open()
})

const aRoom = () => Room.in(shop.workspace)

type Delivery = Extract<SessionEvent, { kind: 'message.delivery' }>

const deliveriesIn = async (room: Room): Promise<string[]> =>
  (await room.log())
    .filter((event): event is Delivery => event.kind === 'message.delivery')
    .map(({ body: { state, reason } }) => (reason ? `${state} ${reason}` : state))

/** A customer of a channel whose session an agent has. What was said until then is taken off the vendor's list. */
async function withAgent(
  kind: 'telegram' | 'wechat' | 'whatsapp',
  over?: Parameters<typeof FakeVendor.open>[2],
): Promise<{ room: Room; vendor: FakeVendor; anna: FakeCustomer; agent: Wire }> {
  const room = aRoom()
  const vendor = await FakeVendor.open(room, kind, over)
  const anna = vendor.from(room)
  await anna.hear('I want to talk to a human agent please')
  await until(async () => (await room.state()).holder === 'queue')
  const agent = await room.agent()
  await agent.hello()
  await vi.waitUntil(() => vendor.texts.includes('LIN is here now.'), { timeout: 20_000 })
  vendor.sent.length = 0
  return { room, vendor, anna, agent }
}

async function say(agent: Wire, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    const id = agent.say(text)
    await agent.next('ack', (ack) => ack.id === id)
  }
}

const redeliver = (room: Room, seq: number, route: string) => room.stub.redeliver({ seq, route })

/** Rings when the next alarm would go off by itself after long. */
async function hurry(room: Room): Promise<void> {
  await runInDurableObject(room.stub, (_, { storage }) => {
    storage.sql.exec('UPDATE outbox SET due = 0')
  })
  await runDurableObjectAlarm(room.stub)
}

test('what the bot answers goes out by the channel, and staff see how far it has come', async () => {
  const room = aRoom()
  const vendor = await FakeVendor.open(room, 'telegram')
  const anna = vendor.from(room)
  expect(await anna.hear(QUESTION)).toMatchObject({ ok: true })
  expect((await vendor.took(1))[0]).toMatch(ANSWER)
  expect(vendor.sent[0]).toMatchObject({ address: 'anna', key: expect.stringMatching(/^[\da-f-]{36}$/) })
  await until(async () => (await deliveriesIn(room)).length === 1)
  const [delivery] = (await room.log()).filter(({ kind }) => kind === 'message.delivery')
  expect(delivery).toMatchObject({ audience: 'staff', body: { state: 'sent', channel: 'telegram', route: anna.route } })
  const state = await runInDurableObject(room.stub, ({ core }) => core.ledger.state)
  expect(state).toEqual((await room.log()).reduce(fold, initialState))
  expect(vendor.signals).toContainEqual({ what: 'typing', lastId: 'm1' })
})

test('the same is answered on every channel and on the web, and a switch in mid-flow keeps what was said', async () => {
  const room = aRoom()
  const vendor = await FakeVendor.open(room, 'telegram')
  const anna = vendor.from(room)
  const web = await room.customer()
  const onWeb = await web.answerTo(QUESTION)
  await anna.hear(QUESTION)
  expect((await vendor.took(1))[0]).toBe(onWeb)
  await web.bot()

  // The order is asked for on the web, told on the channel, and the answer goes there and to the open page.
  web.say('where is my order')
  await web.bot()
  expect(vendor.sent).toHaveLength(1)
  await anna.hear('SO10042')
  const answer = (await web.bot()).body.text
  expect((await vendor.took(2))[1]).toBe(answer)
  expect(answer).toContain('SO10042')
  const back = await web.answerTo(QUESTION)
  expect(back).toMatch(ANSWER)
  await web.answerTo(QUESTION)
  expect(vendor.sent).toHaveLength(2)
})

describe('what an agent says', () => {
  test('keeps its order with a vendor that fails every second time, and each part leaves once', async () => {
    const { room, vendor, agent } = await withAgent('telegram')
    let asked = 0
    vendor.behave = (_, n) => (++asked % 2 === 1 ? { as: 'later', isOverload: false } : { as: 'sent', id: `v${n}` })
    const long = `${'a'.repeat(4_000)}\n${'b'.repeat(3_000)}`.slice(0, 4_000)
    await say(agent, 'one', long, 'three')
    expect(await vendor.took(3)).toEqual(['one', long, 'three'])
    await until(async () => (await deliveriesIn(room)).filter((state) => state === 'sent').length >= 3)
    expect(vendor.sent.map(({ key }) => key)).toHaveLength(new Set(vendor.sent.map(({ key }) => key)).size)
  })

  test('leaves again after a crash between the vendor’s answer and our row, under the same key', async () => {
    const { room, vendor, agent } = await withAgent('telegram')
    await runInDurableObject(room.stub, ({ core }) => {
      vi.spyOn(core.delivering, 'tell').mockImplementationOnce(() => {
        throw new Error('the power is out')
      })
    })
    await say(agent, 'are you there')
    await vendor.took(1)
    await evictDurableObject(room.stub)
    await hurry(room)
    expect(await vendor.took(2)).toEqual(['are you there', 'are you there'])
    expect(vendor.sent[1]?.key).toBe(vendor.sent[0]?.key)
    await until(async () => (await deliveriesIn(room)).at(-1) === 'sent')
    await hurry(room)
    expect(vendor.sent).toHaveLength(2)
  })

  test('a slow vendor keeps nothing else of the session waiting', async () => {
    const { room, vendor, anna, agent } = await withAgent('telegram')
    const other = await FakeVendor.open(room, 'whatsapp')
    const elsewhere = other.from(room, 'anna-2')
    await elsewhere.hear('I am here, too')
    let isSlow = true
    vendor.behave = async () => {
      while (isSlow) await pause(20)
      return { as: 'sent', id: null }
    }
    agent.send({ kind: 'message', text: 'slow', to: { route: anna.route } })
    agent.send({ kind: 'message', text: 'fast', to: { route: elsewhere.route } })
    expect(await other.took(1)).toEqual(['fast'])
    agent.send({ kind: 'message', text: 'fast again', to: { route: elsewhere.route } })
    expect(await other.took(2)).toEqual(['fast', 'fast again'])
    expect(vendor.texts).toEqual([])
    isSlow = false
    expect(await vendor.took(1)).toEqual(['slow'])
  })

  test('a vendor that says how long to wait is not asked before', async () => {
    const { room, vendor, agent } = await withAgent('telegram')
    vendor.behave = (_, n) =>
      vendor.sent.length === 0 && n < 4
        ? { as: 'later', retryAfterMs: 3_600_000, isOverload: true }
        : { as: 'sent', id: null }
    await say(agent, 'later', 'behind it')
    const dueIn = () =>
      runInDurableObject(
        room.stub,
        (_, { storage }) =>
          storage.sql.exec<{ due: number }>("SELECT due FROM outbox WHERE target LIKE 'route:%'").toArray()[0]?.due ??
          0,
      )
    await until(async () => (await dueIn()) > Date.now() + 3_500_000)
    // What stands behind it wakes nobody either.
    const timer = () => runInDurableObject(room.stub, ({ core }) => core.timers.dueOf('outbox', '') ?? 0)
    await until(async () => (await timer()) > Date.now() + 3_500_000)
  })

  test('what is too much for one customer waits, and nobody else of the account does', async () => {
    const { room, vendor, agent } = await withAgent('whatsapp')
    vendor.behave = () => ({ as: 'later', isOverload: false, isOfOne: true })
    await say(agent, 'one more')
    // So often that a vendor which does not answer would be down.
    const isTried = async () => (await owedIn(room)).some(({ attempts }) => attempts > 2)
    await vi.waitUntil(isTried, { timeout: 20_000, interval: 100 })
    expect(await channelsOf(env, room.workspace).leave({ account: vendor.account })).toEqual({ waitMs: 0 })
    vendor.behave = (_, n) => ({ as: 'sent', id: `v${n}` })
    expect(await vendor.took(1)).toEqual(['one more'])
  })

  test('after a day it is given up, is kept for an operator, and goes out at their word', async () => {
    const { room, vendor, agent } = await withAgent('telegram')
    let isDown = true
    vendor.behave = (_, n) => (isDown ? { as: 'later', isOverload: false } : { as: 'sent', id: `v${n}` })
    await say(agent, 'patience', 'next')
    await until(async () => (await owedIn(room)).some(({ attempts }) => attempts > 0))
    await runInDurableObject(room.stub, (_, { storage }) => {
      storage.sql.exec(
        "UPDATE outbox SET due = 0, message = json_set(message, '$.request.at', 0) WHERE target LIKE 'route:%' AND id = (SELECT MIN(id) FROM outbox)",
      )
    })
    await runDurableObjectAlarm(room.stub)
    await until(async () => (await deliveriesIn(room)).includes('failed gave_up'))
    const channels = channelsOf(env, room.workspace)
    const buried = async () =>
      (await channels.undelivered({ after: null, limit: 100 })).undelivered.filter(
        ({ session }) => session === room.session,
      )
    await until(async () => (await buried()).length === 1)
    const [message] = await buried()
    expect(message).toMatchObject({ reason: 'gave_up', channel: 'telegram', account: vendor.account })
    expect(JSON.stringify(message)).not.toContain('patience')
    isDown = false
    await hurry(room)
    expect(await vendor.took(1)).toEqual(['next'])
    expect(await channels.replay({ ids: [message?.id ?? ''], by: ADMIN })).toBe(1)
    expect(await vendor.took(2)).toEqual(['next', 'patience'])
    expect(await redeliver(room, 9_999, message?.session ?? '')).toBe(false)
  })

  test('what the vendor will not have fails, and what is behind it goes on', async () => {
    const { room, vendor, agent } = await withAgent('telegram')
    vendor.behave = ({ text }) => (text === 'bad' ? { as: 'failed', reason: 'rejected' } : { as: 'sent', id: null })
    await say(agent, 'bad', 'good')
    expect(await vendor.took(1)).toEqual(['good'])
    await until(async () => (await deliveriesIn(room)).includes('failed rejected'))
  })

  test('another token is fetched once; when that is refused too, the credentials are wrong', async () => {
    const { room, vendor, agent } = await withAgent('telegram')
    vendor.behave = (_, n) =>
      vendor.sent.length === 0 && n % 2 === 0 ? { as: 'stale_token' } : { as: 'sent', id: null }
    await say(agent, 'hello')
    expect(await vendor.took(1)).toEqual(['hello'])
    vendor.behave = () => ({ as: 'stale_token' })
    await say(agent, 'again')
    await until(async () => (await deliveriesIn(room)).includes('failed credentials'))
  })

  test('a template is sent with its values, each masked, and one that is unknown is not found', async () => {
    const templates = [{ name: 'order_update', language: 'en', text: 'Order {{1}}: {{2}}.' }]
    const { vendor, anna, agent } = await withAgent('whatsapp', { templates })
    const use = (name: string) => ({
      route: anna.route,
      template: { name, language: 'en', values: ['SO1', '4111 1111 1111 1111'] },
    })
    const id = agent.send({ kind: 'message', text: '', to: use('nothing') })
    expect(await agent.next('nack', (nack) => nack.id === id)).toMatchObject({ code: 'not_found' })
    agent.send({ kind: 'message', text: '', to: use('order_update') })
    await vendor.took(1)
    expect(vendor.sent[0]).toMatchObject({
      text: 'Order SO1: [card •••• 1111].',
      template: { name: 'order_update', language: 'en', values: ['SO1', '[card •••• 1111]'] },
    })
  })

  test('goes nowhere by a way that is not the customer’s', async () => {
    const { agent } = await withAgent('telegram')
    const id = agent.send({ kind: 'message', text: 'hi', to: { route: 'x'.repeat(22) } })
    expect(await agent.next('nack', (nack) => nack.id === id)).toMatchObject({ code: 'not_found' })
  })

  test('that they read and type shows on the channel', async () => {
    const { vendor, agent } = await withAgent('telegram')
    vendor.signals.length = 0
    agent.tell({ type: 'signal', kind: 'typing', on: true })
    agent.tell({ type: 'read', seq: 5 })
    await vi.waitUntil(() => vendor.signals.some(({ what }) => what === 'read'))
    expect(vendor.signals).toContainEqual({ what: 'read', lastId: 'm1' })
  })

  test('that they type is told once for as long as the channel shows it, and again after a message', async () => {
    const { vendor, agent } = await withAgent('telegram')
    const shown = () => vendor.signals.filter(({ what }) => what === 'typing').length
    await vi.waitUntil(() => shown() === 1)
    vendor.signals.length = 0
    const type = () => agent.tell({ type: 'signal', kind: 'typing', on: true })
    const said = agent.say('one moment')
    await agent.next('ack', (ack) => ack.id === said)
    await vendor.took(1)
    for (let n = 0; n < 3; n += 1) type()
    await vi.waitUntil(() => shown() === 1)
    const more = agent.say('I have found it')
    await agent.next('ack', (ack) => ack.id === more)
    await vendor.took(2)
    expect(shown()).toBe(1)
    type()
    await vi.waitUntil(() => shown() === 2)
  })

  test('that the customer types by a channel that tells it is shown to them, by this way only', async () => {
    const { room, anna, agent } = await withAgent('telegram')
    await room.stub.typing({ route: 'x'.repeat(22) })
    await room.stub.typing({ route: anna.route })
    const { signal } = await agent.next('signal', ({ signal: { kind } }) => kind === 'typing')
    expect(signal).toMatchObject({ by: { role: 'customer' }, on: true })
  })

  test('what a vendor wants back for a message that was read is given back, of the last one they have seen', async () => {
    const { room, vendor, anna, agent } = await withAgent('telegram')
    const { seq } = (await anna.hear('first', { readWith: 'token-1' })) as { seq: number }
    await anna.hear('second', { readWith: 'token-2' })
    agent.tell({ type: 'read', seq })
    await vi.waitUntil(() => vendor.signals.some(({ readWith }) => readWith === 'token-1'))
    agent.tell({ type: 'read', seq: (await room.log()).at(-1)?.seq ?? 0 })
    await vi.waitUntil(() => vendor.signals.some(({ readWith }) => readWith === 'token-2'))
  })
})

const owedIn = (room: Room) =>
  runInDurableObject(room.stub, (_, { storage }) =>
    storage.sql
      .exec<{ attempts: number; due: number }>("SELECT attempts, due FROM outbox WHERE target LIKE 'route:%'")
      .toArray(),
  )

describe('what waits for the customer', () => {
  test('a spent quota holds; when they write what was held goes first, in order', async () => {
    const { room, vendor, anna, agent } = await withAgent('wechat')
    const left = 5 - (await deliveriesIn(room)).filter((state) => state === 'sent').length
    const texts = Array.from({ length: left + 2 }, (_, n) => `answer ${n + 1}`)
    await say(agent, ...texts)
    await until(async () => (await deliveriesIn(room)).filter((state) => state === 'held quota_spent').length === 2)
    expect(vendor.texts).toEqual(texts.slice(0, left))
    // It is not asked again and again.
    expect(await owedIn(room)).toEqual([])
    await anna.hear('still there?')
    await say(agent, 'yes')
    expect(await vendor.took(left + 3)).toEqual([...texts, 'yes'])
  })

  test('the last message of a quota is kept for a person', async () => {
    const room = aRoom()
    const vendor = await FakeVendor.open(room, 'wechat')
    const anna = vendor.from(room)
    await anna.hear('hello')
    await vendor.took(1)
    await runInDurableObject(room.stub, ({ core }) => {
      const by = { role: 'bot', id: 'bot' } as const
      for (let n = 0; n < 5; n++) {
        const text = `bot ${n}` as never
        core.commit([{ kind: 'message', id: `bot-${n}`, by, audience: 'all', body: { text } }])
      }
    })
    await until(async () => (await deliveriesIn(room)).filter((state) => state === 'held quota_spent').length === 2)
    expect(vendor.sent).toHaveLength(4)
  })

  test('whoever has closed the way hears nothing until they open it', async () => {
    const { room, vendor, anna, agent } = await withAgent('telegram')
    const { workspace, session } = room
    await room.stub.standing({ workspace, session, route: anna.route, standing: 'blocked' })
    await say(agent, 'hello?')
    await until(async () => (await deliveriesIn(room)).includes('held blocked'))
    expect(vendor.texts).toEqual([])
    await room.stub.standing({ workspace, session, route: anna.route, standing: 'open' })
    expect(await vendor.took(1)).toEqual(['hello?'])
  })

  test('a vendor that says they have closed it is believed, and the message waits', async () => {
    const { room, vendor, anna, agent } = await withAgent('telegram')
    vendor.behave = () => ({ as: 'failed', reason: 'blocked' })
    await say(agent, 'hello?')
    await until(async () => (await deliveriesIn(room)).includes('held blocked'))
    vendor.behave = () => ({ as: 'sent', id: null })
    await anna.hear('back')
    expect(await vendor.took(1)).toEqual(['hello?'])
  })

  test('what was taken out before it left leaves as that', async () => {
    const { room, vendor, anna } = await withAgent('telegram')
    const senior = await room.connect(room.ticket({ role: 'agent', participant: 'lin', name: 'LIN', rank: 'senior' }))
    await senior.hello()
    const { workspace, session } = room
    await room.stub.standing({ workspace, session, route: anna.route, standing: 'blocked' })
    const id = senior.say('the key is under the mat')
    const { seq } = await senior.next('ack', (ack) => ack.id === id)
    await until(async () => (await deliveriesIn(room)).includes('held blocked'))
    senior.send({ kind: 'redact', seq, reason: 'not for them' })
    await senior.event('event.redacted')
    await anna.hear('what is it')
    expect(await vendor.took(1)).toEqual(['[removed]'])
  })

  test('nothing leaves of a session that was erased meanwhile', async () => {
    const { room, vendor, agent } = await withAgent('telegram')
    let [isAsked, isSlow] = [false, true]
    vendor.behave = async () => {
      isAsked = true
      while (isSlow) await pause(20)
      return { as: 'later', isOverload: false }
    }
    await say(agent, 'one', 'two')
    await vi.waitUntil(() => isAsked)
    await room.stub.erase()
    vendor.behave = (_, n) => ({ as: 'sent', id: `v${n}` })
    isSlow = false
    await pause(1_500)
    await runDurableObjectAlarm(room.stub)
    expect(vendor.texts).toEqual([])
    const tables = await runInDurableObject(room.stub, (_, { storage: { sql } }) =>
      ['routes', 'deliveries', 'vendor_ids', 'outbox'].map(
        (table) => sql.exec(`SELECT * FROM ${table}`).toArray().length,
      ),
    )
    expect(tables).toEqual([0, 0, 0, 0])
  })
})

describe('receipts', () => {
  const receipt = (
    room: Room,
    anna: FakeCustomer,
    of: { ids: string[] } | { until: number },
    state: 'sent' | 'delivered' | 'read' | 'failed',
  ) => room.stub.receipt({ workspace: room.workspace, session: room.session, route: anna.route, of, state })

  test('never go backwards, whatever order they come in, and are of this route only', async () => {
    const { room, vendor, anna, agent } = await withAgent('whatsapp')
    vendor.behave = () => ({ as: 'sent', id: 'wamid.1' })
    await say(agent, 'hello')
    await vendor.took(1)
    await until(async () => (await deliveriesIn(room)).at(-1) === 'sent')
    const before = (await deliveriesIn(room)).length
    const of = { ids: ['wamid.1'] }
    await receipt(room, vendor.from(room, 'somebody-else'), of, 'read')
    await receipt(room, anna, { ids: ['wamid.unknown'] }, 'read')
    for (const state of ['read', 'delivered', 'sent', 'failed', 'read'] as const) await receipt(room, anna, of, state)
    expect((await deliveriesIn(room)).slice(before)).toEqual(['read'])
  })

  test('one that comes before the answer of the vendor is not lost', async () => {
    const { room, vendor, anna, agent } = await withAgent('whatsapp')
    vendor.behave = async () => {
      await receipt(room, anna, { ids: ['wamid.early'] }, 'delivered')
      return { as: 'sent', id: 'wamid.early' }
    }
    const before = (await deliveriesIn(room)).length
    await say(agent, 'hello')
    await until(async () => (await deliveriesIn(room)).length === before + 2)
    expect((await deliveriesIn(room)).slice(before)).toEqual(['sent', 'delivered'])
  })

  test('one that says of a part that it failed, before the last has left, is told once it has', async () => {
    const { room, vendor, anna, agent } = await withAgent('wechat')
    await anna.hear('I am still here')
    const before = (await deliveriesIn(room)).length
    const asked = vendor.behave
    let parts = 0
    vendor.behave = async () => {
      parts += 1
      if (parts === 2) await receipt(room, anna, { ids: ['part-1'] }, 'failed')
      return { as: 'sent', id: `part-${parts}` }
    }
    await say(agent, 'word '.repeat(200))
    await until(async () => (await deliveriesIn(room)).length === before + 2)
    expect((await deliveriesIn(room)).slice(before)).toEqual(['sent', 'failed rejected'])
    // At an operator's word it goes out again from there.
    vendor.behave = asked
    const [{ seq } = { seq: 0 }] = await runInDurableObject(room.stub, (_, { storage }) =>
      storage.sql.exec<{ seq: number }>('SELECT seq FROM deliveries ORDER BY seq DESC LIMIT 1').toArray(),
    )
    expect(await redeliver(room, seq, anna.route)).toBe(true)
    await vendor.took(4)
    await until(async () => (await deliveriesIn(room)).at(-1) === 'sent')
  })

  test('one of a time is of all that left up to then', async () => {
    const { room, vendor, anna, agent } = await withAgent('telegram')
    vendor.behave = () => ({ as: 'sent', id: null })
    await say(agent, 'one', 'two')
    await vendor.took(2)
    await until(async () => (await deliveriesIn(room)).slice(-2).join() === 'sent,sent')
    await receipt(room, anna, { until: 1 }, 'read')
    expect((await deliveriesIn(room)).at(-1)).toBe('sent')
    await receipt(room, anna, { until: Date.now() }, 'read')
    expect((await deliveriesIn(room)).slice(-2)).toEqual(['read', 'read'])
  })

  test('one of a time is of what its vendor had taken by then, however long its answer took', async () => {
    const { room, vendor, anna, agent } = await withAgent('telegram')
    await receipt(room, anna, { until: Date.now() }, 'read')
    const before = (await deliveriesIn(room)).length
    let takenAt = 0
    vendor.behave = async () => {
      takenAt = Date.now()
      await pause(50)
      return { as: 'sent', id: null }
    }
    await say(agent, 'one')
    await vendor.took(1)
    await until(async () => (await deliveriesIn(room)).at(-1) === 'sent')
    await receipt(room, anna, { until: takenAt }, 'read')
    expect((await deliveriesIn(room)).slice(before)).toEqual(['sent', 'read'])
  })

  test('what turns out to have failed can be tried again, all of it', async () => {
    const { room, vendor, anna, agent } = await withAgent('whatsapp')
    vendor.behave = (_, n) => ({ as: 'sent', id: `w${n}` })
    const text = `${'a'.repeat(3_000)} ${'b'.repeat(900)}`
    await say(agent, text)
    await vendor.took(1)
    await until(async () => (await deliveriesIn(room)).at(-1) === 'sent')
    const ids = await runInDurableObject(room.stub, (_, { storage }) =>
      storage.sql.exec<{ id: string; seq: number }>('SELECT id, seq FROM vendor_ids ORDER BY seq DESC').toArray(),
    )
    await receipt(room, anna, { ids: [ids[0]?.id ?? ''] }, 'failed')
    expect((await deliveriesIn(room)).at(-1)).toBe('failed rejected')
    expect(await redeliver(room, ids[0]?.seq ?? 0, anna.route)).toBe(true)
    expect(await vendor.took(2)).toEqual([text, text])
  })
})
