import { describe, expect, test } from 'vitest'
import { boardsOf, nextDue } from './index.ts'
import { floor, OFFER_MS } from './testing/hall.ts'

describe('an offer', () => {
  test('goes to the next agent when its time is over, and starts over when all have let it pass', () => {
    const hall = floor('a', 'b')
    hall.enqueue('one')
    expect(hall.offersTo('a')).toEqual(['one'])
    hall.wait(OFFER_MS - 1)
    expect(hall.offersTo('a')).toEqual(['one'])
    hall.wait(1)
    expect([hall.offersTo('a'), hall.offersTo('b')]).toEqual([[], ['one']])
    hall.wait(OFFER_MS)
    expect([hall.offersTo('a'), hall.offersTo('b')]).toEqual([['one'], []])
  })

  test('puts an agent away who let two pass in a row, but not one who answered between', () => {
    const hall = floor('a')
    hall.enqueue('one')
    hall.wait(OFFER_MS)
    hall.do({ type: 'decline', agentId: 'a', offerId: hall.offerId('one') })
    hall.wait(OFFER_MS)
    hall.wait(OFFER_MS)
    expect(boardsOf(hall.state)('a').presence).toBe('online')
    hall.wait(OFFER_MS)
    expect(boardsOf(hall.state)('a').presence).toBe('away')
    expect(hall.stage('one')).toEqual({ at: 'queued' })
  })

  test('that lapses beside another counts once with it', () => {
    const hall = floor('a')
    const presence = () => boardsOf(hall.state)('a').presence
    hall.enqueue('one')
    hall.now += 5_000
    hall.enqueue('two')
    hall.wait(OFFER_MS)
    expect(hall.offersTo('a')).toEqual(['one', 'two'])
    expect(presence()).toBe('online')
    hall.wait(OFFER_MS)
    expect(presence()).toBe('away')
  })

  test('of a second apart from one that lapsed, made before that, is the same look away', () => {
    const hall = floor('a')
    hall.enqueue('one')
    hall.now += 999
    hall.enqueue('two')
    hall.wait(OFFER_MS - 1_000)
    expect(boardsOf(hall.state)('a').presence).toBe('online')
    hall.wait(1_000)
    expect(boardsOf(hall.state)('a').presence).toBe('online')
  })

  test('let pass twice tells why the agent is away, until they choose for themselves', () => {
    const hall = floor('a')
    const board = () => boardsOf(hall.state)('a')
    hall.enqueue('one')
    hall.wait(OFFER_MS)
    expect(board()).not.toHaveProperty('awayReason')
    hall.wait(OFFER_MS)
    expect(board()).toMatchObject({ presence: 'away', awayReason: 'lapsed', awaySince: hall.now })
    hall.do({ type: 'presence', agentId: 'a', presence: 'online' })
    expect(board()).not.toHaveProperty('awayReason')
    hall.do({ type: 'presence', agentId: 'a', presence: 'away' })
    expect(board()).not.toHaveProperty('awayReason')
  })

  test('declined by the only agent comes back when its time would have been over', () => {
    const hall = floor('a')
    hall.enqueue('one')
    hall.do({ type: 'decline', agentId: 'a', offerId: 'o_1' })
    expect(hall.stage('one')).toEqual({ at: 'queued' })
    expect(nextDue(hall.state, hall.now)).toBe(hall.now + OFFER_MS)
    hall.wait(OFFER_MS)
    expect(hall.offersTo('a')).toEqual(['one'])
  })

  test('cannot be taken by another agent, or after it has ended', () => {
    const hall = floor('a', 'b')
    hall.enqueue('one')
    const gone = (agentId: string) => [{ type: 'offerGone', agentId, offerId: 'o_1' }]
    expect(hall.do({ type: 'accept', agentId: 'b', offerId: 'o_1' })).toEqual(gone('b'))
    hall.wait(OFFER_MS)
    expect(hall.do({ type: 'accept', agentId: 'a', offerId: 'o_1' })).toEqual(gone('a'))
    expect(hall.do({ type: 'decline', agentId: 'a', offerId: 'o_1' })).toEqual(gone('a'))
  })
})
