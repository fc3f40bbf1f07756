import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import { verifyTicket } from '../http/tickets.ts'
import { LIN } from '../testing/a-workspace.ts'
import { Room } from '../testing/wire.ts'
import { Desk, hasOffer } from './testing/desk.ts'

// Nothing here asks the business; should it, nobody answers.
const agents = [LIN, { ...LIN, id: 'chen', name: 'Chen', email: 'chen@example.test' }]
const businessApi = { url: 'http://127.0.0.1:9', token: 'none' }

test('a session goes from the queue to an agent and, when the agent drops, to the next, over evictions of both', async () => {
  const room = await Room.open({
    agents,
    businessApi,
    settings: { offerMs: 20_000, graceMs: 300, caseIdleMs: 60_000, reopenMs: 60_000, turnMs: 5_000 },
  })
  const floor = env.FLOOR.getByName(room.workspace)
  const customer = await room.customer()
  customer.say('where is my parcel')
  customer.send({ kind: 'handoff.request' })
  const place = await customer.next('signal', ({ signal }) => signal.kind === 'queue' && signal.place !== null)
  expect(place.signal).toMatchObject({ place: { position: 1, waitMs: null } })

  const lin = await Desk.arrive(room.workspace, 'lin')
  const { offers } = await lin.untilBoard(hasOffer)
  expect(offers[0]?.item).toMatchObject({ session: room.session, reason: 'asked' })
  await evictDurableObject(floor)
  await evictDurableObject(room.stub)
  const answer = await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  const ticket = await verifyTicket(env, ('ticket' in answer && answer.ticket) || '')
  if (ticket.room !== 'session') throw new Error('a ticket to another room')
  const agent = await room.connect(ticket)
  const { welcome } = await agent.hello()
  expect(welcome.state).toMatchObject({ holder: 'agent:lin', fence: lin.board.mine[0]?.fence })

  const chen = await Desk.arrive(room.workspace, 'chen')
  lin.socket.close(1000)
  const again = await chen.untilBoard(hasOffer)
  expect(await room.state()).toMatchObject({ holder: 'queue' })
  expect(await chen.ask({ type: 'accept', offerId: again.offers[0]?.id })).toMatchObject({ type: 'ack' })
  expect(await room.state()).toMatchObject({ holder: 'agent:chen', fence: chen.board.mine[0]?.fence })

  const second = await room.connect(room.ticket({ role: 'agent', participant: 'chen', name: 'Chen' }))
  await second.hello()
  second.send({ kind: 'resolve', resolution: 'found it' })
  await chen.untilBoard(({ mine }) => mine.length === 0)
})

test('a customer who no longer wants to wait leaves the queue', async () => {
  const room = await Room.open({ agents, businessApi })
  const customer = await room.customer()
  customer.say('where is my parcel')
  customer.send({ kind: 'handoff.request' })
  const lin = await Desk.arrive(room.workspace, 'lin')
  const { offers } = await lin.untilBoard(hasOffer)
  customer.send({ kind: 'handoff.cancel' })
  await lin.untilBoard(({ queueLength, offers }) => queueLength === 0 && offers.length === 0)
  expect(await lin.ask({ type: 'accept', offerId: offers[0]?.id })).toMatchObject({ code: 'offer_gone' })
  await vi.waitUntil(async () => (await room.state()).holder === 'bot', { timeout: 15_000 })
})
