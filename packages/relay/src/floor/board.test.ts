import { describe, expect, test } from 'vitest'
import { SHOWN_TEAM } from './board.ts'
import { boardsOf, decideFloor } from './index.ts'
import { floor, GRACE_MS, OFFER_MS } from './testing/hall.ts'

describe('boards', () => {
  test('end after a hundred of the team, those who serve first, and count them all', () => {
    const hall = floor()
    for (let at = 0; at < SHOWN_TEAM; at += 1) hall.arrive(`a${at}`)
    expect(boardsOf(hall.state)('a0').agents).toHaveLength(SHOWN_TEAM)
    expect(boardsOf(hall.state)('a0').agentsLength).toBeUndefined()
    hall.do({ type: 'presence', agentId: 'a0', presence: 'away' })
    for (let at = 0; at < 20; at += 1) hall.arrive(`b${at}`)
    const board = boardsOf(hall.state)('a0')
    expect(board.agents).toHaveLength(SHOWN_TEAM)
    expect(board.agents.every(({ presence }) => presence === 'online')).toBe(true)
    expect(board.agentsLength).toBe(SHOWN_TEAM + 20)
    expect(board.presence).toBe('away')
  })

  test('share what all see alike, and leave out of the queue what one is offered', () => {
    const hall = floor()
    hall.arrive('lin', { capacity: 1 })
    hall.enqueue('one')
    hall.enqueue('two')
    const boards = boardsOf(hall.state)
    expect(boards('mei').queue).toBe(boards('ann').queue)
    expect(boards('mei').queue.map(({ customer }) => customer)).toEqual(['one', 'two'])
    expect(boards('lin').queue.map(({ customer }) => customer)).toEqual(['two'])
  })

  test('of whom something changed is told: those who were changed, and who had or got a session', () => {
    const hall = floor()
    const context = () => ({ now: hall.now, offerMs: OFFER_MS, graceMs: GRACE_MS })
    for (const id of ['lin', 'mei', 'ann']) hall.arrive(id, { capacity: 1 })
    hall.enqueue('one')
    const [holder] = ['lin', 'mei', 'ann'].filter((id) => hall.offersTo(id).length > 0)
    const offerId = hall.offerId('one')
    const accepted = decideFloor(hall.state, { type: 'accept', agentId: holder ?? '', offerId }, context())
    expect([...accepted.touched.affected]).toEqual([holder])
    const left = decideFloor(hall.state, { type: 'leave', agentId: holder ?? '', revoked: false }, context())
    expect(left.touched.affected).toContain(holder)
    expect(left.touched.affected.size).toBe(2) // and who is offered it instead
  })

  test('agents who are all gone at once leave as if one after the other', () => {
    const [together, apart] = [floor(), floor()]
    for (const hall of [together, apart]) {
      for (const id of ['lin', 'mei']) hall.arrive(id)
      hall.enqueue('one')
    }
    together.do({ type: 'absent', agentIds: ['lin', 'mei'] })
    for (const agentId of ['lin', 'mei']) apart.do({ type: 'leave', agentId, revoked: false })
    expect([...together.state.agents.values()].every(({ connected }) => !connected)).toBe(true)
    expect(together.state.agents).toEqual(apart.state.agents)
    expect(together.stage('one')).toEqual({ at: 'queued' })
    expect(apart.stage('one')).toEqual({ at: 'queued' })
  })
})
