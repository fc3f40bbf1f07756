import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import type { EventBody, SessionEvent } from '@baton/protocol'
import { fold, initialState } from '@baton/relay/session'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { bytesOf, exif, jpeg } from '../files/testing/specimens.ts'
import { business, callsTo, until } from '../testing/business.ts'
import { bytesOf as storedBytesOf } from '../testing/bytes-of.ts'
import { FakeVendor, playVendors } from '../testing/fake-vendor.ts'
import { Room } from '../testing/wire.ts'

playVendors('telegram', 'wechat', 'line')

const QUESTION = 'how long does shipping take'

let shop: Room
beforeAll(async () => {
  shop = await Room.open()
})

/** A customer nobody knows yet, on a channel. */
async function somebody(kind: 'telegram' | 'wechat' | 'line' = 'telegram') {
  const room = Room.in(shop.workspace)
  const vendor = await FakeVendor.open(room, kind)
  return { room, vendor, anna: vendor.from(room) }
}

const heardIn = async (room: Room): Promise<Extract<SessionEvent, { kind: 'message' }>[]> =>
  (await room.log()).filter((event) => event.kind === 'message').filter(({ by }) => by.role === 'customer')

const stateOf = (room: Room) => runInDurableObject(room.stub, ({ core }) => core.ledger.state)

test('who is heard for the first time begins a session, with a way to them and a name that passed the door', async () => {
  const { room, vendor, anna } = await somebody()
  const name = 'Anna 4111 1111 1111 1111'
  const profile = {
    id: 'c_1',
    hostId: null,
    name,
    verified: false,
    locale: 'zh-CN',
    tier: null,
    attributes: {},
  } as const
  const answer = await anna.hear('多久能送到', { profile, locale: 'zh-CN' })
  const [message] = await heardIn(room)
  expect(answer).toEqual({ ok: true, seq: message?.seq })
  expect(message).toMatchObject({
    id: `${vendor.account}:m1`,
    by: { id: 'c_1', name: 'Anna [card •••• 1111]' },
    body: { text: '多久能送到', locale: 'zh-CN', via: { channel: 'telegram', route: anna.route } },
  })
  const state = await stateOf(room)
  expect(state).toMatchObject({
    speaksBy: anna.route,
    routes: [{ id: anna.route, account: vendor.account, standing: 'open', heardAt: message?.at, spent: 0 }],
  })
  expect((await vendor.took(1))[0]).toContain('一般两到四天')
  await until(async () => (await room.log()).at(-1)?.kind === 'message.delivery')
  expect(await stateOf(room)).toEqual((await room.log()).reduce(fold, initialState))
})

test('the address is in no table of the session, and a number in the words is not either', async () => {
  const { room, vendor } = await somebody()
  const anna = vendor.from(room, 'wxid_5550134')
  await anna.hear('my card is 4111 1111 1111 1111', { route: 'r'.repeat(22) })
  const bytes = await storedBytesOf(room.stub)
  expect(bytes).not.toContain('wxid_5550134')
  expect(bytes).not.toContain('4111 1111')
  expect((await heardIn(room))[0]?.body).toMatchObject({
    text: 'my card is [card •••• 1111]',
    marks: [{ original: 0 }],
  })
})

test('the same is stored once, and answered alike, however often and at one time', async () => {
  const { room, vendor, anna } = await somebody()
  const id = `${vendor.account}:again`
  const answers = await Promise.all([1, 2, 3].map(() => anna.hear(QUESTION, { id })))
  answers.push(await anna.hear(QUESTION, { id }))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await heardIn(room)).toHaveLength(1)
})

test('nothing is lost of what is longer than one message may be', async () => {
  const { room, vendor, anna } = await somebody()
  const words = Array.from({ length: 2_000 }, (_, n) => `word${n}`)
  const id = `${vendor.account}:long`
  await anna.hear(words.join(' '), { id })
  await anna.hear(words.join(' '), { id })
  const messages = await heardIn(room)
  expect(messages.flatMap(({ body }) => body.text.split(' '))).toEqual(words)
  expect(messages.map((message) => message.id)).toEqual([id, ...[2, 3, 4, 5].map((n) => `${id}:${n}`)])
  for (const { body } of messages) expect(body.text.length).toBeLessThanOrEqual(4_000)
})

test('an earlier segment says so, an erased session says so, and a full one asks to come again', async () => {
  const { room, anna } = await somebody()
  const { workspace, session } = room
  await anna.hear('hello')
  const link = { workspace, session, link: 'l_1', as: 'earlier', other: 'another-session-0001' } as const
  await room.stub.link(link)
  expect(await anna.hear('hello?')).toEqual({ ok: false, refused: 'linked' })
  await room.stub.erase()
  expect(await anna.hear('hello?')).toEqual({ ok: false, refused: 'erased' })

  const other = await somebody()
  await other.anna.hear('hello')
  await runInDurableObject(other.room.stub, ({ core }) => {
    vi.spyOn(core, 'commit').mockImplementationOnce(() => {
      throw new Error('database or disk is full')
    })
  })
  const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  expect(await other.anna.hear('still there?')).toMatchObject({ ok: false, refused: 'unavailable' })
  log.mockRestore()
  expect(await other.anna.hear('still there?')).toMatchObject({ ok: true })
})

test('who takes over says so in the customer’s language', async () => {
  for (const [locale, text] of [
    ['en', 'LIN is here now.'],
    ['zh-CN', 'LIN 已接入，现在为您服务。'],
    ['zh-TW', 'LIN 已接入，現在為您服務。'],
  ] as const) {
    const { room, vendor, anna } = await somebody()
    const profile = {
      id: 'c_1',
      hostId: null,
      name: null,
      verified: false,
      locale,
      tier: null,
      attributes: {},
    } as const
    await anna.hear({ en: 'a human please', 'zh-CN': '转人工', 'zh-TW': '轉人工' }[locale], { profile, locale })
    await until(async () => (await room.state()).holder === 'queue')
    await room.agent()
    await vi.waitUntil(() => vendor.texts.includes(text), { timeout: 20_000 }).catch(() => undefined)
    expect(vendor.texts).toContain(text)
  }
})

test('what a vendor lets us answer with for a moment is used once, and not when its time is over', async () => {
  const { vendor, anna } = await somebody('line')
  await anna.hear(QUESTION, { replyWith: { token: 'reply-1', until: Date.now() + 60_000 } })
  await vendor.took(1)
  await anna.hear(QUESTION, { replyWith: { token: 'reply-2', until: Date.now() - 1 } })
  await vendor.took(2)
  expect(vendor.sent.map(({ replyWith }) => replyWith)).toEqual(['reply-1', undefined])
})

test('what an answer is put beside is kept with the address, until another comes', async () => {
  const { vendor, anna } = await somebody('line')
  await anna.hear(QUESTION, { thread: 'letter\n1' })
  await vendor.took(1)
  await anna.hear(QUESTION)
  await vendor.took(2)
  expect(vendor.sent.map(({ thread }) => thread)).toEqual(['letter\n1', 'letter\n1'])
})

describe('a response that can carry the answer', () => {
  test('carries it, spends nothing, and whoever asks again is given the same', async () => {
    const { room, vendor, anna } = await somebody('wechat')
    const id = `${vendor.account}:passive`
    const ask = () => anna.hear(QUESTION, { id, passiveMs: 15_000 })
    const first = await ask()
    expect(first).toMatchObject({ ok: true, passive: { text: expect.stringMatching(/two to four days/) } })
    expect(await ask()).toEqual(first)
    expect(vendor.sent).toEqual([])
    expect((await room.log()).at(-1)).toMatchObject({ kind: 'message.delivery', body: { state: 'sent', parts: 0 } })
    expect((await stateOf(room)).routes).toMatchObject([{ spent: 0 }])
  })

  test('two who ask at the same time are not given two answers', async () => {
    const { room, vendor, anna } = await somebody('wechat')
    const id = `${vendor.account}:twice`
    const answers = await Promise.all([1, 2].map(() => anna.hear(QUESTION, { id, passiveMs: 4_000 })))
    expect(answers.some((answer) => answer.ok && answer.passive)).toBe(true)
    expect((await room.log()).filter(({ kind }) => kind === 'message.delivery')).toHaveLength(1)
    expect(vendor.sent).toEqual([])
  })

  test('what does not come in time goes out like any other', async () => {
    const { vendor, anna } = await somebody('wechat')
    const order = 'SOHOLD7701'
    expect(await anna.hear(`where is my order ${order}`, { passiveMs: 50 })).not.toHaveProperty('passive')
    await until(async () => (await callsTo(`/api/orders/${order}`)).length > 0)
    await business(`/release/${order}`, 'POST')
    expect((await vendor.took(1))[0]).toContain(order)
  })

  test('with an agent nobody waits', async () => {
    const { room, anna } = await somebody('wechat')
    await anna.hear('a human please')
    await until(async () => (await room.state()).holder === 'queue')
    const began = Date.now()
    expect(await anna.hear('hello?', { passiveMs: 30_000 })).not.toHaveProperty('passive')
    expect(Date.now() - began).toBeLessThan(20_000)
  })
})

describe('what a message brings', () => {
  type Arrived = EventBody<'attachment.arrived'>
  const arrivedIn = async (room: Room): Promise<Arrived[]> =>
    (await room.log()).flatMap((event) => (event.kind === 'attachment.arrived' ? [event.body] : []))
  const missedIn = async (room: Room): Promise<EventBody<'attachment.missed'>[]> =>
    (await room.log()).flatMap((event) => (event.kind === 'attachment.missed' ? [event.body] : []))

  test('comes after it, without what the picture tells of its place, and its reader opens it', async () => {
    const { room, vendor, anna } = await somebody()
    vendor.media.set('photo', () => new Response(jpeg({ extra: [exif(6)] })))
    await anna.hear('', { media: [{ kind: 'image', ref: 'photo', name: '../card 4111 1111 1111 1111.jpg' }] })
    const [message] = await heardIn(room)
    expect(message?.body).toMatchObject({ text: '', attachments: [{ kind: 'image' }] })
    await until(async () => (await arrivedIn(room)).length === 1)
    const [arrived] = await arrivedIn(room)
    expect(arrived).toMatchObject({
      ref: message?.seq,
      index: 0,
      file: { type: 'image/jpeg', name: 'card [card •••• 1111].jpg' },
    })
    const found = await room.stub.fileAt({
      file: arrived?.file.id ?? '',
      size: 'full',
      role: 'customer',
      participant: 'c_1',
    })
    expect(found).toMatchObject({ type: 'image/jpeg' })
    expect(
      await runInDurableObject(room.stub, (_, { storage }) => storage.sql.exec('SELECT * FROM leftovers').toArray()),
    ).toEqual([])
  })

  test('bytes that come along are there with the message; the words of neither wait for a slow one', async () => {
    const { room, vendor, anna } = await somebody()
    let isSlow = true
    vendor.media.set('slow', async () => {
      while (isSlow) await new Promise((resolve) => setTimeout(resolve, 20))
      return new Response('slow but here')
    })
    await anna.hear('see', {
      media: [
        { kind: 'file', ref: 'slow', name: 'a.txt' },
        { kind: 'file', ref: '', name: 'b.txt', bytes: bytesOf('an invoice') },
        { kind: 'file', ref: '', name: 'c.exe', bytes: bytesOf('MZ\x00\x01') },
      ],
    })
    await until(async () => (await arrivedIn(room)).length === 1 && (await missedIn(room)).length === 1)
    expect(await arrivedIn(room)).toMatchObject([{ index: 1, file: { name: 'b.txt' } }])
    expect(await missedIn(room)).toMatchObject([{ index: 2, reason: 'type_refused' }])
    await vendor.took(1)
    isSlow = false
    await until(async () => (await arrivedIn(room)).length === 2)
  })

  test('what is gone is missed; a vendor that is down is asked again, for an hour', async () => {
    const { room, vendor, anna } = await somebody()
    vendor.media.set('down', () => new Response(null, { status: 503 }))
    await anna.hear('see', {
      media: [
        { kind: 'image', ref: 'nothing' },
        { kind: 'voice', ref: 'down' },
      ],
    })
    await until(async () => (await missedIn(room)).length === 1)
    expect(await missedIn(room)).toMatchObject([{ index: 0, reason: 'gone' }])
    await runInDurableObject(room.stub, (_, { storage }) => {
      storage.sql.exec(
        "UPDATE outbox SET due = 0, message = json_set(message, '$.request.at', 0) WHERE target LIKE 'media:%'",
      )
    })
    await runDurableObjectAlarm(room.stub)
    await until(async () => (await missedIn(room)).length === 2)
    expect((await missedIn(room))[1]).toMatchObject({ index: 1, reason: 'gone' })
  })

  test('a place is kept, its name masked', async () => {
    const { room, anna } = await somebody()
    await anna.hear('', { place: { latitude: 31.2304, longitude: 121.4737, name: 'Call +86 138 0013 8000' } })
    const [message] = await heardIn(room)
    expect(message?.body.place).toMatchObject({ latitude: 31.2304 })
    expect(message?.body.place?.name).not.toContain('8000 ')
    expect(JSON.stringify(message)).not.toContain('138 0013 8000')
  })
})

describe('a link', () => {
  /** The older session gives its ways to the newer. */
  async function linked() {
    const older = await somebody()
    await older.anna.hear('hello')
    await older.vendor.took(1)
    const newer = Room.in(shop.workspace)
    const { workspace } = shop
    const link = `l-${crypto.randomUUID()}`
    const both = [
      {
        stub: older.room.stub,
        request: { workspace, session: older.room.session, link, as: 'earlier', other: newer.session },
      },
      {
        stub: newer.stub,
        request: { workspace, session: newer.session, link, as: 'newer', other: older.room.session },
      },
    ] as const
    for (const { stub, request } of both) await stub.link(request)
    await until(async () => ((await stateOf(newer)).routes ?? []).length === 1)
    const undo = async () => {
      for (const { stub, request } of both) await stub.unlink(request)
    }
    return { ...older, newer, undo, link }
  }

  test('brings the ways along with how they stood, and taken back it takes them back', async () => {
    const { room, vendor, anna, newer, undo } = await linked()
    const before = (await room.log()).find((event) => event.kind === 'message')?.at
    expect((await stateOf(room)).routes).toEqual([])
    expect((await stateOf(newer)).routes).toMatchObject([
      { id: anna.route, account: vendor.account, standing: 'open', heardAt: before },
    ])
    const here = vendor.from(newer)
    expect(await here.hear(QUESTION, { route: anna.route })).toMatchObject({ ok: true })
    await vendor.took(2)
    await undo()
    expect((await stateOf(newer)).routes).toEqual([])
    // It was heard where it led meanwhile.
    const [back] = (await stateOf(room)).routes ?? []
    expect(back).toMatchObject({ id: anna.route, spent: 0 })
    expect(back?.heardAt).toBeGreaterThan(before ?? 0)
    await undo()
    expect((await stateOf(room)).routes).toHaveLength(1)
    await anna.hear(QUESTION)
    await vendor.took(3)
    expect(await stateOf(room)).toEqual((await room.log()).reduce(fold, initialState))
    expect(await stateOf(newer)).toEqual((await newer.log()).reduce(fold, initialState))
  })

  test('what was heard during it is not heard anew when it is taken back', async () => {
    const { room, vendor, anna, newer, undo } = await linked()
    const id = `${vendor.account}:during`
    await vendor.from(newer).hear(QUESTION, { route: anna.route, id })
    await undo()
    const before = (await heardIn(room)).length
    expect(await anna.hear(QUESTION, { id })).toMatchObject({ ok: true })
    expect(await heardIn(room)).toHaveLength(before)
    expect(await anna.hear(QUESTION)).toMatchObject({ ok: true })
    expect(await heardIn(room)).toHaveLength(before + 1)
  })

  test('told late, after it was taken back, changes nothing', async () => {
    const { vendor, anna, newer, undo, link } = await linked()
    await undo()
    const { account } = vendor
    const moved = {
      channel: 'telegram',
      account,
      route: anna.route,
      address: 'anna',
      standing: 'open',
      heardAt: 1,
      spent: 0,
    } as const
    await newer.stub.takeRoutes({ workspace: shop.workspace, session: newer.session, link, routes: [moved] })
    expect((await stateOf(newer)).routes).toEqual([])
  })

  test('what was held goes out once the customer is heard where the way leads now', async () => {
    const older = await somebody()
    await older.anna.hear('a human please')
    await until(async () => (await older.room.state()).holder === 'queue')
    const agent = await older.room.agent()
    await agent.hello()
    await older.vendor.took(1)
    const where = { workspace: shop.workspace, session: older.room.session, route: older.anna.route }
    await older.room.stub.standing({ ...where, standing: 'blocked' })
    agent.say('we have found it')
    await until(async () =>
      (await older.room.log()).some((event) => event.kind === 'message.delivery' && event.body.state === 'held'),
    )
    const newer = Room.in(shop.workspace)
    const { workspace } = shop
    const link = 'l-held'
    await older.room.stub.link({ workspace, session: where.session, link, as: 'earlier', other: newer.session })
    await newer.stub.link({ workspace, session: newer.session, link, as: 'newer', other: where.session })
    await until(async () => ((await stateOf(newer)).routes ?? []).length === 1)
    await older.vendor.from(newer).hear('I am back', { route: older.anna.route })
    await vi.waitUntil(() => older.vendor.texts.includes('we have found it'), { timeout: 20_000 })
  })

  test('what was held goes out also where they were heard before the way was brought along', async () => {
    const older = await somebody()
    const { workspace } = shop
    const { session } = older.room
    await older.anna.hear('a human please')
    await until(async () => (await older.room.state()).holder === 'queue')
    const agent = await older.room.agent()
    await agent.hello()
    await older.vendor.took(1)
    await older.room.stub.standing({ workspace, session, route: older.anna.route, standing: 'blocked' })
    agent.say('we have found it')
    await until(async () =>
      (await older.room.log()).some((event) => event.kind === 'message.delivery' && event.body.state === 'held'),
    )
    const newer = Room.in(workspace)
    const here = older.vendor.from(newer)
    await newer.stub.link({ workspace, session: newer.session, link: 'l-early', as: 'newer', other: session })
    await here.hear('I am back', { route: older.anna.route })
    await older.room.stub.link({ workspace, session, link: 'l-early', as: 'earlier', other: newer.session })
    const link = () => runInDurableObject(newer.stub, ({ core }) => core.routes.row(older.anna.route)?.link)
    await until(async () => (await link()) === 'l-early')
    expect(older.vendor.texts).not.toContain('we have found it')
    await here.hear('still here', { route: older.anna.route })
    await vi.waitUntil(() => older.vendor.texts.includes('we have found it'), { timeout: 20_000 })
  })

  test('taken back, nobody is written to from there any more: what was owed fails', async () => {
    const { vendor, anna, newer, undo } = await linked()
    const customer = await newer.customer()
    customer.send({ kind: 'handoff.request' })
    await customer.event('baton.passed')
    const agent = await newer.agent()
    await agent.hello()
    await newer.stub.standing({
      workspace: shop.workspace,
      session: newer.session,
      route: anna.route,
      standing: 'blocked',
    })
    agent.send({ kind: 'message', text: 'hi', to: { route: anna.route } })
    await until(async () => (await newer.log()).some(({ kind }) => kind === 'message.delivery'))
    await undo()
    expect((await stateOf(newer)).routes).toEqual([])
    agent.send({ kind: 'message', text: 'hi', to: { route: anna.route } })
    expect(await agent.next('nack')).toMatchObject({ code: 'not_found' })
    expect(vendor.texts).not.toContain('hi')
  })
})
