import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { type Pack, type Profile, pack as packSchema, type SessionEvent } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { Desk } from '../floor/testing/desk.ts'
import { LIN } from '../testing/a-workspace.ts'
import { business, callsTo, until } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room } from '../testing/wire.ts'

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const withRules = (...rules: object[]): Pack =>
  packSchema.parse({
    ...relayPack,
    rules: rules.map((each, index) => ({ id: `r${index}`, name: said('Rule'), at: 'reading', ...each })),
  })
const keyword = (...value: string[]) => ({ fact: 'message.text', is: 'contains_any', value })
const vip = { fact: 'customer.vip', is: 'equal', value: true }
const always = { fact: 'case.turns', is: 'at_least', value: 1 }

const profile: Profile = {
  id: 'c_1',
  hostId: null,
  name: null,
  verified: true,
  locale: 'en',
  tier: 'vip',
  attributes: {},
}
const kindsOf = (log: SessionEvent[], kind: SessionEvent['kind']): SessionEvent[] =>
  log.filter((event) => event.kind === kind)
const botsWords = (log: SessionEvent[]): string[] =>
  log.flatMap((event) => (event.kind === 'message' && event.by.role === 'bot' ? [event.body.text] : []))
const waitingOffers = (room: Room): Promise<number> =>
  runInDurableObject(
    room.stub,
    (_, { storage }) =>
      storage.sql.exec<{ n: number }>("SELECT COUNT(*) AS n FROM timers WHERE kind = 'offer'").one().n,
  )
const ring = async (room: Room, done: (log: SessionEvent[]) => boolean): Promise<void> =>
  until(async () => {
    await runDurableObjectAlarm(room.stub)
    return done(await room.log())
  })

describe('an offer that waits for its time', () => {
  const later = { when: vip, mode: 'offer', reason: 'valued', delayS: 1, say: said('A colleague is there for you.') }

  test('is made to a valued customer whatever the topic, once, and after no message of theirs', async () => {
    const room = await Room.open({ pack: withRules(later) })
    const wire = await room.connect(room.ticket({ profile }))
    await wire.hello()
    wire.say('how long does shipping take')
    expect((await wire.bot()).body.options).toBeUndefined()
    await ring(room, (log) => kindsOf(log, 'handoff.offered').length > 0)
    const offer = await wire.bot()
    expect(offer.body.text).toBe('A colleague is there for you.')
    expect(offer.body.options?.map(({ label }) => label)).toEqual(['personButton'])
    expect(kindsOf(await room.log(), 'rule.fired')[0]?.body).toMatchObject({
      mode: 'offer',
      reason: 'valued',
      evidence: [{ fact: 'customer.vip', value: true }],
    })
    wire.say('how long does shipping take')
    await wire.bot()
    expect(kindsOf(await room.log(), 'handoff.offered')).toHaveLength(1)
  })

  test('is made to nobody else', async () => {
    const room = await Room.open({ pack: withRules(later) })
    const wire = await room.customer()
    wire.say('how long does shipping take')
    await wire.bot()
    expect(await waitingOffers(room)).toBe(0)
  })

  test('is not made once a person was asked for: the bot does not talk over the agent', async () => {
    const room = await Room.open({ pack: withRules(later) })
    const wire = await room.connect(room.ticket({ profile }))
    await wire.hello()
    wire.say('how long does shipping take')
    await wire.bot()
    expect(await waitingOffers(room)).toBe(1)
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    expect(await waitingOffers(room)).toBe(0)
  })
})

describe('a rating', () => {
  const bad = {
    at: 'rating',
    when: { fact: 'case.rating', is: 'at_most', value: 2 },
    mode: 'offer',
    reason: 'bad_rating',
  }
  const rated = async (score: number): Promise<SessionEvent[]> => {
    const room = await Room.open({ pack: withRules({ ...bad, alert: true, say: said('We make it right.') }) })
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const agent = await room.agent()
    await agent.hello()
    agent.send({ kind: 'resolve', resolution: 'done' })
    await wire.event('case.summarised')
    wire.send({ kind: 'rate', score, tags: [], comment: '' })
    await wire.event('case.rated')
    await ring(room, (log) => score > 2 || kindsOf(log, 'handoff.offered').length > 0)
    return room.log()
  }

  test('that is bad has the bot offer a person, and staff are alerted', async () => {
    const log = await rated(2)
    expect(botsWords(log).at(-1)).toBe('We make it right.')
    expect(kindsOf(log, 'rule.fired').at(-1)?.body).toMatchObject({ reason: 'bad_rating', alert: true })
  })

  test('that is bad is told to supervisors who are there, without a word of what was said', async () => {
    const staff = (id: string, role: 'agent' | 'supervisor') => ({ ...LIN, id, name: id, email: `${id}@x.test`, role })
    const room = await Room.open({
      agents: [staff('lin', 'agent'), staff('zhou', 'supervisor')],
      pack: withRules({ when: keyword('bad review'), mode: 'offer', reason: 'bad_rating', alert: true }),
    })
    const [lin, zhou] = [await Desk.arrive(room.workspace, 'lin'), await Desk.arrive(room.workspace, 'zhou')]
    const wire = await room.customer()
    wire.say('I will leave a bad review, my name is Ada')
    const alert = await zhou.until(({ type }) => type === 'alert')
    expect(alert).toMatchObject({ session: room.session, customer: '', reason: 'bad_rating', rule: said('Rule') })
    expect(JSON.stringify(alert)).not.toContain('Ada')
    expect(lin.frames.some(({ type }) => type === 'alert')).toBe(false)
  })

  test('that is not has it say nothing', async () => {
    expect(kindsOf(await rated(3), 'handoff.offered')).toEqual([])
  })
})

test('a topic the bot must not touch: it refuses in the words of the rule, and offers a person, each time', async () => {
  const say = said('I may not advise on that.')
  const room = await Room.open({
    pack: withRules({ when: keyword('shipping'), mode: 'offer', reason: 'compliance', say }),
  })
  const wire = await room.customer()
  for (let n = 0; n < 2; n++) {
    wire.say('how long does shipping take')
    const { text, citations, options } = (await wire.bot()).body
    expect([text, citations, options?.length]).toEqual(['I may not advise on that.', undefined, 1])
  }
})

describe('when the bot fails', () => {
  // Long enough to get as far as the call that hangs, on a busy machine too.
  const settings = { offerMs: 20_000, graceMs: 0, caseIdleMs: 60_000, reopenMs: 0, turnMs: 2_000 }
  const failed = async (order: string, ...rules: object[]) => {
    const room = await Room.open({ settings, pack: withRules(...rules) })
    const wire = await room.customer()
    wire.say(`where is my order ${order}`)
    await until(async () => (await callsTo(`/api/orders/${order.toUpperCase()}`)).length > 0)
    await ring(room, (log) => kindsOf(log, 'handoff.requested').length > 0)
    await business(`/release/${order.toUpperCase()}`, 'POST')
    return { wire, log: await room.log() }
  }

  test('the rule of the pack decides, as any other', async () => {
    const failure = { fact: 'turn.failure', is: 'equal', value: 'timeout' }
    const own = {
      at: 'failure',
      when: failure,
      mode: 'immediate',
      reason: 'bot_failed',
      priority: 7,
      say: said('Sorry!'),
    }
    const { log } = await failed('sohold901', own)
    expect(kindsOf(log, 'rule.fired')[0]?.body).toMatchObject({ rule: 'r0', priority: 7 })
    expect(botsWords(log)).toEqual(['Sorry!'])
  })

  test('no silent hand-off: a pack without such a rule passes on too, and the customer is told', async () => {
    const { wire, log } = await failed('sohold902')
    expect(kindsOf(log, 'rule.fired')[0]?.body).toMatchObject({
      rule: 'turn-deadline',
      ruleVersion: 'built-in',
      evidence: [{ fact: 'turn.failure', value: 'timeout' }],
    })
    expect((await wire.bot()).body.text).toBe('handoffStuck')
    await wire.event('handoff.requested')
  })
})

describe('traps of escalation', () => {
  const upset = { when: { fact: 'case.negativeWords', is: 'at_least', value: 2 }, mode: 'immediate', reason: 'mood' }

  test('no loop after a hand-back: what was said before is no reason any more', async () => {
    const room = await Room.open({ pack: withRules(upset) })
    const wire = await room.customer()
    wire.say('物流太慢了')
    await wire.bot()
    wire.say('真让人失望')
    await wire.event('handoff.requested')
    const agent = await room.agent()
    await agent.hello()
    wire.say('太慢了，太失望了')
    agent.send({ kind: 'handback', note: '' })
    await wire.event('baton.passed', (event) => event.body.reason === 'handed_back')
    await wire.event('message', (event) => event.body.text === 'handedBack')
    wire.say('how long does shipping take')
    await wire.event('message', (event) => event.body.text.includes('days'))
    expect((await room.state()).holder).toBe('bot')
    expect(kindsOf(await room.log(), 'handoff.requested')).toHaveLength(1)
  })

  test('no silent hand-off: the bot says so before the baton passes', async () => {
    const room = await Room.open({ pack: withRules({ when: keyword('延期'), mode: 'immediate', reason: 'policy' }) })
    const wire = await room.customer()
    wire.say('我要延期')
    expect((await wire.bot()).body.text).toBe('handoffStuck')
    await wire.event('handoff.requested')
    await wire.event('baton.passed')
  })

  test('no double escalation: a burst of messages that each fire asks for one person', async () => {
    const room = await Room.open({ pack: withRules({ when: keyword('延期'), mode: 'immediate', reason: 'policy' }) })
    const wire = await room.customer()
    for (let n = 0; n < 4; n++) wire.say(`我要延期 ${n}`)
    await wire.event('baton.passed')
    for (let n = 0; n < 4; n++) await wire.next('ack')
    await runDurableObjectAlarm(room.stub)
    const log = await room.log()
    expect(kindsOf(log, 'handoff.requested')).toHaveLength(1)
    expect(kindsOf(log, 'baton.passed')).toHaveLength(1)
    expect(botsWords(log)).toHaveLength(1)
  })

  test('no escalation of a session an agent holds, whatever is said in it', async () => {
    const room = await Room.open({ pack: withRules({ when: keyword('延期'), mode: 'immediate', reason: 'policy' }) })
    const wire = await room.customer()
    wire.send({ kind: 'handoff.request' })
    await wire.event('baton.passed')
    const agent = await room.agent()
    await agent.hello()
    wire.say('我要延期')
    await agent.event('message', (event) => event.by.role === 'customer')
    await runDurableObjectAlarm(room.stub)
    const log = await room.log()
    expect(kindsOf(log, 'handoff.requested')).toHaveLength(1)
    expect((await room.state()).holder).toBe('agent:lin')
    expect(botsWords(log)).toEqual([])
  })

  test("no rule fires on the bot's own words", async () => {
    const room = await Room.open({
      pack: withRules({ when: keyword('four days'), mode: 'immediate', reason: 'policy' }),
    })
    const wire = await room.customer()
    wire.say('how long does shipping take')
    expect((await wire.bot()).body.text).toContain('four days')
    wire.say('how long does shipping take')
    await wire.bot()
    expect((await room.state()).holder).toBe('bot')
  })

  test('no flood of offers: one is left standing for a while', async () => {
    const offer = { at: 'answer', when: always, mode: 'offer', reason: 'policy', cooldownS: 0 }
    const room = await Room.open({ pack: withRules(offer, { ...offer, reason: 'unsure' }) })
    const wire = await room.customer()
    const offered: boolean[] = []
    for (let n = 0; n < 5; n++) {
      wire.say('how long does shipping take')
      offered.push(((await wire.bot()).body.options?.length ?? 0) > 0)
    }
    expect(offered).toEqual([true, false, false, false, true])
  })
})
