import { evictDurableObject } from 'cloudflare:test'
import { CLOSE } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { hasOffer } from './testing/desk.ts'
import { openFloor } from './testing/open-floor.ts'

test('the sessions of an agent who drops go back to the queue after the grace time, and not before', async () => {
  const { sessions, arrive, enqueue, sessionOf } = await openFloor({ graceMs: 600 })
  const lin = await arrive('lin')
  await enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  lin.socket.close(1000)
  const back = await arrive('lin')
  expect(back.board.mine).toHaveLength(1)
  back.socket.close(1000)
  const mei = await arrive('mei')
  await mei.untilBoard(hasOffer)
  expect(sessions.passes.at(-1)).toMatchObject({ to: 'queue', reason: 'dropped', expectedFence: 2 })
  expect(sessions.standing.get(sessionOf('one'))).toEqual({ holder: 'queue', fence: 3 })
  expect(mei.board.agents.map(({ id }) => id)).toEqual(['mei'])
})

test('sockets that went down with the machine count as dropped', async () => {
  const { floor, attach, arrive, enqueue } = await openFloor({ graceMs: 400 })
  const lin = await arrive('lin')
  await enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  await evictDurableObject(floor, { webSockets: 'close' })
  await attach()
  const mei = await arrive('mei')
  await mei.untilBoard(hasOffer)
})

test('an agent who was removed is sent off, and their session goes back at once', async () => {
  const { floor, sessions, provision, arrive, upgrade, enqueue } = await openFloor()
  const lin = await arrive('lin')
  await enqueue('one')
  const { offers } = await lin.untilBoard(hasOffer)
  await lin.ask({ type: 'accept', offerId: offers[0]?.id })
  await provision(['mei'])
  await floor.recheckAgents()
  expect(await lin.untilClosed()).toMatchObject({ code: CLOSE.forbidden })
  expect(lin.codes).toEqual(['forbidden'])
  await vi.waitUntil(() => sessions.passes.at(-1)?.to === 'queue', { timeout: 15_000 })
  const again = await upgrade('lin')
  expect(await again.untilClosed()).toMatchObject({ code: CLOSE.forbidden })
})

test('a desk that went without a word is not asked, and counts as dropped', async () => {
  const { arrive, enqueue } = await openFloor()
  const ghost = await arrive('lin')
  const time = Date.now
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => time() + 61_000)
  try {
    const mei = await arrive('mei')
    await enqueue('one')
    expect(await ghost.untilClosed()).toMatchObject({ code: CLOSE.restarting })
    await mei.untilBoard(hasOffer)
    expect(ghost.board.offers).toEqual([])
    expect(mei.board.agents).toMatchObject([{ id: 'lin', presence: 'offline' }, { id: 'mei' }])
  } finally {
    clock.mockRestore()
  }
})
