import { expect, test } from 'vitest'
import { TONE_IN_MP3, TONE_IN_STEREO_MP3 } from '../../../testing/tone-in-mp3.ts'
import { decodedMp3 } from './mpg123.ts'

/** How high a tone of this frequency stands in it. */
function heightOf(hertz: number, { rate, samples }: { rate: number; samples: Int16Array }): number {
  let [cosine, sine] = [0, 0]
  for (const [at, sample] of samples.entries()) {
    cosine += sample * Math.cos((2 * Math.PI * hertz * at) / rate)
    sine += sample * Math.sin((2 * Math.PI * hertz * at) / rate)
  }
  return (2 * Math.hypot(cosine, sine)) / samples.length
}

test.each([
  ['one channel', TONE_IN_MP3, 22_050],
  ['two channels', TONE_IN_STEREO_MP3, 24_000],
])('an MP3 of %s becomes the samples it was made of', (_, mp3, rate) => {
  const tone = decodedMp3(mp3)
  if (!tone) throw new Error('nothing was decoded')
  expect(tone.rate).toBe(rate)
  // What coding adds before and after it is left on.
  expect(tone.samples.length / rate).toBeGreaterThan(0.5)
  expect(tone.samples.length / rate).toBeLessThan(0.6)
  const middle = { rate, samples: tone.samples.subarray(0.15 * rate, 0.4 * rate) }
  expect(heightOf(440, middle)).toBeGreaterThan(11_000)
  expect(heightOf(440, middle)).toBeLessThan(12_500)
  expect(heightOf(1_000, middle)).toBeLessThan(100)
})

test('what is no MP3 is nothing, and one that was cut off is as long as it is', () => {
  expect(decodedMp3(new Uint8Array(0))).toBeNull()
  expect(decodedMp3(new Uint8Array(4_000))).toBeNull()
  expect(decodedMp3(Uint8Array.from({ length: 40_000 }, (_, at) => (at * 7_919) % 251))).toBeNull()
  const half = decodedMp3(TONE_IN_MP3.subarray(0, TONE_IN_MP3.length / 2))
  expect(half?.samples.length).toBeGreaterThan(0.15 * 22_050)
  expect(half?.samples.length).toBeLessThan(0.3 * 22_050)
})
