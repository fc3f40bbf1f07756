import { expect, test } from 'vitest'
import { awakeSeconds, covered, HIBERNATES_AFTER_MS } from './awake.ts'
import type { Step } from './step.ts'

test('counts time that two spans share once', () => {
  expect(
    covered([
      { from: 5, to: 15 },
      { from: 0, to: 10 },
      { from: 20, to: 21 },
      { from: 12, to: 13 },
    ]),
  ).toBe(16)
})

const step = (second: number, object = 'a'): Step => ({
  name: 'message',
  second,
  times: 1,
  at: 1_000,
  reading: {
    workerRequests: 0,
    statements: [],
    bytes: {},
    events: [{ room: 'Session', object, what: 'message send', at: 1_100, until: 1_300 }],
  },
})

test('lays events over the pace of people, however fast they were played', () => {
  expect(awakeSeconds([step(0), step(60)], 'Session', HIBERNATES_AFTER_MS)).toBeCloseTo(20.4)
  expect(awakeSeconds([step(0), step(5)], 'Session', HIBERNATES_AFTER_MS)).toBeCloseTo(15.2)
  expect(awakeSeconds([step(0), step(5)], 'Session', 0)).toBeCloseTo(0.4)
})

test('counts each object for itself', () => {
  expect(awakeSeconds([step(0, 'a'), step(0, 'b')], 'Session', 0)).toBeCloseTo(0.4)
  expect(awakeSeconds([step(0, 'a')], 'Floor', 0)).toBe(0)
})
