import { CLOSE, FRAME_SAMPLES } from '@baton/protocol'
import { expect, test } from 'vitest'
import { bridge, calling, passToChen, settings } from '../testing/a-call.ts'
import { until } from '../testing/business.ts'
import { callTicket, onLine, openCall } from '../testing/call-wire.ts'
import { Room } from '../testing/wire.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

test('a customer calls, is answered by the bot, and hangs up', async () => {
  const { room, customer, line, call } = await calling()
  expect(await customer.event('call.started')).toMatchObject({ body: { call, direction: 'in', channel: 'widget' } })
  line.tell({ type: 'ping', t0: 7 })
  expect(await line.next('pong')).toMatchObject({ t0: 7 })
  line.tell({ type: 'end' })
  expect(await line.phase('ended')).toMatchObject({ reason: 'hung_up' })
  expect((await line.closed).code).toBe(CLOSE.callOver)
  const ended = await customer.event('call.ended')
  expect(ended).toMatchObject({ by: { role: 'customer', id: 'c_1' }, body: { call, reason: 'hung_up' } })
  expect((await room.log()).filter(({ kind }) => kind.startsWith('call.')).map(({ kind }) => kind)).toEqual([
    'call.started',
    'call.ended',
  ])
})

test('0 asks for a person; once that agent is on the line they hear each other, frame by frame as it was sent', async () => {
  const talk = await calling()
  const { customer, line, call, played } = talk
  const { lin } = await bridge(talk)
  expect(played.keys).toEqual(['0'])
  expect((await customer.event('handoff.requested')).by).toMatchObject({ role: 'customer' })
  expect((await customer.event('call.bridged')).body).toMatchObject({ call, agent: { id: 'lin' } })
  for (const value of numbers(1, 50)) {
    line.speak('customer', value)
    lin.speak('agent', 1_000 + value)
    if (value % 10 === 0) await pause(100)
  }
  await until(async () => lin.audio.length === 50 && line.audio.length === 50)
  expect(lin.heard('customer')).toEqual(numbers(1, 50))
  expect(line.heard('agent')).toEqual(numbers(1_001, 1_050))
  expect(lin.audio.map(({ seq }) => seq)).toEqual(numbers(0, 49))
  expect(played.heard.filter(([who]) => who === 'lin')).toHaveLength(50)
})

test('what the bot began before the baton moved on is silenced, and nothing of it comes any more', async () => {
  const { customer, line, played, inCall } = await calling()
  const before = await inCall((host) => {
    const gen = host.nextGeneration()
    host.play(gen, new Int16Array(FRAME_SAMPLES * 100).fill(7))
    return gen
  })
  await until(async () => line.audio.length >= 5)
  customer.send({ kind: 'handoff.request' })
  await line.phase('queued')
  expect((await line.next('clear')).gen).toBe(before + 1)
  const heard = line.audio.length
  expect(heard).toBeLessThan(100)
  await inCall((host) => host.play(before, new Int16Array(FRAME_SAMPLES * 10).fill(8)))
  await pause(300)
  expect(line.heard('bot')).toEqual(Array(heard).fill(7))
  // While they wait the bot may say so, under the fence of now.
  const after = await inCall((host) => {
    const gen = host.nextGeneration()
    host.play(gen, new Int16Array(FRAME_SAMPLES).fill(9))
    host.finish(gen)
    return gen
  })
  await until(async () => line.heard('bot').includes(9))
  expect(line.audio.at(-1)?.gen).toBe(after)
  expect(played.batons.map(([holdsBot]) => holdsBot)).toEqual([true, false])
})

test('the line of an agent who gives the session back is closed, and the customer speaks with the bot again', async () => {
  const talk = await calling()
  const { agent, lin } = await bridge(talk)
  agent.send({ kind: 'handback', note: '' })
  expect(await lin.next('bye')).toMatchObject({ code: 'not_holder' })
  expect((await lin.closed).code).toBe(CLOSE.callOver)
  await talk.line.phase('bot')
  await expect(callTicket(agent, 'join')).rejects.toThrow('forbidden')
  talk.line.speak('customer', 5)
  await until(async () => talk.played.heard.some(([, value]) => value === 5))
  expect(lin.audio).toEqual([])
})

test('a colleague takes the call over: the line of the one who had it is closed, and the customer hears the other', async () => {
  const talk = await calling()
  const { room, line, customer } = talk
  const { lin } = await bridge(talk)
  const { fence } = await room.state()
  const { come } = await passToChen(room)
  expect((await lin.closed).code).toBe(CLOSE.callOver)
  const { line: chen } = await come()
  await Promise.all([line.phase('agent'), chen.phase('agent')])
  chen.speak('agent', 7)
  line.speak('customer', 8)
  await until(async () => line.heard('agent').includes(7) && chen.heard('customer').includes(8))
  expect(await customer.event('call.bridged', ({ body }) => body.agent.id === 'chen')).toBeDefined()
  expect(talk.played.batons.at(-1)).toEqual([false, fence + 1])
})

test('an agent is on hold or muted: nobody hears whom they do not want to hear them', async () => {
  const talk = await calling()
  const { line } = talk
  const { lin } = await bridge(talk)
  lin.tell({ type: 'mute', on: true })
  expect(await line.phase('agent')).toMatchObject({ muted: true })
  lin.speak('agent', 1)
  lin.tell({ type: 'mute', on: false })
  await line.next('state', ({ muted }) => !muted)
  lin.tell({ type: 'hold', on: true })
  await Promise.all([line.phase('held'), lin.phase('held')])
  lin.speak('agent', 2)
  line.speak('customer', 3)
  lin.tell({ type: 'hold', on: false })
  await Promise.all([line.phase('agent'), lin.phase('agent')])
  lin.speak('agent', 4)
  line.speak('customer', 5)
  await until(async () => line.audio.length > 0 && lin.audio.length > 0)
  expect([line.heard('agent'), lin.heard('customer')]).toEqual([[4], [5]])
})

test('keys an agent presses are refused where no telephone is', async () => {
  const talk = await calling()
  const { lin } = await bridge(talk)
  lin.tell({ type: 'dtmf', key: '5' })
  expect(await lin.next('fault')).toMatchObject({ code: 'no_keypad', of: 'dtmf' })
  expect(lin.frames.some((frame) => frame.type === 'state' && frame.keys)).toBe(false)
})

test('an agent hangs up, and the call is over for both', async () => {
  const talk = await calling()
  const { lin } = await bridge(talk)
  lin.tell({ type: 'end' })
  expect(await talk.line.phase('ended')).toMatchObject({ reason: 'hung_up' })
  expect(await talk.customer.event('call.ended')).toMatchObject({ by: { role: 'agent', id: 'lin' } })
  expect(talk.played.hasEnded).toBe(true)
})

test('a dropped line goes on where it was, and what is sent again is heard once', async () => {
  const talk = await calling()
  const { lin } = await bridge(talk)
  for (const value of numbers(1, 5)) talk.line.speak('customer', value)
  await until(async () => lin.audio.length === 5)
  talk.line.close()
  const again = await openCall((await callTicket(talk.customer, 'join')).ticket)
  expect(await again.hello(talk.resume)).toMatchObject({ resumed: true, resume: talk.resume })
  for (const seq of numbers(3, 7)) again.speak('customer', seq + 1, { seq })
  lin.speak('agent', 9)
  await until(async () => lin.audio.length >= 8 && again.audio.length > 0)
  expect(lin.heard('customer')).toEqual(numbers(1, 8))
})

test('an agent whose browser is gone is waited for, and goes on', async () => {
  const talk = await calling()
  const { agent, lin, linResume } = await bridge(talk)
  lin.close()
  await talk.line.phase('held')
  const again = await openCall((await callTicket(agent, 'join')).ticket)
  expect(await again.hello(linResume)).toMatchObject({ resumed: true, you: 'agent' })
  await talk.line.phase('agent')
  again.speak('agent', 4)
  await until(async () => talk.line.heard('agent').includes(4))
})

test('the same customer comes by another page: the call goes on there, and the first is told', async () => {
  const { customer, line } = await calling()
  const { line: other, welcome } = await onLine(customer, 'join')
  expect(welcome.resumed).toBe(false)
  expect(await line.next('bye')).toMatchObject({ code: 'call_busy' })
  expect((await line.closed).code).toBe(CLOSE.callOver)
  await other.phase('bot')
})

/** Lin calls a customer who wrote to them. */
async function ringing() {
  const room = await Room.open({ settings })
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  await customer.event('baton.passed')
  const agent = await room.agent()
  await agent.hello()
  const { line: lin, call, welcome } = await onLine(agent, 'start')
  expect(welcome.direction).toBe('out')
  await lin.phase('ringing')
  return { room, customer, agent, lin, call }
}

test('an agent calls: it rings, the customer answers, and they hear each other', async () => {
  const { customer, lin, call } = await ringing()
  expect(await customer.event('call.started')).toMatchObject({ body: { call, direction: 'out', agent: { id: 'lin' } } })
  lin.speak('agent', 1)
  const { line } = await onLine(customer, 'join')
  await customer.event('call.answered')
  await Promise.all([line.phase('agent'), lin.phase('agent')])
  lin.speak('agent', 2)
  await until(async () => line.audio.length > 0)
  expect(line.heard('agent')).toEqual([2])
  line.tell({ type: 'end' })
  expect((await customer.event('call.ended')).body.durationMs).toBeGreaterThan(0)
})

test('a customer declines from the page', async () => {
  const { customer, agent, lin, call } = await ringing()
  customer.send({ kind: 'call.end', call: call, reason: 'declined' })
  expect(await lin.phase('ended')).toMatchObject({ reason: 'declined' })
  const ended = await agent.event('call.ended')
  expect(ended).toMatchObject({ by: { role: 'customer' }, body: { reason: 'declined', durationMs: 0 } })
})

test('an agent who calls gives up before it is answered', async () => {
  const { customer, lin } = await ringing()
  lin.tell({ type: 'end' })
  expect(await customer.event('call.ended')).toMatchObject({
    by: { role: 'agent', id: 'lin' },
    body: { durationMs: 0 },
  })
})
