import { expect, test } from 'vitest'
import { levelOf } from './level.ts'
import { dtmfTone, holdTone, ringBack } from './tone.ts'

/** The largest step from one sample to the next, over the place where a loop begins again. */
const largestStep = (loop: Int16Array): number =>
  loop.reduce((largest, sample, at) => Math.max(largest, Math.abs((loop[(at + 1) % loop.length] ?? 0) - sample)), 0)

test('a key is as long and as loud as asked', () => {
  const tone = dtmfTone('5', 16_000, 100)
  expect(tone).toHaveLength(1600)
  expect(levelOf(tone.subarray(160, -160))).toBeCloseTo(-13, 0)
  expect(() => dtmfTone('E', 16_000, 100)).toThrow(RangeError)
  expect(() => dtmfTone('', 16_000, 100)).toThrow(RangeError)
})

test.each([8000, 16_000, 48_000])('the hold tone is quiet, and is a loop without a click at %d Hz', (rate) => {
  const loop = holdTone(rate)
  expect(levelOf(loop)).toBeLessThan(-32)
  expect(levelOf(loop)).toBeGreaterThan(-45)
  expect([loop[0], loop.at(-1)]).toEqual([0, 0])
  // No steeper than its highest note at its loudest.
  const steepest = 32_767 * Math.SQRT2 * 10 ** (-32 / 20) * 2 * Math.PI * (523.25 / rate)
  expect(largestStep(loop)).toBeLessThan(steepest * 1.05 + 1)
})

test.each([
  ['us', 2, 6],
  ['cn', 1, 5],
  ['eu', 1, 5],
] as const)('it rings in %s for %d s of %d', (country, on, all) => {
  const ring = ringBack(8000, country)
  expect(ring).toHaveLength(8000 * all)
  expect(levelOf(ring.subarray(0, 8000 * on))).toBeCloseTo(-24, 0)
  expect(levelOf(ring.subarray(8000 * on))).toBe(-127)
})
