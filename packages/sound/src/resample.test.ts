import { describe, expect, test } from 'vitest'
import { resampled, resampler } from './resample.ts'
import { blocksOf, decibels, sine } from './testing/measure.ts'

const RATES = [
  [48_000, 16_000],
  [44_100, 16_000],
  [24_000, 16_000],
  [22_050, 16_000],
  [16_000, 8000],
  [8000, 16_000],
  [16_000, 48_000],
  [16_000, 44_100],
  [96_000, 16_000],
] as const

const inner = (samples: Float32Array) => samples.subarray(samples.length >> 2, (samples.length * 3) >> 2)

describe.each(RATES)('from %d Hz to %d Hz', (from, to) => {
  const slower = Math.min(from, to)

  test('a voice stays as loud as it was', () => {
    for (const share of [0.02, 0.1, 0.3, 0.4]) {
      expect(Math.abs(decibels(inner(resampled(sine(share * slower, from, 0.5), from, to))))).toBeLessThan(0.2)
    }
  })

  test('it is the same wave at the same time', () => {
    const hz = 0.06 * slower
    const expected = sine(hz, to, 0.5)
    const difference = resampled(sine(hz, from, 0.5), from, to).map((sample, at) => sample - (expected[at] ?? 0))
    // Half a sample of delay is not made up for, which at this pitch is a fifth of the wave.
    expect(decibels(inner(difference))).toBeLessThan(-14)
  })

  test('has no tone in it that was above its Nyquist frequency', () => {
    for (const hz of [slower / 2 + 50, slower * 0.6, slower * 0.8, slower * 1.3]) {
      if (hz >= from / 2) continue
      expect(decibels(inner(resampled(sine(hz, from, 0.5), from, to)))).toBeLessThan(-50)
    }
  })

  test('blocks of any lengths make the same stream as one block', () => {
    const sound = sine(440, from, 0.2)
    const whole = resampler(from, to).push(sound)
    const stream = resampler(from, to)
    const parts = blocksOf(sound, [128, 1, 37, 960, 5]).flatMap((block) => [...stream.push(block)])
    expect(parts).toEqual([...whole])
  })
})

test('a higher rate has no mirror of the voice above it', () => {
  const raised = resampled(sine(3000, 8000, 0.5), 8000, 16_000)
  const back = raised.map((sample, at) => sample - 0.5 * Math.sin((2 * Math.PI * 3000 * at) / 16_000))
  expect(decibels(inner(back))).toBeLessThan(-45)
})

test('the delay from 48 kHz to 16 kHz is below two milliseconds, and is what it says', () => {
  const stream = resampler(48_000, 16_000)
  expect(stream.delayMs).toBeLessThanOrEqual(2)
  const click = new Float32Array(4800)
  click[2400] = 1
  const heard = [...stream.push(click)]
  const late = (heard.indexOf(Math.max(...heard)) / 16_000 - 2400 / 48_000) * 1000
  expect(late).toBeCloseTo(stream.delayMs, 1)
})

test('nothing is allocated for blocks that are no longer than the longest before', () => {
  const stream = resampler(48_000, 16_000)
  const { buffer } = stream.push(new Float32Array(128))
  for (const length of [128, 64, 127, 1]) expect(stream.push(new Float32Array(length)).buffer).toBe(buffer)
})

test('over minutes, no sample is lost or made up', () => {
  const stream = resampler(44_100, 16_000)
  const block = new Float32Array(441)
  let count = 0
  for (let at = 0; at < 6000; at += 1) count += stream.push(block).length
  expect(count).toBe(60 * 16_000)
})

test('at equal rates the sound is passed on as it is', () => {
  const sound = sine(440, 16_000, 0.01)
  const stream = resampler(16_000, 16_000)
  expect(stream.push(sound)).toBe(sound)
  expect(stream.delayMs).toBe(0)
})

test.each([
  [0, 16_000],
  [16_000, 0.5],
  [Number.NaN, 8000],
])('rates of %d and %d are refused', (from, to) => {
  expect(() => resampler(from, to)).toThrow(RangeError)
})
