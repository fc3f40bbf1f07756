import { expect, test } from 'vitest'
import { recoveryMs } from './stall.ts'

const STALL = { from: 10_000, to: 10_200 }
const heardWith = (delayAt: (at: number) => number) =>
  Array.from({ length: 80 }, (_, index) => 7_000 + index * 150).map((at) => ({ at, ms: delayAt(at) }))

test('a delay that goes back slowly is back when the last late piece was heard', () => {
  const ms = recoveryMs(
    heardWith((at) => (at < 10_000 ? 60 : Math.max(60, 260 - (at - 10_000) / 10))),
    STALL,
  )
  expect(ms).toBeGreaterThan(1_300)
  expect(ms).toBeLessThan(1_800)
})

test('a delay that stays is never back', () => {
  expect(
    recoveryMs(
      heardWith((at) => (at < 10_000 ? 60 : 260)),
      STALL,
    ),
  ).toBeNaN()
})

test('nothing heard before says nothing', () => {
  expect(recoveryMs([], STALL)).toBeNaN()
})
