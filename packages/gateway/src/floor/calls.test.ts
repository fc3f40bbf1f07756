import { expect, test } from 'vitest'
import { hasOffer } from './testing/desk.ts'
import { openFloor } from './testing/open-floor.ts'

test('what is said on a call is shown to whom it is offered, and to nobody else', async () => {
  const { floor, arrive, enqueue, sessionOf } = await openFloor()
  const lin = await arrive('lin')
  await enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  const glance = { type: 'glance', offerId: offers[0]?.id }
  expect(await lin.ask(glance)).toMatchObject({ type: 'nack', code: 'offer_gone' })
  await floor.onCall({ session: sessionOf('one'), handoffId: 'h-one', call: true })
  expect((await lin.untilBoard(({ offers }) => offers[0]?.item.call === true)).offers).toHaveLength(1)
  expect(await lin.ask(glance)).toMatchObject({ type: 'glance', said: [{ by: 'customer', text: 'words of h-one' }] })
  const mei = await arrive('mei')
  expect(await mei.ask(glance)).toMatchObject({ type: 'nack', code: 'offer_gone' })
  await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  expect(await lin.ask(glance)).toMatchObject({ type: 'nack', code: 'offer_gone' })
})

test('after a call an agent is offered nothing until they say that they are ready', async () => {
  const { floor, arrive, enqueue, sessionOf } = await openFloor()
  const lin = await arrive('lin')
  await enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  for (const call of [true, false]) await floor.onCall({ session: sessionOf('one'), handoffId: 'h-one', call })
  await lin.untilBoard(({ wrapUpUntil }) => wrapUpUntil !== undefined)
  await enqueue('two')
  expect((await lin.untilBoard(({ queueLength }) => queueLength === 1)).offers).toEqual([])
  expect(await lin.ask({ type: 'ready' })).toMatchObject({ type: 'ack' })
  await lin.untilBoard(hasOffer)
})
