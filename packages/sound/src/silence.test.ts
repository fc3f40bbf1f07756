import { expect, test } from 'vitest'
import { withoutLead } from './silence.ts'
import { blocksOf } from './testing/measure.ts'
import { mixed, speechLike, whiteNoise } from './testing/speech-like.ts'

const rate = 16_000
const LEAD_MS = 180
const voice = speechLike({ rate, seconds: 1 })
/** With the hiss that engines make before they say something. */
const spoken = mixed(whiteNoise(rate * 1.58, -58), voice, (rate * LEAD_MS) / 1000)

const cut = (samples: Int16Array, lengths: number[] = [samples.length]): Int16Array => {
  const trim = withoutLead(rate)
  return Int16Array.from(blocksOf(samples, lengths).flatMap((block) => [...trim(block)]))
}

test('silence before what is said is cut off, but for 15 to 20 ms, and nothing of what is said', () => {
  const begins = LEAD_MS + (voice.findIndex((sample) => Math.abs(sample) > 100) / rate) * 1000
  const keptMs = begins - ((spoken.length - cut(spoken).length) / rate) * 1000
  expect(keptMs).toBeGreaterThan(14)
  expect(keptMs).toBeLessThan(25)
})

test('in whatever blocks it comes', () => {
  const whole = cut(spoken)
  for (const lengths of [[320], [80], [7], [1000, 80, 2000], [100_000]]) expect(cut(spoken, lengths)).toEqual(whole)
})

test('of nothing but silence, nothing is left', () => {
  expect(cut(whiteNoise(rate, -58), [320])).toHaveLength(0)
  expect(cut(new Int16Array(0))).toHaveLength(0)
})

test('sound without silence is left as it is, and so is silence within it', () => {
  const loud = whiteNoise(rate, -20)
  expect(cut(loud, [320])).toEqual(loud)
  const trim = withoutLead(rate)
  trim(voice)
  const pause = new Int16Array(320)
  expect(trim(pause)).toBe(pause)
})
