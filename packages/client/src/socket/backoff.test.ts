import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BACKOFF, backoffMs } from './backoff.ts'

it('doubles its ceiling from half a second to twenty', () => {
  const ceilings = [1, 2, 3, 6, 7, 1_000].map((failures) => backoffMs(failures, () => 1))
  expect(ceilings).toEqual([500, 1_000, 2_000, 16_000, 20_000, 20_000])
})

it('takes any time below the ceiling', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const waitMs = backoffMs(failures, () => chance)
      expect(waitMs).toBeGreaterThanOrEqual(0)
      expect(waitMs).toBeLessThanOrEqual(BACKOFF.capMs)
    }),
  )
})
