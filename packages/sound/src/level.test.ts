import { expect, test } from 'vitest'
import { levelFromFrame, levelOf, levelToFrame, SILENCE_DBOV } from './level.ts'
import { toInt16 } from './pcm.ts'
import { sine } from './testing/measure.ts'

test('a full-scale square wave is 0 dBov, a full-scale sine 3 dB less, silence the end of the scale', () => {
  expect(levelOf(Int16Array.from({ length: 160 }, (_, at) => (at % 2 ? 32_767 : -32_768)))).toBeCloseTo(0, 3)
  expect(levelOf(toInt16(sine(1000, 16_000, 0.1, 1)))).toBeCloseTo(-3.01, 1)
  expect(levelOf(new Int16Array(320))).toBe(SILENCE_DBOV)
  expect(levelOf(new Int16Array(0))).toBe(SILENCE_DBOV)
})

test('half the amplitude is 6 dB less', () => {
  const loud = levelOf(toInt16(sine(440, 16_000, 0.1, 0.8)))
  expect(levelOf(toInt16(sine(440, 16_000, 0.1, 0.4)))).toBeCloseTo(loud - 6.02, 1)
})

test.each([
  [0, 0],
  [-3.01, 24],
  [-20, 160],
  [-127, 1016],
  [-200, 1016],
  [3, 0],
])('%d dBov is %d in the header of a frame', (dBov, level) => {
  expect(levelToFrame(dBov)).toBe(level)
})

test('a level comes back from a frame within a sixteenth of a decibel, and never as less than silence', () => {
  for (let dBov = 0; dBov >= SILENCE_DBOV; dBov -= 0.37) {
    expect(Math.abs(levelFromFrame(levelToFrame(dBov)) - dBov)).toBeLessThanOrEqual(1 / 16)
  }
  expect(levelFromFrame(65_535)).toBe(SILENCE_DBOV)
})
