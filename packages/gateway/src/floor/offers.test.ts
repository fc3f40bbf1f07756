import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { FloorServerFrame } from '@baton/protocol'
import { expect, test } from 'vitest'
import { verifyTicket } from '../http/tickets.ts'
import { hasOffer } from './testing/desk.ts'
import { openFloor } from './testing/open-floor.ts'

test('an offer nobody takes goes to the next agent', async () => {
  const { arrive, enqueue } = await openFloor({ offerMs: 500 })
  const [lin, mei] = [await arrive('lin'), await arrive('mei')]
  await enqueue('one')
  await lin.untilBoard(hasOffer)
  expect(mei.board).toMatchObject({ offers: [], queueLength: 1 })
  await mei.untilBoard(hasOffer)
  expect(lin.board.offers).toEqual([])
})

test('accepting passes the baton and answers with a ticket to that session alone', async () => {
  const { workspace, sessions, arrive, enqueue, sessionOf } = await openFloor()
  const desk = await arrive('lin')
  await enqueue('one', 4)
  const { offers } = await desk.untilBoard(hasOffer)
  const answer = await desk.ask({ type: 'accept', offerId: offers[0]?.id })
  expect(answer).toMatchObject({ type: 'ack', session: sessionOf('one') })
  expect(sessions.passes).toEqual([
    { handoffId: 'h-one', expectedFence: 4, to: { agent: { id: 'lin', name: 'lin' } }, reason: 'accepted' },
  ])
  const ticketOf = (frame: FloorServerFrame) => verifyTicket(env, ('ticket' in frame && frame.ticket) || '')
  const claims = {
    room: 'session',
    workspace,
    origin: 'https://desk.example',
    session: sessionOf('one'),
    role: 'agent',
    participant: 'lin',
    name: 'lin',
    profile: null,
  }
  expect(await ticketOf(answer)).toMatchObject(claims)
  expect(await ticketOf(await desk.ask({ type: 'open', session: sessionOf('one') }))).toMatchObject(claims)
  expect(desk.board.mine).toMatchObject([{ fence: 5, agent: { id: 'lin' } }])
  expect(sessions.places).toMatchObject([{ position: 1 }])
})

test('a session of another agent and one that does not exist look the same', async () => {
  const { arrive, enqueue, sessionOf } = await openFloor()
  const lin = await arrive('lin')
  await enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  const mei = await arrive('mei')
  const foreign = await mei.ask({ type: 'open', session: sessionOf('one') })
  const unknown = await mei.ask({ type: 'open', session: sessionOf('none') })
  expect(foreign).toMatchObject({ type: 'nack', code: 'not_found' })
  expect({ ...foreign, id: '' }).toEqual({ ...unknown, id: '' })
  expect(await mei.ask({ type: 'accept', offerId: offers[0]?.id })).toMatchObject({ type: 'nack', code: 'offer_gone' })
})

test('an agent is told when the session went elsewhere first, and the session leaves the floor', async () => {
  const { sessions, arrive, enqueue, sessionOf } = await openFloor()
  const desk = await arrive('lin')
  await enqueue('one')
  const { offers } = await desk.untilBoard(hasOffer)
  sessions.standing.set(sessionOf('one'), { holder: 'bot', fence: 2 })
  expect(await desk.ask({ type: 'accept', offerId: offers[0]?.id })).toMatchObject({ code: 'offer_gone' })
  await desk.untilBoard(({ queueLength, offers }) => queueLength === 0 && offers.length === 0)
})

test('an offer in flight survives eviction, and its time still runs', async () => {
  const { floor, attach, arrive, enqueue } = await openFloor({ offerMs: 1_500 })
  const [lin, mei] = [await arrive('lin'), await arrive('mei')]
  await enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  await evictDurableObject(floor)
  await attach()
  expect(mei.board.offers).toEqual([])
  await mei.untilBoard(hasOffer)
  expect(await lin.ask({ type: 'accept', offerId: offers[0]?.id })).toMatchObject({ code: 'offer_gone' })
  expect(await mei.ask({ type: 'accept', offerId: mei.board.offers[0]?.id })).toMatchObject({ type: 'ack' })
})

test('a reservation the session has not heard of is told again after a crash, and the waiting agent is answered', async () => {
  const { floor, sessions, attach, arrive, enqueue, sessionOf } = await openFloor()
  const desk = await arrive('lin')
  await enqueue('one')
  const { offers } = await desk.untilBoard(hasOffer)
  sessions.answering = false
  const offerId = offers[0]?.id
  expect(await desk.ask({ type: 'accept', offerId })).toMatchObject({ type: 'nack', code: 'unavailable' })
  await evictDurableObject(floor)
  await attach()
  const again = desk.ask({ type: 'accept', offerId })
  sessions.answering = true
  expect(await again).toMatchObject({ type: 'ack', session: sessionOf('one') })
  expect(desk.board.mine).toHaveLength(1)
})

test('a released session frees its agent', async () => {
  const { floor, arrive, enqueue, sessionOf } = await openFloor({ capacity: 1 })
  const desk = await arrive('lin')
  await enqueue('one')
  const { offers } = await desk.untilBoard(hasOffer)
  await desk.ask({ type: 'accept', offerId: offers[0]?.id })
  await enqueue('two')
  expect(desk.board.offers).toEqual([])
  await floor.release({ session: sessionOf('one'), handoffId: 'h-one', fence: 3 })
  await desk.untilBoard(({ offers, mine }) => mine.length === 0 && offers[0]?.item.customer === 'two')
})
