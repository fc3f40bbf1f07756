import { expect, test } from 'vitest'
import { TELEPHONE_RATE, widened } from './telephone-band.ts'

const SECONDS = 0.5
const tone = (hertz: number): Int16Array =>
  Int16Array.from({ length: TELEPHONE_RATE * SECONDS }, (_, at) =>
    Math.round(8_000 * Math.sin((2 * Math.PI * hertz * at) / TELEPHONE_RATE)),
  )

/** How strong one frequency is, as the amplitude of its tone. */
function strength(samples: Int16Array, hertz: number): number {
  let [cosine, sine] = [0, 0]
  for (const [at, sample] of samples.entries()) {
    const angle = (2 * Math.PI * hertz * at) / (2 * TELEPHONE_RATE)
    cosine += sample * Math.cos(angle)
    sine += sample * Math.sin(angle)
  }
  return (2 * Math.hypot(cosine, sine)) / samples.length
}

test('a tone of 3 kHz has a fainter one at 5 kHz, and none elsewhere', () => {
  const wide = widened(tone(3_000))
  expect(wide).toHaveLength(2 * TELEPHONE_RATE * SECONDS)
  expect(strength(wide, 3_000)).toBeGreaterThan(7_500)
  expect(strength(wide, 5_000) / strength(wide, 3_000)).toBeCloseTo(0.2, 1)
  expect(strength(wide, 6_000)).toBeLessThan(50)
})
