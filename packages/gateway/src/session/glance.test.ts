import { runInDurableObject } from 'cloudflare:test'
import { type EventDraft, SYSTEM } from '@baton/relay/session'
import { expect, test } from 'vitest'
import { Desk, hasOffer } from '../floor/testing/desk.ts'
import { LIN } from '../testing/a-workspace.ts'
import { Room } from '../testing/wire.ts'

const CALL = 'c'.repeat(27)

test('a call that waits is offered as one, and what was said on it shown, until the customer hangs up', async () => {
  const room = await Room.open({ agents: [LIN] })
  const desk = await Desk.arrive(room.workspace, LIN.id)
  const wire = await room.connect()
  await wire.hello()
  await wire.answerTo('how long does shipping take')
  const commit = (kind: 'call.started' | 'call.ended', body: object) =>
    runInDurableObject(room.stub, ({ core }) =>
      core.commit([{ kind, id: kind, by: SYSTEM, audience: 'all', body: { call: CALL, ...body } } as EventDraft]),
    )
  await commit('call.started', { direction: 'in', channel: 'widget' })
  wire.send({ kind: 'handoff.request' })
  const { offers } = await desk.untilBoard(hasOffer)
  expect(offers[0]?.item.call).toBe(true)
  const seen = await desk.ask({ type: 'glance', offerId: offers[0]?.id })
  expect(seen).toMatchObject({ type: 'glance', brief: { want: expect.any(String) } })
  const said = 'said' in seen ? seen.said : []
  expect(said[0]).toMatchObject({ by: 'customer', text: 'how long does shipping take' })
  expect(said.some(({ by }) => by === 'bot')).toBe(true)
  await commit('call.ended', { reason: 'hung_up', durationMs: 1 })
  const later = await desk.untilBoard(({ offers, queue }) =>
    [...offers.map(({ item }) => item), ...queue].every(({ call }) => !call),
  )
  expect(later.queueLength).toBe(1)
  expect(await desk.ask({ type: 'glance', offerId: later.offers[0]?.id })).toMatchObject({ code: 'offer_gone' })
})
