import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import type { Profile, SessionEvent } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { business, callsTo, until } from '../testing/business.ts'
import { Room } from '../testing/wire.ts'

const messagesOf = (log: SessionEvent[], role: string): string[] =>
  log.flatMap((event) => (event.kind === 'message' && event.by.role === role ? [event.body.text] : []))

describe('the bot answers', () => {
  test('from an article, with its source, in the language of the question', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('how long does shipping take')
    const answer = await wire.bot()
    expect(answer.body.text).toContain('two to four days')
    expect(answer.body.citations).toMatchObject([{ article: 'shipping-time', title: 'How long shipping takes' }])
    wire.say('多久能送到')
    expect((await wire.bot()).body.citations).toMatchObject([{ article: 'shipping-time', title: '多久能送到' }])
  })

  test("an order's state from the business system, asking for the number it needs", async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('我的订单到哪了')
    expect((await wire.bot()).body.text).toContain('订单号')
    wire.say('so10042')
    expect((await wire.bot()).body.text).toContain('已发货')
    const kinds = (await room.log()).map((event) => event.kind)
    expect(kinds).toEqual(expect.arrayContaining(['action.started', 'action.finished', 'bot.decided']))
  })

  test('that the system does not answer, and offers a person, when it is down', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('where is my order so503')
    const answer = await wire.bot()
    expect(answer.body.text).toContain('does not answer')
    expect(answer.body.options).toEqual([{ label: 'A person', text: 'agent' }])
    expect((await room.state()).holder).toBe('bot')
  })

  test('a burst once, in one turn', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('where is my order sohold001')
    await until(async () => (await callsTo('/api/orders/SOHOLD001')).length > 0)
    wire.say('how long does shipping take')
    await wire.next('ack')
    await wire.next('ack')
    await business('/release/SOHOLD001', 'POST')
    await wire.bot()
    const log = await room.log()
    expect(log.filter((event) => event.kind === 'bot.decided')).toHaveLength(1)
  })
})

describe('rules', () => {
  test('words that ask for a person hand over at once, with rule and evidence in the brief', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('我的订单到哪了')
    await wire.bot()
    wire.say('转人工')
    const passed = await wire.event('baton.passed')
    expect(passed.body).toMatchObject({ from: 'bot', to: 'queue', fence: 2, reason: 'requested' })
    const agent = await room.agent()
    const { welcome } = await agent.hello()
    expect(welcome.state.staff?.brief).toMatchObject({
      want: '我的订单到哪了',
      firing: { rule: 'C1', evidence: [{ fact: 'customer.wantsPerson', value: true, words: ['转人工'] }] },
    })
  })

  test('anger goes to the front of the queue', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('你们这群骗子，太垃圾了！')
    expect((await wire.event('handoff.requested')).body.asked).toBe(false)
    const fired = (await room.log()).find((event) => event.kind === 'rule.fired')
    expect(fired?.body).toMatchObject({ rule: 'C2', reason: 'mood', priority: 5 })
  })

  test('three messages in a row that nobody understands', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    for (const text of ['zxcv qwer', 'plugh xyzzy', 'foo wibble blorp']) {
      wire.say(text)
      await wire.bot()
    }
    await wire.event('handoff.requested')
    const fired = (await room.log()).find((event) => event.kind === 'rule.fired')
    expect(fired?.body).toMatchObject({ rule: 'C4', evidence: [{ fact: 'case.misses', value: 3 }] })
  })

  test('the same question a third time offers a person beside the answer, once', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    for (let n = 0; n < 2; n++) {
      wire.say('how long does shipping take')
      await wire.bot()
    }
    wire.say('how long does shipping take')
    expect((await wire.bot()).body.options?.at(-1)?.label).toBe('personButton')
    wire.say('how long does shipping take')
    expect((await wire.bot()).body.options).toBeUndefined()
    expect((await room.log()).filter((event) => event.kind === 'handoff.offered')).toHaveLength(1)
  })
})

describe('a reply begun under an older fence', () => {
  test('never appears when the baton passes while the business system is asked', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('where is my order sohold002')
    await until(async () => (await callsTo('/api/orders/SOHOLD002')).length > 0)
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    await business('/release/SOHOLD002', 'POST')
    const agent = await room.agent()
    await agent.hello()
    agent.say('I am looking at it')
    await wire.event('message', (event) => event.by.role === 'agent')
    await runDurableObjectAlarm(room.stub)
    expect(messagesOf(await room.log(), 'bot')).toEqual([])
    expect(wire.frames.filter((frame) => frame.type === 'delta')).toEqual([])
  })

  test('stops in mid-stream, and what was streamed of it is in no log', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    let goOn = () => {}
    const gate = new Promise<void>((resolve) => {
      goOn = resolve
    })
    await runInDurableObject(room.stub, (session) => {
      session.core.duties.turns.voice = async function* () {
        yield 'First. '
        await gate
        yield 'Second.'
      }
    })
    wire.say('how long does shipping take')
    expect(await wire.next('delta')).toMatchObject({ text: 'First. ', n: 1, fence: 1 })
    const late = await room.connect()
    expect((await late.hello()).welcome.state.stream).toMatchObject({ text: 'First. ' })
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    goOn()
    wire.send({ kind: 'handoff.cancel' })
    await wire.event('baton.passed', (event) => event.body.to === 'bot')
    expect(messagesOf(await room.log(), 'bot')).toEqual([])
    expect((await (await room.connect()).hello()).welcome.state.stream).toBeNull()
  })
})

describe('a crash of the session', () => {
  test('in the middle of a bot turn leaves no customer unanswered and answers once, with the same idempotency key', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('where is my order sohold003')
    await wire.next('ack')
    await until(async () => (await callsTo('/api/orders/SOHOLD003')).length > 0)
    await abortAllDurableObjects()
    const back = await room.connect()
    await back.hello()
    await until(async () => (await callsTo('/api/orders/SOHOLD003')).length > 1)
    await business('/release/SOHOLD003', 'POST')
    expect((await back.bot()).body.text).toContain('SOHOLD003')
    const keys = (await callsTo('/api/orders/SOHOLD003')).map((call) => call.key)
    expect(new Set(keys).size).toBe(1)
    const log = await room.log()
    expect(messagesOf(log, 'bot')).toHaveLength(1)
    expect(log.filter((event) => event.kind === 'action.started')).toHaveLength(1)
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1))
  })

  test('is mended by the alarm when nobody comes back', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.say('where is my order sohold004')
    await wire.next('ack')
    await until(async () => (await callsTo('/api/orders/SOHOLD004')).length > 0)
    await abortAllDurableObjects()
    await until(async () => {
      await runDurableObjectAlarm(room.stub)
      return (await callsTo('/api/orders/SOHOLD004')).length > 1
    })
    await business('/release/SOHOLD004', 'POST')
    await until(async () => messagesOf(await room.log(), 'bot').length === 1)
  })

  test('past the deadline of its turn asks for a person', async () => {
    const room = await Room.open({
      settings: { offerMs: 20_000, graceMs: 0, caseIdleMs: 60_000, reopenMs: 0, turnMs: 2_000 },
    })
    const wire = await room.customer()
    wire.say('where is my order sohold005')
    await wire.next('ack')
    await until(async () => (await callsTo('/api/orders/SOHOLD005')).length > 0)
    await abortAllDurableObjects()
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const back = await room.connect()
    await back.hello()
    // By whichever comes first: the alarm, or whoever comes back.
    await until(async () => (await room.log()).some((event) => event.kind === 'handoff.requested'))
    const fired = (await room.log()).find((event) => event.kind === 'rule.fired')
    expect(fired?.body).toMatchObject({ rule: 'turn-deadline', reason: 'bot_failed' })
    await business('/release/SOHOLD005', 'POST')
  })
})

describe('the agent', () => {
  const profile: Profile = {
    id: 'c_1',
    hostId: 'cus_lilei',
    name: '李雷',
    verified: true,
    locale: 'zh-CN',
    tier: 'gold',
    attributes: { memberSince: '2024-03' },
  }

  test('has state, transcript, profile, orders and brief in the first frames, talks, resolves; the customer rates', async () => {
    const room = await Room.open()
    const wire = await room.connect(room.ticket({ profile, name: '李雷' }))
    await wire.hello()
    wire.say('我的订单到哪了 SO10042')
    await wire.bot()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    await until(async () => (await room.log()).filter((event) => event.kind === 'brief.written').length === 2)
    const agent = await room.agent()
    const { welcome, replay } = await agent.hello({ tail: 200 })
    expect(welcome.state).toMatchObject({
      holder: 'agent:lin',
      staff: {
        profile,
        brief: {
          ordersState: 'known',
          orders: [{ number: 'SO10042' }],
          facts: expect.arrayContaining([{ label: 'name', value: '李雷', verified: 'token' }]),
        },
      },
    })
    expect(replay.entries.map(({ event }) => event)).toEqual(await room.log())
    expect((await wire.event('baton.passed')).body.agent).toEqual({ id: 'lin', name: 'LIN' })

    agent.tell({ type: 'signal', kind: 'typing', on: true })
    await wire.next('signal', ({ signal }) => signal.kind === 'typing' && signal.by.id === 'lin')
    agent.say('您好,我来看看')
    const reply = await wire.event('message', (event) => event.by.role === 'agent')
    wire.tell({ type: 'read', seq: reply.seq })
    await agent.next('signal', ({ signal }) => signal.kind === 'read' && signal.seq === reply.seq)
    agent.send({ kind: 'note', text: 'carrier called' })
    agent.send({ kind: 'resolve', resolution: '明天送达' })
    expect((await wire.event('case.summarised')).body).toMatchObject({ outcome: '明天送达', agents: ['LIN'] })
    wire.send({ kind: 'rate', score: 5, tags: ['fast'], comment: '谢谢' })
    await wire.event('case.rated')
    const seen = wire.frames.flatMap((frame) => (frame.type === 'event' ? [frame.event.audience] : []))
    expect(seen).not.toContain('staff')
  })

  test('hands back with a note; the bot answers again, the agent may read on but not write', async () => {
    const room = await Room.open()
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const agent = await room.agent()
    await agent.hello()
    agent.send({ kind: 'handback', note: 'ask again tomorrow' })
    await wire.event('baton.passed', (event) => event.body.reason === 'handed_back')
    wire.say('how long does shipping take')
    await wire.bot()
    await agent.event('message', (event) => event.by.role === 'customer')
    agent.say('one more')
    expect(await agent.next('nack')).toMatchObject({ code: 'not_holder' })
  })
})

test('a case falls silent by the alarm, also when the object was evicted meanwhile', async () => {
  const room = await Room.open({
    settings: { offerMs: 20_000, graceMs: 0, caseIdleMs: 1_000, reopenMs: 0, turnMs: 5_000 },
  })
  const wire = await room.customer()
  wire.say('how long does shipping take')
  await wire.bot()
  await evictDurableObject(room.stub)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await until(async () => {
    await runDurableObjectAlarm(room.stub)
    return (await room.log()).some((event) => event.kind === 'case.closed')
  })
  expect((await wire.event('case.closed')).body.reason).toBe('silence')
})
