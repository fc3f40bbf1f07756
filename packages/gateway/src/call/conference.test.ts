import { env } from 'cloudflare:workers'
import { CLOSE } from '@baton/protocol'
import { expect, test } from 'vitest'
import { DESK_ORIGIN, Desk } from '../floor/testing/desk.ts'
import { mintTicket } from '../http/tickets.ts'
import { bridge, calling, passToChen } from '../testing/a-call.ts'
import { asks, ended, recordings } from '../testing/a-recorded-call.ts'
import { LIN, SHOP } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { openCall } from '../testing/call-wire.ts'

/** Lin passes the call on to Chen, and stays. */
async function three(over: Parameters<typeof calling>[0] = {}) {
  const talk = await calling(over)
  const { lin, linResume } = await bridge(talk)
  lin.tell({ type: 'stay', on: true })
  const { come } = await passToChen(talk.room)
  await Promise.all([
    lin.next('state', ({ beside }) => beside?.id === 'lin'),
    talk.line.next('state', ({ beside }) => !!beside),
  ])
  const meet = async () => {
    const { line: chen } = await come()
    expect(await chen.phase('agent')).toMatchObject({ agent: { id: 'chen' }, beside: { id: 'lin', name: 'LIN' } })
    await talk.customer.event('call.bridged', ({ body }) => body.agent.id === 'chen')
    return chen
  }
  return { ...talk, lin, linResume, come, meet }
}

test('an agent who passes a call on stays: all three hear each other, until the first leaves and the other two go on', async () => {
  const { line, lin, meet, customer } = await three()
  const chen = await meet()
  line.speak('customer', 1)
  lin.speak('agent', 2)
  chen.speak('agent', 3)
  await until(async () => [line, lin, chen].every(({ audio }) => audio.length === 2))
  expect([line.heard('colleague'), line.heard('agent')]).toEqual([[2], [3]])
  expect([lin.heard('customer'), lin.heard('agent')]).toEqual([[1], [3]])
  expect([chen.heard('customer'), chen.heard('colleague')]).toEqual([[1], [2]])
  lin.tell({ type: 'end' })
  expect((await lin.closed).code).toBe(CLOSE.callOver)
  expect(await line.next('state', ({ agent, beside }) => agent?.id === 'chen' && !beside)).toMatchObject({
    phase: 'agent',
  })
  line.speak('customer', 4)
  chen.speak('agent', 5)
  await until(async () => line.heard('agent').includes(5) && chen.heard('customer').includes(4))
  expect(lin.heard('customer')).toEqual([1])
  expect(customer.frames.some((frame) => frame.type === 'event' && frame.event.kind === 'call.ended')).toBe(false)
})

test('the customer is with the first until the second is there, and what each says is put down to them', async () => {
  const { line, lin, meet, played } = await three()
  line.speak('customer', 1)
  lin.speak('agent', 2)
  await until(async () => line.audio.length === 1 && lin.audio.length === 1)
  const chen = await meet()
  chen.speak('agent', 3)
  await until(async () => line.audio.length === 2)
  expect(played.heard).toEqual([
    ['customer', 1],
    ['lin', 2],
    ['chen', 3],
  ])
})

test('with the customer on hold the agents talk it over, and either takes the call up again', async () => {
  const { line, lin, come } = await three()
  lin.tell({ type: 'hold', on: true })
  await line.phase('held')
  const { line: chen } = await come()
  await chen.phase('held')
  line.speak('customer', 9)
  lin.speak('agent', 1)
  await until(async () => chen.heard('colleague').includes(1))
  chen.speak('agent', 2)
  await until(async () => lin.heard('agent').includes(2))
  expect([line.audio, lin.heard('customer'), chen.heard('customer')]).toEqual([[], [], []])
  chen.tell({ type: 'hold', on: false })
  await Promise.all([line.phase('agent'), chen.phase('agent')])
  line.speak('customer', 3)
  await until(async () => lin.heard('customer').includes(3) && chen.heard('customer').includes(3))
})

test('nobody stays beside the bot, nor a second time unasked, and who has no session cannot ask to', async () => {
  const { room, lin, meet } = await three()
  const chen = await meet()
  lin.tell({ type: 'stay', on: true })
  expect(await lin.next('fault')).toMatchObject({ code: 'not_holder', of: 'stay' })
  chen.tell({ type: 'stay', on: true })
  const { fence, handoff } = await room.state()
  await room.stub.pass({ handoffId: handoff?.id ?? '', expectedFence: fence, to: 'queue', reason: 'transferred' })
  expect((await Promise.all([lin.closed, chen.closed])).map(({ code }) => code)).toEqual([
    CLOSE.callOver,
    CLOSE.callOver,
  ])
})

test('a supervisor hears both and is heard by neither, until they speak to the agent, whom alone they reach', async () => {
  const talk = await calling()
  const { room, line, call } = talk
  const { lin } = await bridge(talk)
  const { workspace, session } = room
  const ticket = await mintTicket(env, {
    room: 'call',
    workspace,
    session,
    call,
    origin: SHOP,
    direction: 'in',
    role: 'supervisor',
    participant: 'boss',
    name: 'Boss',
    customer: 'c_1',
    locale: 'en',
  })
  const boss = await openCall(ticket)
  expect(await boss.hello()).toMatchObject({ you: 'supervisor' })
  await boss.phase('agent')
  line.speak('customer', 1)
  lin.speak('agent', 2)
  await until(async () => boss.audio.length === 2)
  boss.speak('supervisor', 3)
  boss.tell({ type: 'mute', on: false })
  boss.speak('supervisor', 4)
  await until(async () => lin.heard('supervisor').includes(4))
  expect([lin.heard('supervisor'), line.heard('supervisor')]).toEqual([[4], []])
  boss.tell({ type: 'hold', on: true })
  expect(await boss.next('fault')).toMatchObject({ code: 'forbidden', of: 'hold' })
  boss.tell({ type: 'end' })
  await boss.closed
  lin.speak('agent', 5)
  await until(async () => line.heard('agent').includes(5))
  expect(JSON.stringify(line.frames)).not.toContain('boss')
})

test('the line of who stays is taken up again by a ticket of the floor’s, and the other two go on meanwhile', async () => {
  const { room, call, line, lin, linResume, meet, customer } = await three({ agents: [LIN] })
  const chen = await meet()
  const desk = await Desk.arrive(room.workspace, 'lin')
  lin.close()
  line.speak('customer', 1)
  chen.speak('agent', 2)
  await until(async () => chen.heard('customer').includes(1) && line.heard('agent').includes(2))
  const again = await desk.ask({ type: 'rejoin', session: room.session, call })
  if (again.type !== 'ack') throw new Error(JSON.stringify(again))
  const back = await openCall(again.ticket ?? '', DESK_ORIGIN)
  expect(await back.hello(linResume)).toMatchObject({ you: 'agent', resumed: true })
  expect(await back.phase('agent')).toMatchObject({ agent: { id: 'chen' }, beside: { id: 'lin' } })
  back.speak('agent', 3)
  line.speak('customer', 4)
  await until(async () => back.heard('customer').includes(4) && chen.heard('colleague').includes(3))
  expect(line.heard('colleague')).toEqual([3])
  expect(customer.frames.some((frame) => frame.type === 'event' && frame.event.kind === 'call.ended')).toBe(false)
})

test('no other agent gets a ticket to a line, nor does who left, nor anybody under another session', async () => {
  const { room, call, lin, meet } = await three({ agents: [LIN, { ...LIN, id: 'mei', email: 'mei@example.test' }] })
  await meet()
  const [desk, mei] = [await Desk.arrive(room.workspace, 'lin'), await Desk.arrive(room.workspace, 'mei')]
  const { session } = room
  expect(await mei.ask({ type: 'rejoin', session, call })).toMatchObject({ type: 'nack', code: 'no_call' })
  const other = 'f'.repeat(27)
  expect(await desk.ask({ type: 'rejoin', session: other, call })).toMatchObject({ type: 'nack', code: 'no_call' })
  lin.tell({ type: 'end' })
  await lin.closed
  expect(await desk.ask({ type: 'rejoin', session, call })).toMatchObject({ type: 'nack', code: 'no_call' })
})

test('both agents see what is said, as long as they are with the customer', async () => {
  const { line, lin, meet, inCall } = await three()
  const show = (turn: string) =>
    inCall((host) =>
      host.show({
        ...{ type: 'caption', track: 'agent', agent: { id: 'lin', name: 'LIN' } },
        ...{ turn, rev: 0, text: turn, final: true, startMs: 0 },
      }),
    )
  await show('a1')
  await Promise.all([line, lin].map((each) => each.next('caption', ({ turn }) => turn === 'a1')))
  const chen = await meet()
  await show('a2')
  for (const each of [line, lin, chen])
    expect(await each.next('caption', ({ turn }) => turn === 'a2')).toMatchObject({ agent: { id: 'lin' } })
})

test('recorded, each of two agents has a track of their own', async () => {
  const { room, call, line, lin, meet } = await three({ settings: asks })
  line.tell({ type: 'consent', granted: true })
  await line.next('recording', ({ state }) => state === 'on')
  const chen = await meet()
  lin.speak('agent', 1_000)
  chen.speak('agent', 2_000)
  await until(async () => line.audio.length === 2)
  await ended({ line })
  await until(async () => (await recordings(room)).length === 2)
  const pieces = await recordings(room)
  expect(new Set(pieces.map(({ body }) => `${body.call} ${body.track} ${body.agent?.id}`))).toEqual(
    new Set([`${call} agent lin`, `${call} agent chen`]),
  )
  expect(pieces.every(({ body }) => body.file)).toBe(true)
})
