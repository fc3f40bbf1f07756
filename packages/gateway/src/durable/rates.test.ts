import { expect, test } from 'vitest'
import { Rates } from './rates.ts'

test('keys are counted apart, and each by a sliding window', () => {
  const rates = new Rates(10)
  const take = (key: string, now: number) => rates.take(key, 2, 1_000, now)
  expect([take('a', 0), take('a', 400), take('a', 500), take('b', 500)]).toEqual([0, 0, 500, 0])
  expect([take('a', 999), take('a', 1_000), take('a', 1_001)]).toEqual([1, 0, 399])
})

test('it holds no more keys than it may: the one not seen for longest begins anew', () => {
  const rates = new Rates(2)
  const take = (key: string) => rates.take(key, 1, 1_000, 0)
  expect([take('a'), take('b'), take('a')]).toEqual([0, 0, 1_000])
  expect(take('c')).toBe(0) // 'b' goes: 'a' was seen since
  expect([take('a'), take('b')]).toEqual([1_000, 0])
})
