import { describe, expect, test } from 'vitest'
import { redact } from '../masking/index.ts'
import { boardsOf, nextDue, transferObstacle } from './index.ts'
import { floor, type Hall, OFFER_MS, session } from './testing/hall.ts'

const note = redact('wants her money back', []).text

function withLin(...others: string[]): Hall {
  const hall = floor('lin')
  hall.enqueue('one')
  hall.take('lin', 'one')
  for (const id of others) hall.arrive(id)
  return hall
}

const wish = (to: string) =>
  ({ agentId: 'lin', session: session('one'), to: to === 'queue' ? to : { agent: to } }) as const
const ask = (hall: Hall, to: string) => hall.do({ type: 'transfer', ...wish(to), note })
const obstacle = (hall: Hall, to: string) => transferObstacle(hall.state, wish(to))
const board = (hall: Hall, id: string) => boardsOf(hall.state)(id)
const transferOf = (hall: Hall) => board(hall, 'lin').mine[0]?.transfer

describe('a transfer', () => {
  test('asks the colleague and nobody else, while the session stays where it is', () => {
    const hall = withLin('mei', 'bo')
    expect(ask(hall, 'mei')).toEqual([])
    expect(board(hall, 'mei').offers).toMatchObject([
      { id: 'o_2', from: { agent: { id: 'lin', name: 'LIN' }, note }, expiresAt: hall.now + OFFER_MS },
    ])
    expect([board(hall, 'bo').offers, board(hall, 'lin').offers, board(hall, 'mei').mine]).toEqual([[], [], []])
    expect(board(hall, 'lin').mine).toHaveLength(1)
    expect(transferOf(hall)).toEqual({
      to: { id: 'mei', name: 'MEI' },
      askedAt: hall.now,
      expiresAt: hall.now + OFFER_MS,
    })
    expect(board(hall, 'mei')).toMatchObject({ load: 1, queueLength: 0 })
  })

  test('moves the session once the colleague has accepted and the session has agreed', () => {
    const hall = withLin('mei')
    ask(hall, 'mei')
    const [pass] = hall.do({ type: 'accept', agentId: 'mei', offerId: 'o_2' })
    expect(pass).toEqual({
      type: 'pass',
      session: session('one'),
      handoffId: 'h-one',
      expectedFence: 2,
      to: { agent: { id: 'mei', name: 'MEI' } },
      reason: 'transferred',
      note,
    })
    expect(board(hall, 'lin').mine).toHaveLength(1)
    expect(hall.answer('one', 'mei', 3)).toEqual([
      { type: 'accepted', agentId: 'mei', offerId: 'o_2', session: session('one') },
    ])
    expect(board(hall, 'lin')).toMatchObject({ mine: [], load: 0 })
    expect(board(hall, 'mei')).toMatchObject({ mine: [{ fence: 3, agent: { id: 'mei' } }], offers: [], load: 1 })
    expect(board(hall, 'mei').mine[0]).not.toHaveProperty('transfer')
  })

  test('declined, unanswered or asked of who goes away leaves it, and tells why until that is put aside', () => {
    const hall = withLin('mei')
    ask(hall, 'mei')
    hall.do({ type: 'decline', agentId: 'mei', offerId: 'o_2' })
    expect(transferOf(hall)).toMatchObject({ ended: 'declined' })
    expect(board(hall, 'mei')).toMatchObject({ offers: [], load: 0 })
    ask(hall, 'mei')
    expect(nextDue(hall.state, hall.now)).toBe(hall.now + OFFER_MS)
    hall.wait(OFFER_MS)
    expect(transferOf(hall)).toMatchObject({ ended: 'lapsed' })
    ask(hall, 'mei')
    hall.do({ type: 'leave', agentId: 'mei', revoked: false })
    expect(transferOf(hall)).toMatchObject({ ended: 'unavailable' })
    hall.do({ type: 'recall', agentId: 'lin', session: session('one') })
    expect(transferOf(hall)).toBeUndefined()
    expect(hall.stage('one')).toMatchObject({ at: 'assigned', agent: { id: 'lin' } })
  })

  test('can be called back until the colleague has accepted, and by nobody else', () => {
    const hall = withLin('mei')
    ask(hall, 'mei')
    hall.do({ type: 'recall', agentId: 'mei', session: session('one') })
    expect(board(hall, 'mei').offers).toHaveLength(1)
    hall.do({ type: 'recall', agentId: 'lin', session: session('one') })
    const gone = [{ type: 'offerGone', agentId: 'mei', offerId: 'o_2' }]
    expect(hall.do({ type: 'accept', agentId: 'mei', offerId: 'o_2' })).toEqual(gone)
    ask(hall, 'mei')
    hall.do({ type: 'accept', agentId: 'mei', offerId: 'o_3' })
    hall.do({ type: 'recall', agentId: 'lin', session: session('one') })
    hall.answer('one', 'mei', 3)
    expect(board(hall, 'mei').mine).toHaveLength(1)
  })

  test('is refused for who is away, full, unknown, oneself, or asked already, and of what is not theirs', () => {
    const hall = withLin('mei')
    hall.arrive('bo', { capacity: 1 })
    expect(['mei', 'bo', 'queue', 'lin', 'nobody'].map((to) => obstacle(hall, to))).toEqual([
      null,
      null,
      null,
      'agent_unavailable',
      'agent_unavailable',
    ])
    hall.enqueue('two')
    hall.take(board(hall, 'bo').offers.length > 0 ? 'bo' : 'mei', 'two')
    hall.do({ type: 'presence', agentId: 'mei', presence: 'away' })
    expect(obstacle(hall, 'mei')).toBe('agent_unavailable')
    hall.do({ type: 'presence', agentId: 'mei', presence: 'online' })
    ask(hall, 'mei')
    expect(obstacle(hall, 'queue')).toBe('already_asked')
    expect(transferObstacle(hall.state, { ...wish('queue'), agentId: 'bo' })).toBe('not_found')
  })

  test('of a call goes to nobody who speaks already, has 15 seconds, and leaves work after it', () => {
    const hall = floor()
    hall.arrive('lin', { capacity: 3 })
    hall.enqueue('one', { call: true })
    hall.take('lin', 'one')
    hall.arrive('mei', { capacity: 6 })
    hall.enqueue('two', { call: true })
    expect(hall.offersTo('mei')).toEqual(['two'])
    expect(obstacle(hall, 'mei')).toBe('agent_unavailable')
    hall.arrive('bo')
    ask(hall, 'bo')
    expect(board(hall, 'bo').offers[0]?.expiresAt).toBe(hall.now + 15_000)
    hall.do({ type: 'accept', agentId: 'bo', offerId: 'o_3' })
    hall.answer('one', 'bo', 3)
    expect(board(hall, 'lin').wrapUpUntil).toBe(hall.now + 120_000)
    expect(board(hall, 'bo').wrapUpUntil).toBeUndefined()
  })

  test('to the queue puts it first of its equals, and asks others before the one who gave it away', () => {
    const hall = withLin()
    hall.enqueue('two')
    hall.take('lin', 'two')
    hall.enqueue('three')
    const [pass] = ask(hall, 'queue')
    expect(pass).toMatchObject({ to: 'queue', reason: 'transferred', note })
    hall.answer('one', 'queue', 3)
    expect(hall.offersTo('lin')).toEqual(['three'])
    hall.arrive('mei', { capacity: 1 })
    expect(hall.offersTo('mei')).toEqual(['one'])
  })

  test('accepted while the one who asked drops goes on; when the session has moved, the colleague is told so', () => {
    const hall = withLin('mei')
    ask(hall, 'mei')
    hall.do({ type: 'accept', agentId: 'mei', offerId: 'o_2' })
    expect(hall.do({ type: 'leave', agentId: 'lin', revoked: true })).toEqual([])
    hall.answer('one', 'mei', 3)
    expect(hall.stage('one')).toMatchObject({ at: 'assigned', agent: { id: 'mei' } })
    const other = withLin('mei')
    ask(other, 'mei')
    other.do({ type: 'accept', agentId: 'mei', offerId: 'o_2' })
    const gone = { type: 'offerGone', agentId: 'mei', offerId: 'o_2' }
    const release = { type: 'release', session: session('one'), handoffId: 'h-one', fence: 3 } as const
    expect(other.do(release)).toEqual([gone])
    expect(other.stage('one')).toBeUndefined()
  })
})
