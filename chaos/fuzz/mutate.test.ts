import { Random } from '@baton/bench/random'
import { expect, test } from 'vitest'
import { goldenFrames } from './golden.ts'
import { fuzzInProcess } from './in-process.ts'
import { mutated } from './mutate.ts'

test('T-10 five thousand mutated frames neither throw, nor pollute, nor come back in the refusal', () => {
  const { refused, escapes } = fuzzInProcess(5_000, 20_261_126)
  expect(escapes).toEqual([])
  // A generator whose frames are all valid, or all nonsense, would find as little.
  expect(refused).toBeGreaterThan(2_500)
  expect(refused).toBeLessThan(5_000)
})

test('the same seed makes the same cases, and they are of every kind', () => {
  const valid = goldenFrames('session')
  const cases = (seed: number) => {
    const random = new Random(seed)
    return Array.from({ length: 2_000 }, () => mutated(valid, random))
  }
  expect(cases(7)).toEqual(cases(7))
  expect(cases(7)).not.toEqual(cases(8))
  expect(new Set(cases(7).map(({ how }) => how)).size).toBe(17)
})
