import { expect, test } from 'vitest'
import { firstLoud, loudParts } from './loudness.ts'

const RATE = 16_000
/** A second each: silence, sound, a short silence, sound, silence. */
const tap = {
  rate: RATE,
  startedAt: 1_000,
  samples: Float32Array.from({ length: RATE * 4 }, (_, at) => {
    const ms = at / 16
    const isSilent = ms < 1_000 || (ms >= 2_000 && ms < 2_100) || ms >= 3_000
    return isSilent ? 0.001 : Math.sin(at / 5) * 0.2
  }),
}

test('says when it was loud, by the wall clock', () => {
  const parts = loudParts(tap, 50)
  expect(parts).toHaveLength(2)
  expect(parts[0]?.from).toBeCloseTo(2_000, -1)
  expect(parts[1]?.to).toBeCloseTo(4_000, -1)
})

test('a breath does not part what is said', () => {
  expect(loudParts(tap, 200)).toHaveLength(1)
})

test('finds what is heard next, and nothing where nothing follows', () => {
  expect(firstLoud(tap, 2_500)).toBeCloseTo(3_100, -1)
  expect(firstLoud(tap, 4_500)).toBeNaN()
})
