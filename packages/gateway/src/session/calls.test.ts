import { runInDurableObject } from 'cloudflare:test'
import { CLOSE, type Command, settings as defaults, type SessionTicket } from '@baton/protocol'
import { expect, test } from 'vitest'
import { bridge, calling, passToChen, settings } from '../testing/a-call.ts'
import { until } from '../testing/business.ts'
import { callTicket } from '../testing/call-wire.ts'
import { Room, type Wire } from '../testing/wire.ts'
import { watchCase } from './case-watch.ts'

const LIN = { id: 'lin', name: 'LIN' }
const CARD = '4111 1111 1111 1111'

async function withAgent(over: Parameters<typeof Room.open>[0] = {}) {
  const room = await Room.open({ settings, ...over })
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  await customer.event('baton.passed')
  const agent = await room.agent()
  await agent.hello()
  return { room, customer, agent }
}

const refusedWith = async (wire: Wire, body: Command): Promise<string> => {
  const id = wire.send(body)
  return (await wire.next('nack', (frame) => frame.id === id)).code
}

test('where calls are not offered nobody begins one', async () => {
  const { customer, agent } = await withAgent({ settings: defaults.parse({}) })
  await expect(callTicket(customer, 'start')).rejects.toThrow('calls_off')
  await expect(callTicket(agent, 'start')).rejects.toThrow('calls_off')
})

test('one call at a time; nobody joins one that is not there, and no agent who does not hold the session', async () => {
  const { customer, agent } = await withAgent()
  await expect(callTicket(customer, 'join')).rejects.toThrow('no_call')
  const { call } = await callTicket(agent, 'start')
  await expect(callTicket(customer, 'start')).rejects.toThrow('call_busy')
  expect((await callTicket(customer, 'join')).call).toBe(call)
  agent.send({ kind: 'handback', note: '' })
  await agent.event('baton.passed', ({ body }) => body.to === 'bot')
  await expect(callTicket(agent, 'join')).rejects.toThrow('forbidden')
  await expect(callTicket(agent, 'start')).rejects.toThrow('call_busy')
  expect(await refusedWith(agent, { kind: 'call.end', call, reason: 'hung_up' })).toBe('not_holder')
})

test('T-36 what only the call itself may say is refused from anybody else’s socket', async () => {
  const { customer, call } = await calling()
  const spoken = { call, turn: 't', startMs: 0, endMs: 1 }
  for (const body of [
    { kind: 'call.answer', call },
    { kind: 'call.bridge', call },
    { kind: 'call.cut', call, ref: 1, heard: 1, playedMs: 1 },
    { kind: 'utterance', track: 'customer', text: 'hello', spoken },
    { kind: 'call.end', call, reason: 'lost' },
  ] satisfies Command[]) {
    expect([body.kind, await refusedWith(customer, body)]).toEqual([body.kind, 'forbidden'])
  }
  expect(await refusedWith(customer, { kind: 'call.end', call: 'another-call-of-long-ago', reason: 'hung_up' })).toBe(
    'no_call',
  )
})

test('a ticket with the call’s own mark opens nothing once that call is over', async () => {
  const { room, customer, line, call } = await calling()
  const own: SessionTicket = room.ticket({ call })
  line.tell({ type: 'end' })
  await customer.event('call.ended')
  const late = await room.connect(own)
  expect(await late.next('bye')).toMatchObject({ code: 'no_call' })
  expect((await late.closed).code).toBe(CLOSE.callOver)
})

test('what is said passes the masking door, each in their own name, and none of it twice', async () => {
  const talk = await calling()
  const { room, call, inCall } = talk
  const { agent } = await bridge(talk)
  const spoken = (turn: string) => ({ call, turn, startMs: 10, endMs: 900 })
  const customers = await inCall((host) => host.utter('customer', `my card is ${CARD}`, spoken('a')))
  const agents = await inCall((host) => host.utter(LIN, 'let me look', spoken('b')))
  const said = (await room.log()).filter(({ seq }) => seq === customers || seq === agents)
  expect(JSON.stringify(said)).not.toMatch(/4111 ?1111/)
  expect(said).toMatchObject([
    { by: { role: 'customer', id: 'c_1' }, body: { spoken: spoken('a'), marks: [{}] } },
    { by: { role: 'agent', id: 'lin' }, body: { text: 'let me look', spoken: spoken('b') } },
  ])
  agent.send({ kind: 'handback', note: '' })
  await agent.event('baton.passed', ({ body }) => body.to === 'bot')
  const late = inCall((host) => host.utter(LIN, 'and another thing', spoken('c')).catch((error) => error.code))
  expect(await late).toBe('not_holder')
})

test('who stays beside the agent is written down under their own name, as long as an agent has the session', async () => {
  const talk = await calling()
  const { call, inCall, room } = talk
  const { lin } = await bridge(talk)
  lin.tell({ type: 'stay', on: true })
  const { agent: chen } = await passToChen(room)
  const spoken = (turn: string) => ({ call, turn, startMs: 10, endMs: 900 })
  const said = await inCall((host) => host.utter(LIN, `Chen has your card ${CARD}`, spoken('a')))
  const event = (await room.log()).find(({ seq }) => seq === said)
  expect(event).toMatchObject({ kind: 'message', by: { role: 'agent', id: 'lin', name: 'LIN' }, body: { marks: [{}] } })
  expect(JSON.stringify(event)).not.toMatch(/4111 ?1111/)
  chen.send({ kind: 'handback', note: '' })
  await chen.event('baton.passed', ({ body }) => body.to === 'bot')
  const late = inCall((host) => host.utter(LIN, 'too late', spoken('b')).catch((error) => error.code))
  expect(await late).toBe('not_holder')
})

test('how much of an answer was heard is in the log', async () => {
  const { customer, call, inCall } = await calling()
  await inCall((host) => host.cut(1, 12, 900))
  expect(await customer.event('call.cut')).toMatchObject({ body: { call, ref: 1, heard: 12, playedMs: 900 } })
})

test('nobody answers: the call is missed, by a timer of the session', async () => {
  const { room, agent } = await withAgent()
  const { call } = await callTicket(agent, 'start')
  await runInDurableObject(room.stub, (session) => {
    expect(session.core.timers.dueOf('ring', call)).toBeGreaterThan(Date.now() + 40_000)
    session.core.timers.set('ring', call, Date.now() - 1)
    return session.alarm()
  })
  expect(await agent.event('call.ended')).toMatchObject({ body: { call, reason: 'missed', durationMs: 0 } })
})

test('somebody who asks for a call and never comes to it leaves none behind', async () => {
  const room = await Room.open({ settings })
  const customer = await room.customer()
  const { call } = await callTicket(customer, 'start')
  await runInDurableObject(room.stub, (session) => {
    session.core.timers.set('call_gone', call, Date.now() - 1)
    return session.alarm()
  })
  expect(await customer.event('call.ended')).toMatchObject({ body: { call, reason: 'lost' } })
})

test('a call whose socket went with the session’s object is looked for again', async () => {
  const { room, stub, call } = await calling()
  await runInDurableObject(stub, (_, state) => state.abort('gone')).catch(() => undefined)
  await until(() => runInDurableObject(room.stub, ({ core }) => core.timers.has('call_gone', call)))
  await runInDurableObject(room.stub, async (session) => {
    const { timers } = session.core
    // As after a crash, of which nobody was told.
    timers.clear('call_gone', call)
    timers.set('call', call, Date.now() - 1)
    await session.alarm()
    expect(timers.has('call_gone', call)).toBe(true)
    expect(timers.has('call', call)).toBe(true)
  })
})

test('a call is the customer being there, and their case stays open as long as it goes on', async () => {
  const talk = await calling()
  const { room, customer, call, inCall } = talk
  await inCall((host) => host.utter('customer', 'hello', { call, turn: 'a', startMs: 0, endMs: 1 }))
  const { agent } = await bridge(talk)
  await agent.next('signal', ({ signal }) => signal.kind === 'presence' && signal.who === 'customer' && signal.online)
  agent.frames.length = 0
  customer.close()
  await agent.next('signal', ({ signal }) => signal.kind === 'presence' && signal.who === 'customer' && signal.online)
  agent.send({ kind: 'handback', note: '' })
  await agent.event('baton.passed', ({ body }) => body.to === 'bot')
  await runInDurableObject(room.stub, async ({ core }) => {
    const { now } = Date
    const late = now() + 30 * 24 * 3_600_000
    Date.now = () => late
    try {
      await watchCase(core)
    } finally {
      Date.now = now
    }
    expect(core.ledger.state.case?.open).toBe(true)
    expect(core.timers.dueOf('case', '')).toBeGreaterThan(late)
  })
})

test('a session that becomes an earlier one of another ends its call', async () => {
  const { room, line } = await calling()
  await room.stub.link({
    workspace: room.workspace,
    session: room.session,
    as: 'earlier',
    link: 'link-1',
    other: 'another-session-of-theirs',
  })
  expect(await line.phase('ended')).toMatchObject({ reason: 'failed' })
  expect((await room.log()).map(({ kind }) => kind).filter((kind) => kind === 'call.ended')).toHaveLength(1)
})

test('what is taken back from a customer ends their call, too', async () => {
  const { room, line } = await calling()
  await room.stub.revoke({ workspace: room.workspace, session: room.session, grants: 3 })
  await line.phase('ended')
})
