import { describe, expect, test } from 'vitest'
import { prosodyOf } from './prosody.ts'
import { mixed, speechLike, whiteNoise } from './testing/speech-like.ts'

describe.each([8000, 16_000])('at %d Hz', { timeout: 30_000 }, (rate) => {
  test.each([3, 4, 5, 6, 7])('%i syllables a second are counted, give or take a tenth', (syllablesPerSecond) => {
    for (const seed of [1, 2, 3]) {
      const heard = prosodyOf(speechLike({ rate, seconds: 4, syllablesPerSecond, seed }), rate)
      expect(Math.abs((heard.syllablesPerSecond ?? 0) / syllablesPerSecond - 1)).toBeLessThan(0.12)
    }
  })

  test.each([90, 120, 180, 250])('a pitch of %i Hz is heard to within a semitone', (f0) => {
    const heard = prosodyOf(speechLike({ rate, seconds: 3, f0, melody: 1 }), rate)
    expect(Math.abs(12 * Math.log2((heard.f0 ?? 1) / f0))).toBeLessThan(1.2)
  })

  test('a livelier voice has the wider range', () => {
    const flat = prosodyOf(speechLike({ rate, seconds: 4, melody: 0.5 }), rate)
    const lively = prosodyOf(speechLike({ rate, seconds: 4, melody: 6 }), rate)
    expect(lively.f0Range ?? 0).toBeGreaterThan((flat.f0Range ?? 0) + 20)
  })

  test('a pause is no slowness', () => {
    const voice = speechLike({ rate, seconds: 2, syllablesPerSecond: 5 })
    const room = whiteNoise(rate * 7, -70)
    const heard = prosodyOf(mixed(mixed(room, voice), voice, rate * 4), rate)
    expect(heard.syllablesPerSecond).toBeGreaterThan(4.3)
    expect(heard.seconds).toBeLessThan(4.6)
  })
})

test('noise has no pitch, and silence no pace', () => {
  expect(prosodyOf(whiteNoise(32_000, -30), 16_000)).not.toHaveProperty('f0')
  expect(prosodyOf(new Int16Array(32_000), 16_000)).toEqual({ seconds: 0, dBov: -127 })
  expect(prosodyOf(new Int16Array(0), 16_000)).toEqual({ seconds: 0, dBov: -127 })
})

test('a word is too short to have a pace', () => {
  const heard = prosodyOf(speechLike({ rate: 16_000, seconds: 0.4 }), 16_000)
  expect(heard).not.toHaveProperty('syllablesPerSecond')
})
