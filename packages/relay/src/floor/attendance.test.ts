import { describe, expect, test } from 'vitest'
import { boardsOf, holds } from './index.ts'
import { floor, GRACE_MS, session } from './testing/hall.ts'

describe('an agent who drops', () => {
  test('changes nothing by coming back within the grace time', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.take('lin', 'one')
    hall.do({ type: 'presence', agentId: 'lin', presence: 'away' })
    hall.do({ type: 'leave', agentId: 'lin', revoked: false })
    hall.wait(GRACE_MS - 1)
    hall.arrive('lin')
    hall.wait(GRACE_MS)
    expect(holds(hall.state, 'lin', session('one'))).toBe(true)
    expect(boardsOf(hall.state)('lin').presence).toBe('away')
  })

  test('passes offers on at once and sessions back after the grace time, to the front of their priority', () => {
    const hall = floor('lin')
    hall.enqueue('first')
    hall.now += 10
    hall.enqueue('held')
    hall.take('lin', 'held')
    hall.do({ type: 'leave', agentId: 'lin', revoked: false })
    expect(hall.stage('first')).toEqual({ at: 'queued' })
    expect(hall.do({ type: 'tick' })).toEqual([])
    hall.effects = []
    hall.wait(GRACE_MS)
    expect(hall.effects).toMatchObject([{ type: 'pass', to: 'queue', expectedFence: 2, reason: 'dropped' }])
    hall.answer('held', 'queue', 3)
    expect(boardsOf(hall.state)('anybody').queue.map(({ customer }) => customer)).toEqual(['held', 'first'])
    expect(hall.placeOf('held')).toMatchObject({ place: { position: 1, waitMs: null } })
  })

  test('gives sessions back at once when revoked', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.take('lin', 'one')
    expect(hall.do({ type: 'leave', agentId: 'lin', revoked: true })).toMatchObject([{ type: 'pass', to: 'queue' }])
    expect(boardsOf(hall.state)('lin').agents).toEqual([])
  })

  test('gives back a session that was confirmed after they had gone for good', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.do({ type: 'accept', agentId: 'lin', offerId: 'o_1' })
    hall.do({ type: 'leave', agentId: 'lin', revoked: false })
    hall.wait(GRACE_MS)
    expect(hall.answer('one', 'lin', 2)).toContainEqual(
      expect.objectContaining({ type: 'pass', to: 'queue', expectedFence: 2 }),
    )
    hall.answer('one', 'queue', 3)
    expect(hall.stage('one')).toEqual({ at: 'queued' })
  })
})
