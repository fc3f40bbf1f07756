import { evictDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { hasOffer } from './testing/desk.ts'
import { openFloor } from './testing/open-floor.ts'

async function withLin(settings?: Parameters<typeof openFloor>[0]) {
  const hall = await openFloor(settings)
  const lin = await hall.arrive('lin')
  await hall.enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  const mei = await hall.arrive('mei')
  const session = hall.sessionOf('one')
  const pass = (to: unknown, note = '') => lin.ask({ type: 'transfer', session, to, note })
  return { ...hall, lin, mei, session, pass }
}

test('a colleague who accepts gets the session and a ticket to it, and the note goes along, masked', async () => {
  const { lin, mei, session, sessions, pass } = await withLin()
  expect(await pass({ agent: 'mei' }, 'Paid with 4111 1111 1111 1111')).toMatchObject({ type: 'ack' })
  const { offers } = await mei.untilBoard(hasOffer)
  expect(offers).toMatchObject([{ from: { agent: { id: 'lin' }, note: 'Paid with [card •••• 1111]' } }])
  expect(lin.board.mine).toMatchObject([{ transfer: { to: { id: 'mei' } } }])
  expect(await mei.ask({ type: 'accept', offerId: offers[0]?.id })).toMatchObject({ type: 'ack', session })
  expect(sessions.passes.at(-1)).toMatchObject({
    to: { agent: { id: 'mei' } },
    reason: 'transferred',
    note: 'Paid with [card •••• 1111]',
  })
  await lin.untilBoard(({ mine }) => mine.length === 0)
  expect(await lin.ask({ type: 'open', session })).toMatchObject({ code: 'not_found' })
})

test('a colleague who declines leaves it where it is, also through an eviction', async () => {
  const { floor, attach, lin, mei, session, pass } = await withLin()
  await pass({ agent: 'mei' })
  const { offers } = await mei.untilBoard(hasOffer)
  await evictDurableObject(floor)
  await attach()
  expect(await mei.ask({ type: 'decline', offerId: offers[0]?.id })).toMatchObject({ type: 'ack' })
  await lin.untilBoard(({ mine }) => mine[0]?.transfer?.ended === 'declined')
  expect(await lin.ask({ type: 'open', session })).toMatchObject({ type: 'ack' })
  await lin.ask({ type: 'recall', session })
  expect(lin.board.mine[0]).not.toHaveProperty('transfer')
})

test('each refusal has its code', async () => {
  const { mei, session, pass } = await withLin()
  expect(await pass({ agent: 'nobody' })).toMatchObject({ type: 'nack', code: 'agent_unavailable', retryable: true })
  expect(await mei.ask({ type: 'transfer', session, to: 'queue', note: '' })).toMatchObject({ code: 'not_found' })
  await pass({ agent: 'mei' })
  expect(await pass('queue')).toMatchObject({ code: 'already_asked' })
})

test('what is given back to the queue is offered to somebody else', async () => {
  const { lin, mei, sessions, pass } = await withLin()
  await pass('queue', 'Speaks Cantonese')
  await mei.untilBoard(hasOffer)
  expect(lin.board.mine).toEqual([])
  expect(sessions.passes.at(-1)).toMatchObject({ to: 'queue', reason: 'transferred', note: 'Speaks Cantonese' })
})
