import { expect, test } from 'vitest'
import { Crowd } from './crowd.ts'

test('it takes as many as it says, and all of them within the time', () => {
  const crowd = new Crowd(3, 1_000)
  expect([0, 400, 999].map((now) => crowd.comes(now))).toEqual([false, false, true])
  expect(crowd.comes(1_399)).toBe(true)
  expect(crowd.comes(1_999)).toBe(false)
  expect(crowd.comes(2_000)).toBe(true)
})

test('whoever comes counts, also when they are sent away for it', () => {
  const crowd = new Crowd(2, 1_000)
  const times = Array.from({ length: 50 }, (_, at) => at * 100)
  expect(times.map((now) => crowd.comes(now)).filter((isCrowd) => !isCrowd)).toHaveLength(1)
})
