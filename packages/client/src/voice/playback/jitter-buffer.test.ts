import { expect, test } from 'vitest'
import { hear, voice } from '../../testing/arrivals.ts'
import type { JitterBuffer } from './jitter-buffer.ts'

/** Numbers that look random and are the same each time. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const loudest = (samples: Float32Array): number => samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0)

/** The largest step from one sample to the next: a click has a large one. The voice itself steps by 0.024 at most. */
const steepest = (samples: Float32Array): number =>
  samples.slice(1).reduce((most, each, i) => Math.max(most, Math.abs(each - (samples[i] ?? 0))), 0)

const between = (samples: Float32Array, fromMs: number, toMs: number) => samples.subarray(fromMs * 16, toMs * 16)

test('frames that come on time are heard as they were sent, 60 ms after the first, and 40 ms later on', () => {
  const { buffer, out, delays } = hear({ frames: 500, arrivesAt: (i) => i * 20, forMs: 5000 })
  expect(between(out, 60, 900)).toEqual(voice(0, 840 * 16))
  expect(loudest(between(out, 0, 60))).toBe(0)
  expect(delays.at(-1)).toBeLessThanOrEqual(50)
  expect(buffer.stats).toMatchObject({ concealedMs: 0, underruns: 0, targetMs: 40 })
})

test('a burst at the start does not stay in the delay', () => {
  const { delays } = hear({ frames: 500, arrivesAt: (i) => Math.max(300, i * 20), forMs: 5000 })
  expect(delays.at(-1)).toBeLessThanOrEqual(50)
})

test('it waits as long as jitter asks for, and conceals little', () => {
  const random = noise(7)
  const { buffer } = hear({ frames: 1000, arrivesAt: (i) => i * 20 + random() * 60, forMs: 19_000 })
  const { targetMs, concealedMs } = buffer.stats
  expect(targetMs).toBeGreaterThan(60)
  expect(targetMs).toBeLessThan(85)
  expect(concealedMs / 19_000).toBeLessThan(0.015)
})

test.each([2000, 5000, 9000])(
  'after 200 ms without a frame, at %i ms, it is back under its target and 30 ms within 3 s',
  (stall) => {
    const arrivesAt = (i: number) => (i * 20 > stall && i * 20 < stall + 200 ? stall + 200 : i * 20)
    const { buffer, out, delays } = hear({ frames: 1000, arrivesAt, forMs: stall + 3400 })
    const { delayMs, targetMs, underruns, concealedMs } = buffer.stats
    expect(Math.max(...delays)).toBeGreaterThan(150)
    expect(delayMs).toBeLessThan(targetMs + 30)
    expect(targetMs).toBe(40)
    expect(underruns).toBe(1)
    expect(concealedMs).toBeLessThan(200)
    expect(steepest(out)).toBeLessThan(0.1)
  },
)

test('one stall is no reason to wait longer, though what it held back comes in several pieces', () => {
  const held = (i: number) => 3300 + 8 * (i - 150)
  const { buffer, delays } = hear({
    frames: 400,
    arrivesAt: (i) => Math.max(i * 20, i < 150 ? 0 : held(i)),
    forMs: 6000,
  })
  expect(Math.max(...delays)).toBeGreaterThan(250)
  expect(buffer.stats).toMatchObject({ targetMs: 40 })
  expect(delays.at(-1)).toBeLessThan(70)
})

test('late by a second is caught up by leaving out', () => {
  const arrivesAt = (i: number) => (i * 20 > 3000 && i * 20 < 5000 ? 5000 : i * 20)
  const { buffer, delays } = hear({ frames: 1000, arrivesAt, forMs: 9000 })
  expect(delays[502]).toBeLessThan(1100)
  expect(delays.at(-1)).toBeLessThan(buffer.stats.targetMs + 30)
})

test('a sender whose clock is slow or fast is followed', () => {
  for (const rate of [0.998, 1.002]) {
    const { buffer, delays } = hear({ frames: 1500, arrivesAt: (i) => i * 20 * rate, forMs: 25_000 })
    expect(Math.max(...delays.slice(500))).toBeLessThan(90)
    expect(buffer.stats.concealedMs).toBeLessThan(50)
  }
})

test('a lost frame is filled without a click', () => {
  const { buffer, out } = hear({ frames: 100, arrivesAt: (i) => (i === 50 ? null : i * 20), forMs: 1900 })
  expect(buffer.stats.concealedMs).toBeGreaterThan(0)
  expect(buffer.stats.concealedMs).toBeLessThanOrEqual(20)
  expect(steepest(out)).toBeLessThan(0.06)
})

test('a frame that comes twice is heard once, and one out of order in its place', () => {
  const { out } = hear({ frames: 40, arrivesAt: (i) => (i === 10 ? 225 : i * 20), forMs: 700 })
  expect(between(out, 60, 700)).toEqual(voice(0, 640 * 16))
})

test('the end of something is no hole: nothing is made up after it, and what comes later starts afresh', () => {
  const arrivesAt = (i: number) => (i >= 50 && i < 100 ? null : i * 20)
  const { buffer, out } = hear({ frames: 150, arrivesAt, isLast: (i) => i === 49, forMs: 2900 })
  expect(buffer.stats).toMatchObject({ concealedMs: 0, underruns: 0 })
  expect(loudest(between(out, 1100, 2020))).toBe(0)
  expect(loudest(between(out, 2060, 2500))).toBeGreaterThan(0.3)
})

test('after a sender is gone, nothing is made up for ever', () => {
  const { buffer, out } = hear({ frames: 50, arrivesAt: (i) => i * 20, forMs: 10_000 })
  expect(loudest(between(out, 1200, 10_000))).toBeLessThan(0.001)
  expect(buffer.stats.concealedMs).toBeLessThan(2200)
})

test('another person on the track, with a clock of their own, is heard at once', () => {
  const buffer = hear({ frames: 50, arrivesAt: (i) => i * 20, forMs: 1000 }).buffer
  const out = new Float32Array(160)
  buffer.push({ ts: 90_000_000, gen: 0, samples: voice(0, 3200), isLast: false }, 1000)
  for (let ms = 1000; ms < 1100; ms += 10) buffer.pull(out.fill(0), ms)
  expect(loudest(out)).toBeGreaterThan(0.2)
})

test('a made voice may come all at once, and is played as it is', () => {
  const { buffer, out } = hear({
    live: false,
    frames: 200,
    arrivesAt: () => 100,
    isLast: (i) => i === 199,
    forMs: 4200,
  })
  expect(between(out, 100, 4100)).toEqual(voice(0, 4000 * 16))
  expect(buffer.over()).toEqual([{ gen: 0, playedMs: 4000, whole: true }])
})

test('a made voice that is ahead of real time begins at once, and one that is not waits a little', () => {
  const begun = (aheadMs: number) => {
    const { out } = hear({
      live: false,
      frames: 100,
      arrivesAt: (i) => 100 + Math.max(0, i * 20 - aheadMs),
      forMs: 400,
    })
    return out.findIndex((sample) => sample !== 0) / 16
  }
  expect(begun(180)).toBeLessThanOrEqual(105)
  expect(begun(40)).toBeGreaterThanOrEqual(140)
})

test('cleared, it is silent within 10 ms and without a click, and tells what was heard', () => {
  const { buffer, out } = hear({
    live: false,
    frames: 200,
    arrivesAt: () => 100,
    at: { 1000: (each) => each.clear(1) },
    forMs: 1500,
  })
  expect(loudest(between(out, 1010, 1500))).toBe(0)
  expect(steepest(out)).toBeLessThan(0.06)
  const [over] = buffer.over()
  expect(over).toMatchObject({ gen: 0, whole: false })
  expect(Math.abs((over?.playedMs ?? 0) - 900)).toBeLessThanOrEqual(20)
})

test('frames of what was cleared are not heard, however late they come; those of the next are', () => {
  const { out } = hear({
    live: false,
    frames: 300,
    gen: (i) => (i < 200 ? 255 : 0),
    arrivesAt: (i) => (i < 200 ? i * 20 : 3000 + i * 2),
    at: { 1000: (each) => each.clear(0) },
    forMs: 4000,
  })
  expect(loudest(between(out, 1010, 3400))).toBe(0)
  expect(loudest(between(out, 3450, 4000))).toBeGreaterThan(0.3)
})

test('a generation is over when its end has been heard, not when it came', () => {
  const told: unknown[] = []
  const ask = (ms: number): [number, (buffer: JitterBuffer) => void] => [
    ms,
    (buffer) => told.push(...buffer.over().map((over) => ({ ...over, ms }))),
  ]
  hear({
    live: false,
    frames: 50,
    arrivesAt: () => 0,
    isLast: (i) => i === 49,
    at: Object.fromEntries([950, 1050, 1150].map(ask)),
    forMs: 1200,
  })
  expect(told).toEqual([{ gen: 0, playedMs: 1000, whole: true, ms: 1050 }])
})

test('paused, it is silent within 10 ms, and it goes on where it was', () => {
  const { buffer, out } = hear({
    live: false,
    frames: 50,
    arrivesAt: () => 0,
    isLast: (i) => i === 49,
    at: { 400: (each) => each.pause(), 700: (each) => each.resume() },
    forMs: 1400,
  })
  expect(loudest(between(out, 410, 700))).toBe(0)
  expect(between(out, 710, 1300)).toEqual(voice(410 * 16, 590 * 16))
  expect(steepest(out)).toBeLessThan(0.06)
  expect(buffer.over()).toEqual([{ gen: 0, playedMs: 1000, whole: true }])
})
