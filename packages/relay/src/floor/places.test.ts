import { describe, expect, test } from 'vitest'
import { nextDue } from './index.ts'
import { floor, session } from './testing/hall.ts'

describe('places in the queue', () => {
  test('are told when they change and only then', () => {
    const hall = floor()
    expect(hall.enqueue('one')).toMatchObject([{ type: 'place', place: { position: 1, waitMs: null } }])
    hall.now += 1
    expect(hall.enqueue('two')).toMatchObject([
      { type: 'place', session: session('two'), place: { position: 2, waitMs: null } },
    ])
    expect(hall.do({ type: 'tick' })).toEqual([])
    expect(hall.do({ type: 'release', session: session('one'), handoffId: 'h-one', fence: 2 })).toMatchObject([
      { session: session('two'), place: { position: 1, waitMs: null } },
    ])
  })

  test('far back in a long queue are told at most every ten seconds, and then truly', () => {
    const hall = floor()
    for (let n = 0; n < 12; n += 1) hall.enqueue(`s${n}`)
    const leaveFirst = (name: string) =>
      hall.do({ type: 'release', session: session(name), handoffId: `h-${name}`, fence: 2 })
    expect(leaveFirst('s0').map((effect) => effect.type === 'place' && effect.place.position)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
    expect(hall.placeOf('s11')).toMatchObject({ place: { position: 12 } })
    const due = nextDue(hall.state, hall.now) ?? 0
    expect(due - hall.now).toBeGreaterThan(9_000)
    hall.wait(due - hall.now)
    expect(hall.placeOf('s11')).toMatchObject({ place: { position: 11 } })
    expect(nextDue(hall.state, hall.now)).toBeNull()
  })

  test('give a range from how long sessions took lately', () => {
    const hall = floor()
    hall.arrive('lin', { capacity: 1 })
    for (const [index, minutes] of [2, 4, 6, 8, 10].entries()) {
      const name = `s${index}`
      hall.enqueue(name)
      hall.take('lin', name)
      hall.now += minutes * 60_000
      hall.do({ type: 'release', session: session(name), handoffId: `h-${name}`, fence: 3 })
    }
    hall.enqueue('one')
    expect(hall.placeOf('one')).toMatchObject({ place: { position: 1, waitMs: { low: 240_000, high: 480_000 } } })
    hall.now += 1
    hall.enqueue('two')
    expect(hall.placeOf('two')).toMatchObject({ place: { position: 2, waitMs: { low: 480_000, high: 960_000 } } })
    hall.do({ type: 'presence', agentId: 'lin', presence: 'away' })
    expect(hall.placeOf('two')).toMatchObject({ place: { position: 2, waitMs: null } })
  })

  test('assume four minutes, give or take half, while nothing was learnt', () => {
    const hall = floor('lin')
    hall.enqueue('one')
    expect(hall.placeOf('one')).toMatchObject({ place: { position: 1, waitMs: { low: 120_000, high: 360_000 } } })
  })
})
