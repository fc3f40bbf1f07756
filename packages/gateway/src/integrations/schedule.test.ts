import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextAttempt, WAITS_MS } from './schedule.ts'

describe('the schedule of attempts', () => {
  test('ten attempts, each wait as long as the standard says or up to a fifth longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, random) => {
          const wait = (nextAttempt(attempts, 1_000_000, random) ?? Number.NaN) - 1_000_000
          expect(wait).toBeGreaterThanOrEqual(WAITS_MS[attempts] ?? Number.NaN)
          expect(wait).toBeLessThanOrEqual((WAITS_MS[attempts] ?? Number.NaN) * 1.2)
        },
      ),
    )
    expect(nextAttempt(10, 0, 0)).toBeNull()
  })

  test('a receiver that asks for more time gets it, up to a day', () => {
    expect(nextAttempt(1, 0, 0, 60_000)).toBe(60_000)
    expect(nextAttempt(1, 0, 0, 10 ** 12)).toBe(24 * 3_600_000)
    expect(nextAttempt(2, 0, 0, 1_000)).toBe(300_000)
  })
})
