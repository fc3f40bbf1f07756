import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import { mixed, speechLike, whiteNoise } from '@baton/sound/testing'
import { expect, test } from 'vitest'
import { phone } from '../testing/conditions.ts'
import { isOfTelephone, widened } from './telephone-band.ts'

const RATE = 16_000
const SECONDS = 0.5
const tone = (hertz: number): Int16Array =>
  Int16Array.from({ length: RATE * SECONDS }, (_, at) =>
    Math.round(8_000 * Math.sin((2 * Math.PI * hertz * at) / RATE)),
  )

/** How strong one frequency is, as the amplitude of its tone. */
function strength(samples: Int16Array, hertz: number): number {
  let [cosine, sine] = [0, 0]
  for (const [at, sample] of samples.entries()) {
    const angle = (2 * Math.PI * hertz * at) / RATE
    cosine += sample * Math.cos(angle)
    sine += sample * Math.sin(angle)
  }
  return (2 * Math.hypot(cosine, sine)) / samples.length
}

const mirrored = (hertz: number): number => {
  const wide = widened(tone(hertz))
  return strength(wide, 2 * 4_000 - hertz) / strength(wide, hertz)
}

test('a tone has a fainter one as far above 4 kHz as it is below, and none elsewhere', () => {
  const wide = widened(tone(500))
  expect(wide).toHaveLength(RATE * SECONDS)
  expect(strength(wide, 500)).toBeGreaterThan(7_500)
  expect(strength(wide, 6_000)).toBeLessThan(50)
  expect(mirrored(500)).toBeCloseTo(0.1, 1)
})

test('what hisses hisses on above 4 kHz', () => {
  expect(mirrored(3_000)).toBeGreaterThan(0.8)
})

test('speech that has come by telephone is told, whatever rate it comes at, and silence is not', () => {
  const voice = mixed(whiteNoise(RATE, -50), speechLike({ rate: RATE, seconds: 1 }), 0)
  const { samples, rate } = phone(voice, 0)
  expect(isOfTelephone(voice)).toBe(false)
  expect(isOfTelephone(toInt16(resampled(toFloat32(samples), rate, RATE)))).toBe(true)
  expect(isOfTelephone(new Int16Array(RATE))).toBe(false)
})
