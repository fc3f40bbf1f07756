import { describe, expect, test } from 'vitest'
import { dtmfDetector } from './dtmf.ts'
import { COLUMNS_HZ, ROWS_HZ } from './dtmf-keys.ts'
import { decodeMulaw, encodeMulaw } from './mulaw.ts'
import { toInt16 } from './pcm.ts'
import { blocksOf, sine } from './testing/measure.ts'
import { mixed, speechLike, whiteNoise } from './testing/speech-like.ts'
import { dtmfTone } from './tone.ts'

const KEYS = '123A456B789C*0#D'

const keysIn = (samples: Int16Array, rate: number): string => {
  const detector = dtmfDetector(rate)
  return blocksOf(samples, [rate / 50])
    .flatMap((block) => detector.push(block))
    .map(({ key }) => key)
    .join('')
}

const joined = (parts: Int16Array[]): Int16Array => Int16Array.from(parts.flatMap((part) => [...part]))

/** Keys of that length with pauses of that length, beginning anywhere in a block. */
const dialled = (rate: number, keys: string, { onMs = 50, offMs = 50, dBov = -13, lead = 0 } = {}) =>
  joined([
    new Int16Array(rate / 10 + lead),
    ...[...keys].flatMap((key) => [dtmfTone(key, rate, onMs, dBov), new Int16Array((rate * offMs) / 1000)]),
  ])

/** Two tones of any strength and pitch, 60 ms. */
const tones = (rate: number, low: number, high: number, { lowBy = 0.2, highBy = 0.2, seconds = 0.06 } = {}) => {
  const other = sine(high, rate, seconds, highBy)
  return joined([
    new Int16Array(rate / 10),
    toInt16(sine(low, rate, seconds, lowBy).map((sample, at) => sample + (other[at] ?? 0))),
    new Int16Array(rate / 10),
  ])
}

// Sound is made here by the minute, on machines that are busy.
describe.each([8000, 16_000])('at %d Hz', { timeout: 30_000 }, (rate) => {
  test('all sixteen keys are found at 50 ms on and 50 ms off, wherever they begin', () => {
    for (let lead = 0; lead < rate / 100; lead += 13) expect(keysIn(dialled(rate, KEYS, { lead }), rate)).toBe(KEYS)
  })

  test('the same through the µ-law of a telephone', () => {
    const heard = decodeMulaw(encodeMulaw(dialled(rate, KEYS)))
    expect(keysIn(heard, rate)).toBe(KEYS)
  })

  test('the shortest of Q.24: 40 ms with pauses of 40 ms', () => {
    for (let lead = 0; lead < rate / 100; lead += 13) {
      expect(keysIn(dialled(rate, KEYS, { onMs: 40, offMs: 40, lead }), rate)).toBe(KEYS)
    }
  })

  test('quiet keys, and keys in noise 15 dB below them', () => {
    expect(keysIn(dialled(rate, KEYS, { dBov: -32 }), rate)).toBe(KEYS)
    const samples = dialled(rate, KEYS)
    expect(keysIn(mixed(samples, whiteNoise(samples.length, -28)), rate)).toBe(KEYS)
  })

  test('what is shorter than 20 ms is no key', () => {
    for (let lead = 0; lead < rate / 100; lead += 13) {
      expect(keysIn(dialled(rate, KEYS, { onMs: 19, lead }), rate)).toBe('')
    }
  })

  test('a key that is held is one, a gap of 10 ms does not make it two, and pressed again it is two', () => {
    expect(keysIn(dialled(rate, '5', { onMs: 2000 }), rate)).toBe('5')
    const gap = dialled(rate, '5', { onMs: 200 })
    gap.fill(0, rate * 0.2, rate * 0.21)
    expect(keysIn(gap, rate)).toBe('5')
    expect(keysIn(dialled(rate, '5500'), rate)).toBe('5500')
  })

  test('tones that are 1.5 % off are keys', () => {
    for (const off of [0.985, 1.015]) {
      for (const [row, low] of ROWS_HZ.entries()) {
        for (const [column, high] of COLUMNS_HZ.entries()) {
          expect(keysIn(tones(rate, low * off, high * off), rate)).toBe(KEYS[row * 4 + column])
        }
      }
    }
  })

  test('a column 7 dB louder than its row is a key, one 11 dB louder is none, nor is a row 9 dB louder', () => {
    const by = (db: number) => 0.2 * 10 ** (db / 20)
    expect(keysIn(tones(rate, 770, 1336, { highBy: by(7) }), rate)).toBe('5')
    expect(keysIn(tones(rate, 770, 1336, { highBy: by(11) }), rate)).toBe('')
    expect(keysIn(tones(rate, 770, 1336, { lowBy: by(9) }), rate)).toBe('')
  })

  test('one tone alone, two of one group, and a dial tone are no keys', () => {
    expect(keysIn(tones(rate, 770, 1336, { highBy: 0 }), rate)).toBe('')
    expect(keysIn(tones(rate, 770, 852), rate)).toBe('')
    expect(keysIn(tones(rate, 350, 440, { seconds: 1 }), rate)).toBe('')
  })

  test('none in fifty seconds of what is like speech, nor in noise', () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const samples = speechLike({
        rate,
        seconds: 10,
        seed,
        f0: 90 + seed * 12,
        melody: 5,
        syllablesPerSecond: 3 + (seed % 4),
      })
      expect(keysIn(samples, rate)).toBe('')
    }
    expect(keysIn(whiteNoise(rate * 10, -15), rate)).toBe('')
  })

  test('a key is told of while it is down, with about where it went down', () => {
    const detector = dtmfDetector(rate)
    const samples = dialled(rate, '7', { onMs: 100 })
    const [event] = detector.push(samples.subarray(0, rate * 0.15))
    expect(event?.key).toBe('7')
    expect(Math.abs((event?.at ?? 0) / rate - 0.1)).toBeLessThan(0.02)
  })
})
