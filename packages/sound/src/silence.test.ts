import { expect, test } from 'vitest'
import { trimmed, withoutLead } from './silence.ts'
import { blocksOf } from './testing/measure.ts'
import { mixed, speechLike, whiteNoise } from './testing/speech-like.ts'

const rate = 16_000
const voice = speechLike({ rate, seconds: 1 })
/** 180 ms before it and 400 after, with the faint hiss that engines make. */
const spoken = mixed(whiteNoise(rate * 1.58, -75), voice, rate * 0.18)

test('silence around what is said is cut off, but for 10 ms before and 40 after', () => {
  const cut = trimmed(spoken, rate)
  const startMs = ((cut.byteOffset - spoken.byteOffset) / 2 / rate) * 1000
  const begins = 180 + (voice.findIndex((sample) => sample !== 0) / rate) * 1000
  expect(startMs).toBeGreaterThanOrEqual(begins - 10)
  expect(startMs).toBeLessThan(begins)
  expect(cut.length / rate).toBeGreaterThan(0.9)
  expect(cut.length / rate).toBeLessThan(1.1)
})

test('a pause inside is kept', () => {
  const both = mixed(mixed(new Int16Array(rate * 4), voice, rate * 0.5), voice, rate * 2.5)
  expect(trimmed(both, rate).length / rate).toBeGreaterThan(2.9)
})

test('of nothing but silence, nothing is left', () => {
  expect(trimmed(whiteNoise(rate, -80), rate)).toHaveLength(0)
  expect(trimmed(new Int16Array(0), rate)).toHaveLength(0)
})

test('sound without silence is left as it is', () => {
  const loud = whiteNoise(rate, -20)
  expect(trimmed(loud, rate)).toEqual(loud)
})

test('speech that is still being made begins where it would if it were whole', () => {
  const expected = trimmed(spoken, rate)
  for (const lengths of [[320], [80], [1000, 80, 2000], [100_000]]) {
    const cut = withoutLead(rate)
    const stream = Int16Array.from(blocksOf(spoken, lengths).flatMap((block) => [...cut(block)]))
    expect(stream.subarray(0, expected.length)).toEqual(expected)
    expect(stream.length).toBeGreaterThanOrEqual(expected.length)
  }
})

test('a block within speech is passed on untouched, silent or not', () => {
  const cut = withoutLead(rate)
  cut(voice)
  const pause = new Int16Array(320)
  expect(cut(pause)).toBe(pause)
})
