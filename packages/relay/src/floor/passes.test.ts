import { describe, expect, test } from 'vitest'
import { boardsOf, holds } from './index.ts'
import { floor, session } from './testing/hall.ts'

describe('accepting', () => {
  test('reserves, asks the session, and confirms with the new fence', () => {
    const hall = floor('lin')
    hall.enqueue('one', {}, 4)
    const agent = { id: 'lin', name: 'LIN' }
    expect(hall.do({ type: 'accept', agentId: 'lin', offerId: 'o_1' })).toEqual([
      {
        type: 'pass',
        session: session('one'),
        handoffId: 'h-one',
        expectedFence: 4,
        to: { agent },
        reason: 'accepted',
      },
    ])
    expect(holds(hall.state, 'lin', session('one'))).toBe(false)
    expect(hall.do({ type: 'accept', agentId: 'lin', offerId: 'o_1' })).toEqual([])
    const accepted = { type: 'accepted', agentId: 'lin', offerId: 'o_1', session: session('one') }
    expect(hall.answer('one', 'lin', 5)).toEqual([accepted])
    expect(boardsOf(hall.state)('lin').mine).toMatchObject([{ agent, fence: 5, acceptedAt: hall.now }])
    expect(hall.answer('one', 'lin', 5)).toEqual([])
    expect(hall.do({ type: 'accept', agentId: 'lin', offerId: 'o_1' })).toEqual([accepted])
  })

  test.each([
    ['bot', undefined],
    ['agent:mei', undefined],
    ['queue', 'offered'],
  ] as const)('lets go when the session is with %s by now', (holder, at) => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.do({ type: 'accept', agentId: 'lin', offerId: 'o_1' })
    const effects = hall.do({
      type: 'passed',
      session: session('one'),
      handoffId: 'h-one',
      expectedFence: 1,
      to: { agent: { id: 'lin', name: 'LIN' } },
      outcome: { ok: false, current: { holder, fence: 7 } },
    })
    expect(effects).toContainEqual({ type: 'offerGone', agentId: 'lin', offerId: 'o_1' })
    expect(hall.stage('one')?.at).toBe(at)
    expect(hall.state.items.get(session('one'))?.fence).toBe(at && 7)
  })

  test('answers the agent when the customer cancels before the session has answered', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.do({ type: 'accept', agentId: 'lin', offerId: 'o_1' })
    expect(hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 2 })).toEqual([
      { type: 'offerGone', agentId: 'lin', offerId: 'o_1' },
    ])
    expect(hall.answer('one', 'lin', 2)).toEqual([])
    expect(hall.state.items.size).toBe(0)
  })
})
