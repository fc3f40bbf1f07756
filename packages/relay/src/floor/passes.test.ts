import type { QueuedSession } from '@baton/protocol'
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

describe('a case that goes on in another session', () => {
  const goesOn = (fence = 3) => ({ agent: 'lin', from: session('one'), fence })
  const enqueue = (hall: ReturnType<typeof floor>, how = goesOn()) => {
    hall.enqueue('one')
    hall.take('lin', 'one')
    const item = { ...hall.state.items.get(session('one'))?.item, session: session('two'), handoffId: 'h-two' }
    return hall.do({ type: 'enqueue', item: item as QueuedSession, fence: 1, goesOn: how })
  }

  test('is its agent’s again without an offer, in the place it had', () => {
    const hall = floor()
    hall.arrive('mei')
    hall.arrive('lin', { capacity: 1, locales: ['zh-CN'] })
    hall.do({ type: 'presence', agentId: 'mei', presence: 'away' })
    const effects = enqueue(hall)
    const to = { agent: { id: 'lin', name: 'LIN' } }
    expect(effects).toContainEqual(
      expect.objectContaining({ type: 'pass', session: session('two'), to, reason: 'accepted' }),
    )
    expect(hall.state.items.has(session('one'))).toBe(false)
    hall.answer('two', 'lin', 2)
    expect(boardsOf(hall.state)('lin')).toMatchObject({ offers: [], mine: [{ item: { session: session('two') } }] })
    // The older session says that it has let go only now.
    hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 3 })
    expect(hall.state.items.size).toBe(1)
  })

  test('waits for whoever is free when its agent has closed the desk, and keeps the place the agent had', () => {
    const hall = floor('lin')
    hall.arrive('mei', { locales: ['zh-CN'] })
    hall.enqueue('one')
    hall.take('lin', 'one')
    hall.do({ type: 'leave', agentId: 'lin', revoked: false })
    hall.do({
      type: 'enqueue',
      item: {
        ...hall.state.items.get(session('one'))?.item,
        session: session('two'),
        handoffId: 'h-two',
      } as QueuedSession,
      fence: 1,
      goesOn: goesOn(),
    })
    expect(hall.stage('two')).toMatchObject({ at: 'offered', agent: { id: 'mei' } })
  })

  test('waits when its agent has no room, and takes no place that is another case’s by now', () => {
    const hall = floor()
    hall.arrive('lin', { capacity: 1 })
    // The session it came from was parted again, and came to the agent anew: under a newer fence than it was let go.
    expect(enqueue(hall, goesOn(2))).not.toContainEqual(expect.objectContaining({ type: 'pass' }))
    expect(hall.stage('two')).toEqual({ at: 'queued' })
    expect(boardsOf(hall.state)('lin').mine).toMatchObject([{ item: { session: session('one') } }])
  })
})
