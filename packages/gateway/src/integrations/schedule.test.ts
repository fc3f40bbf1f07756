import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextAttempt, retryAfterMs, WAITS_MS } from './schedule.ts'

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

  test('Retry-After is seconds or a date, and nonsense is nothing', () => {
    expect(retryAfterMs('120', 0)).toBe(120_000)
    expect(retryAfterMs('Thu, 01 Jan 1970 00:01:00 GMT', 10_000)).toBe(50_000)
    for (const header of [null, '', 'soon', '-5', '1e99', 'Thu, 01 Jan 1970 00:00:00 GMT'])
      expect(retryAfterMs(header, 5_000)).toBe(0)
  })
})
