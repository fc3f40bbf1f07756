import { CLOSE, settings as defaults } from '@baton/protocol'
import { expect, test } from 'vitest'
import { until } from '../testing/business.ts'
import { type CallWire, callTicket, onLine, openCall } from '../testing/call-wire.ts'
import { Room, type Wire } from '../testing/wire.ts'

const settings = defaults.parse({ calls: true })

/** A customer who has called, the bot having answered. */
async function calling(): Promise<{ room: Room; customer: Wire; line: CallWire; call: string; resume: string }> {
  const room = await Room.open({ settings })
  const customer = await room.customer()
  const { line, call, welcome } = await onLine(customer, 'start')
  await line.phase('bot')
  return { room, customer, line, call, resume: welcome.resume }
}

/** The same, with Lin on the line. */
async function bridged() {
  const talk = await calling()
  talk.line.tell({ type: 'dtmf', key: '0' })
  await talk.customer.event('baton.passed', ({ body }) => body.to === 'queue')
  const agent = await talk.room.agent()
  await agent.hello()
  const lin = await onLine(agent, 'join')
  await Promise.all([talk.line.phase('agent'), lin.line.phase('agent')])
  return { ...talk, agent, lin: lin.line, linResume: lin.welcome.resume }
}

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
  const { customer, line, lin, call } = await bridged()
  expect((await customer.event('call.bridged')).body).toMatchObject({ call, agent: { id: 'lin' } })
  for (let value = 1; value <= 50; value++) {
    line.speak('customer', value)
    lin.speak('agent', 1_000 + value)
    if (value % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await until(async () => lin.heard('customer').length === 50 && line.heard('agent').length === 50)
  expect(lin.heard('customer')).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
  expect(line.heard('agent')).toEqual(Array.from({ length: 50 }, (_, at) => at + 1_001))
  expect(lin.audio.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, at) => at))
})

test('the line of an agent who gives the session back is closed, and the customer speaks with the bot again', async () => {
  const { room, line, lin, agent, customer } = await bridged()
  agent.send({ kind: 'handback', note: '' })
  await customer.event('baton.passed', ({ body }) => body.to === 'bot')
  expect((await lin.closed).code).toBe(CLOSE.callOver)
  await line.phase('bot')
  await expect(callTicket(agent, 'join')).rejects.toThrow('forbidden')
  line.speak('customer', 5)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(lin.heard('customer')).toEqual([])
  expect((await room.state()).holder).toBe('bot')
})

test('a dropped line goes on where it was, and what is sent again is heard once', async () => {
  const { line, lin, customer, resume } = await bridged()
  for (let value = 1; value <= 5; value++) line.speak('customer', value)
  await until(async () => lin.heard('customer').length === 5)
  line.close()
  const { ticket } = await callTicket(customer, 'join')
  const again = await openCall(ticket)
  expect(await again.hello(resume)).toMatchObject({ resumed: true, resume })
  for (let seq = 3; seq < 8; seq++) again.speak('customer', seq + 1, { seq })
  await until(async () => lin.heard('customer').length >= 8)
  expect(lin.heard('customer')).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
