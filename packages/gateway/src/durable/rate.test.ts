import { expect, test } from 'vitest'
import { Rate } from './rate.ts'

test('takes as many as it may in any window, and says how long the next must wait', () => {
  const rate = new Rate(3, 1_000)
  expect([0, 100, 200].map((now) => rate.take(now))).toEqual([0, 0, 0])
  expect(rate.take(300)).toBe(700)
  expect(rate.take(999)).toBe(1)
  expect(rate.take(1_000)).toBe(0)
  // The window slides: the one at 100 still counts, and what was refused never did.
  expect(rate.take(1_050)).toBe(50)
  expect(rate.take(1_100)).toBe(0)
})

test('a long pause forgets all of it', () => {
  const rate = new Rate(2, 1_000)
  expect([0, 1, 9_000, 9_001, 9_002].map((now) => rate.take(now))).toEqual([0, 0, 0, 0, 998])
})

test('a clock that is set back a day holds nobody up for a day', () => {
  const day = 86_400_000
  const rate = new Rate(2, 1_000)
  expect([day, day + 1, 0, 1, 2].map((now) => rate.take(now))).toEqual([0, 0, 0, 0, 998])
})
