import { describe, expect, test } from 'vitest'
import { boardsOf } from './index.ts'
import { floor, session } from './testing/hall.ts'

describe('who is asked', () => {
  test('serves priority first and then the longest wait', () => {
    const hall = floor()
    hall.enqueue('early')
    hall.now += 10
    hall.enqueue('late')
    hall.enqueue('urgent', { priority: 5 })
    hall.arrive('lin', { capacity: 2 })
    expect(hall.offersTo('lin')).toEqual(['urgent', 'early'])
    expect(boardsOf(hall.state)('lin').queue.map(({ customer }) => customer)).toEqual(['late'])
  })

  test('prefers who speaks the locale, then its language, then the least loaded share, then the longest idle', () => {
    const hall = floor()
    hall.arrive('a', { capacity: 4, locales: ['en'] })
    hall.now += 1
    hall.arrive('b', { capacity: 4, locales: ['en'] })
    hall.arrive('c', { capacity: 4, locales: ['zh-CN'] })
    hall.enqueue('one', { locale: 'zh-TW' })
    hall.enqueue('two')
    hall.enqueue('three')
    hall.enqueue('four', { locale: 'zh-CN' })
    expect([hall.offersTo('a'), hall.offersTo('b'), hall.offersTo('c')]).toEqual([['two'], ['three'], ['one', 'four']])
  })

  test('asks another language rather than let a customer wait', () => {
    const hall = floor('lin')
    hall.enqueue('one', { locale: 'zh-CN' })
    expect(hall.offersTo('lin')).toEqual(['one'])
  })

  test('counts offers and sessions against the capacity', () => {
    const hall = floor('lin')
    for (const name of ['one', 'two', 'three']) hall.enqueue(name)
    expect(hall.offersTo('lin')).toEqual(['one', 'two'])
    hall.take('lin', 'one')
    expect(hall.offersTo('lin')).toEqual(['two'])
    hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 3 })
    expect(hall.offersTo('lin')).toEqual(['two', 'three'])
  })

  test('shows nothing to an agent who is away', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    hall.do({ type: 'presence', agentId: 'lin', presence: 'away' })
    expect(hall.stage('one')).toEqual({ at: 'queued' })
    hall.do({ type: 'presence', agentId: 'lin', presence: 'online' })
    expect(hall.offersTo('lin')).toEqual(['one'])
  })
})
