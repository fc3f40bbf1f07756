import { describe, expect, test } from 'vitest'
import { boardsOf } from './index.ts'
import { floor, session } from './testing/hall.ts'

describe('repeats and latecomers', () => {
  test('the same handoff again changes nothing', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    const before = hall.state
    expect(hall.enqueue('one')).toEqual([])
    expect(hall.state).toBe(before)
  })

  test('a newer fence replaces an older one', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.take('lin', 'one')
    hall.enqueue('one', { handoffId: 'h-two', want: 'more help' }, 5)
    expect(hall.state.items.get(session('one'))).toMatchObject({ fence: 5, item: { handoffId: 'h-two' } })
    expect(boardsOf(hall.state)('lin').mine).toEqual([])
    const before = hall.state
    hall.enqueue('one')
    hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 3 })
    expect(hall.state).toBe(before)
  })

  test('an enqueue overtaken by its release does not come back', () => {
    const hall = floor('lin')
    hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 2 })
    hall.enqueue('one')
    expect(hall.state.items.size).toBe(0)
    hall.enqueue('one', { handoffId: 'h-two' }, 3)
    expect(hall.offersTo('lin')).toEqual(['one'])
  })

  test('a late answer about an earlier pass says nothing about the one in flight', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.take('lin', 'one', 2)
    hall.do({ type: 'leave', agentId: 'lin', revoked: true })
    hall.answer('one', 'queue', 3)
    hall.arrive('lin')
    hall.do({ type: 'accept', agentId: 'lin', offerId: hall.offerId('one') })
    expect(hall.answer('one', 'lin', 2)).toEqual([])
    expect(hall.stage('one')?.at).toBe('reserved')
    hall.answer('one', 'lin', 4)
    expect(hall.state.items.get(session('one'))).toMatchObject({ fence: 4, stage: { at: 'assigned' } })
  })

  test('departures are forgotten after an hour', () => {
    const hall = floor()
    hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 2 })
    hall.now += 3_600_000
    hall.do({ type: 'release', session: session('two'), handoffId: 'h-two', fence: 2 })
    expect([...hall.state.departures.keys()]).toEqual([session('two')])
  })
})
