import { speechLike } from '@baton/sound/testing'
import { expect, test } from 'vitest'
import { type CapturedFrame, Framer } from './framer.ts'

function framesOf(rate: number, sound: Float32Array): CapturedFrame[] {
  const framer = new Framer(rate)
  const frames: CapturedFrame[] = []
  // As a worklet hears it.
  for (let at = 0; at < sound.length; at += 128)
    framer.push(sound.subarray(at, at + 128), (frame) => frames.push(frame))
  return frames
}

const tone = (rate: number, hz: number) =>
  Float32Array.from({ length: rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate))

test.each([16_000, 44_100, 48_000])('a second at %i Hz is fifty frames of 20 ms, as loud as it was', (rate) => {
  const frames = framesOf(rate, tone(rate, 440))
  expect(frames.length).toBeGreaterThanOrEqual(49)
  expect(frames.every(({ samples }) => samples.length === 320)).toBe(true)
  expect(frames[25]?.level).toBeCloseTo(-9, 0)
})

test('what 16 kHz cannot carry does not come back as something else', () => {
  expect(framesOf(48_000, tone(48_000, 11_000))[25]?.level).toBeLessThan(-60)
})

test('it tells speech from a quiet room', () => {
  const rate = 16_000
  const sound = new Float32Array(4 * rate)
  const speech = speechLike({ rate, seconds: 2, dBov: -20 })
  for (const [i, sample] of speech.entries()) sound[2 * rate + i] = sample / 32_768
  const frames = framesOf(rate, sound)
  expect(frames.slice(0, 95).some((frame) => frame.speech)).toBe(false)
  expect(frames.slice(105, 195).filter((frame) => frame.speech).length).toBeGreaterThan(60)
})
