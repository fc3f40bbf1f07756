import { CHANNEL_KINDS } from '@baton/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Pace, PER_SECOND } from './pace.ts'

const MINUTE_MS = 60_000
const START = 1_800_000_000_000
const DOWN = { as: 'later', isOverload: false } as const

/** Sends as many as it is let, each who waits asking again when it was told to. Answers when each left. */
function sendAll(pace: Pace, count: number, from: number): number[] {
  const waiting = Array.from({ length: count }, () => from)
  const left: number[] = []
  while (waiting.length > 0) {
    waiting.sort((a, b) => a - b)
    const now = waiting.shift() ?? 0
    const wait = pace.leave(now)
    if (wait > 0) waiting.push(now + wait)
    else {
      left.push(now)
      pace.told({ as: 'sent' }, now)
    }
  }
  return left
}

test.each(CHANNEL_KINDS)(
  '%s: no second holds more than its vendor takes, and nobody waits longer than that makes them',
  (kind) => {
    const most = PER_SECOND[kind]
    const count = Math.min(most * 5, 2_000) + 7
    const left = sendAll(new Pace(kind), count, START)
    for (const [at, time] of left.entries()) {
      const before = left[at - most]
      if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(1_000)
    }
    // Half again as long as it takes at best.
    expect((left.at(-1) ?? 0) - START).toBeLessThanOrEqual(Math.max(1_500, (count / most) * 1_500))
  },
)

test('those who wait are told to come one after the other, not all at once', () => {
  const pace = new Pace('telegram')
  for (let n = 0; n < PER_SECOND.telegram; n += 1) expect(pace.leave(START)).toBe(0)
  const waits = Array.from({ length: 60 }, () => pace.leave(START))
  expect(waits[0]).toBeGreaterThanOrEqual(1_000)
  for (const [at, wait] of waits.entries()) {
    const before = waits[at - 1] ?? 0
    expect(wait).toBeGreaterThan(before)
  }
  expect(waits.at(-1)).toBeLessThanOrEqual(3_100)
})

test('a pause the vendor asks for is kept to the millisecond, whatever else it says meanwhile', () => {
  const pace = new Pace('telegram')
  expect(pace.leave(START)).toBe(0)
  expect(pace.leave(START)).toBe(0)
  pace.told({ as: 'later', isOverload: true, retryAfterMs: 30_000 }, START)
  pace.told({ as: 'sent' }, START + 10)
  expect(pace.leave(START + 29_999)).toBeGreaterThan(0)
  expect(pace.leave(START + 30_000)).toBe(0)
  // It is not down: it has answered.
  expect(pace.downSince).toBeNull()
})

test('a vendor that is down is asked by one at a time, with pauses that grow to a minute and end with its first answer', () => {
  const pace = new Pace('line')
  for (let n = 0; n < 3; n += 1) expect(pace.leave(START)).toBe(0)
  for (let n = 0; n < 3; n += 1) pace.told(DOWN, START)
  expect(pace.downSince).toBe(START)
  let now = START
  const pauses: number[] = []
  for (let n = 0; n < 9; n += 1) {
    const wait = pace.leave(now)
    expect(wait).toBeGreaterThan(0)
    now += wait
    expect(pace.leave(now)).toBe(0)
    expect(pace.leave(now)).toBeGreaterThan(0)
    pauses.push(wait)
    pace.told(DOWN, now)
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000))
  now += pace.leave(now)
  expect(pace.leave(now)).toBe(0)
  pace.told({ as: 'failed', reason: 'blocked' }, now)
  expect([pace.downSince, pace.leave(now), pace.leave(now)]).toEqual([null, 0, 0])
})

test('many that fail at once are one outage, and a try of which nothing is heard does not stop the next for ever', () => {
  const pace = new Pace('line')
  for (let n = 0; n < 500; n += 1) pace.leave(START)
  for (let n = 0; n < 500; n += 1) pace.told(DOWN, START + n)
  expect(pace.leave(START + 500)).toBeLessThanOrEqual(1_000)
  expect(pace.leave(START + 1_500)).toBe(0)
  const wait = pace.leave(START + 1_501)
  expect(wait).toBeLessThanOrEqual(MINUTE_MS)
  expect(pace.leave(START + 1_500 + MINUTE_MS)).toBe(0)
})

test('whatever is told when, a vendor is never asked faster than it takes or within its pause, and always asked again', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 90_000 }),
    told: fc.constantFrom('sent', 'failed', 'down', 'overload', 'nothing'),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.constantFrom(...CHANNEL_KINDS), fc.array(step, { maxLength: 60 }), (kind, steps) => {
      const pace = new Pace(kind)
      const left: number[] = []
      let now = START
      let pausedUntil = 0
      for (const { afterMs, told, retryAfterMs } of steps) {
        now += afterMs
        const wait = pace.leave(now)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(Number.isInteger(wait)).toBe(true)
        if (wait === 0) {
          left.push(now)
          expect(now).toBeGreaterThanOrEqual(pausedUntil)
        }
        const later = retryAfterMs === undefined ? {} : { retryAfterMs }
        if (told === 'sent') pace.told({ as: 'sent' }, now)
        if (told === 'failed') pace.told({ as: 'failed', reason: 'rejected' }, now)
        if (told === 'down') pace.told({ ...DOWN, ...later }, now)
        if (told === 'overload') {
          pace.told({ as: 'later', isOverload: true, ...later }, now)
          pausedUntil = Math.max(pausedUntil, now + (retryAfterMs ?? 0))
        }
        expect(pace.downSince === null || pace.downSince <= now).toBe(true)
      }
      for (const [at, time] of left.entries()) {
        const before = left[at - PER_SECOND[kind]]
        if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(1_000)
      }
      // Whoever keeps asking when they are told to is let go.
      let asks = 0
      for (let wait = pace.leave(now); wait > 0; wait = pace.leave(now)) {
        now += wait
        asks += 1
        expect(asks).toBeLessThan(20)
      }
    }),
    { numRuns: 500 },
  )
})
