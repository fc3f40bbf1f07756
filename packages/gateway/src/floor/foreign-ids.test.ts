import { listDurableObjectIds } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { FloorServerFrame } from '@baton/protocol'
import { expect, test } from 'vitest'
import { opaque } from '../http/secrets.ts'
import { LIN, provisioned } from '../testing/a-workspace.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room } from '../testing/wire.ts'
import { Desk } from './testing/desk.ts'

const CHEN = { ...LIN, id: 'chen', name: 'Chen', email: 'chen@example.test' }

/** What a refusal tells, without the id of the frame it answers. */
const told = (answer: FloorServerFrame): object => ({ ...answer, id: null })

test('T-12 an agent who names a session or an offer that is not theirs hears the same as for one that is nowhere', async () => {
  const { workspace } = await provisioned({ agents: [LIN, CHEN], pack: relayPack })
  const [mine, other] = [workspace.workspace, await Room.open()]

  // Chen is offered a session and takes it; Lin is there and gets nothing. Another workspace has one of its own waiting.
  const chen = await Desk.arrive(mine, 'chen')
  await chen.ask({ type: 'presence', presence: 'online' })
  const room = Room.in(mine)
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  const { offers } = await chen.untilBoard((board) => board.offers.length === 1)
  const taken = await chen.ask({ type: 'accept', offerId: offers[0]?.id })
  expect(taken).toMatchObject({ type: 'ack', session: room.session, ticket: expect.any(String) })
  const idle = Room.in(mine)
  const visitor = await idle.customer()
  visitor.say('hello')
  const stranger = await other.customer()
  stranger.say('hello')
  await stranger.bot()

  const lin = await Desk.arrive(mine, 'lin')
  await lin.ask({ type: 'presence', presence: 'online' })
  const before = (await listDurableObjectIds(env.SESSION)).length
  const sessions = { held: room.session, idle: idle.session, elsewhere: other.session, nowhere: opaque() }
  const opened = await Promise.all(
    Object.values(sessions).map(async (session) => told(await lin.ask({ type: 'open', session }))),
  )
  for (const answer of opened) expect(answer).toEqual({ ...opened[0], type: 'nack' })

  const ids = [offers[0]?.id, `${offers[0]?.id}x`, opaque(), room.session, '', '__proto__', '../x']
  for (const type of ['accept', 'decline'] as const) {
    const answers = await Promise.all(ids.map(async (offerId) => told(await lin.ask({ type, offerId }))))
    for (const answer of answers) expect(answer, type).toEqual(answers[0])
    expect(JSON.stringify(answers)).not.toContain('ticket')
  }
  // Chen has what she had, and asking made nothing.
  expect((await chen.ask({ type: 'open', session: room.session })).type).toBe('ack')
  expect((await listDurableObjectIds(env.SESSION)).length).toBe(before)
  for (const wire of [customer, visitor, stranger]) wire.close()
  for (const desk of [chen, lin]) desk.socket.close(1000)
})

test('T-12 a ticket that was signed for another session, room or person opens nothing of this one', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  customer.say('hello')
  await customer.bot()
  const log = await room.log()
  for (const participant of ['lin', 'c_1', 'c_2', room.session]) {
    const wire = await room.connect(room.ticket({ role: 'agent', participant, name: participant }))
    expect(await wire.next('bye')).toMatchObject({ code: 'forbidden', retryable: false })
    expect((await wire.closed).code).toBe(4503)
  }
  expect(await room.log()).toEqual(log)
  customer.close()
})
