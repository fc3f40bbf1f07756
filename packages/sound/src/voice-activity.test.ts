import { describe, expect, test } from 'vitest'
import { blocksOf } from './testing/measure.ts'
import { mixed, speechLike, whiteNoise } from './testing/speech-like.ts'
import { type VoiceEvent, voiceActivity } from './voice-activity.ts'

interface Heard extends VoiceEvent {
  /** When it was told, in samples. */
  toldAt: number
}

function listen(samples: Int16Array, rate: number, blocks: readonly number[] = [rate / 50]): Heard[] {
  const activity = voiceActivity(rate)
  let toldAt = 0
  return blocksOf(samples, blocks).flatMap((block) => {
    const events = activity.push(block)
    toldAt += block.length
    return events.map((event) => ({ ...event, toldAt }))
  })
}

/** Two seconds of the room, a second and a half of a voice, two of the room. */
function spoken(rate: number, roomDbov: number, seed = 1) {
  const start = 2 * rate
  const voice = speechLike({ rate, seconds: 1.5, dBov: -22, seed })
  return { start, end: start + voice.length, samples: mixed(whiteNoise(rate * 5.5, roomDbov), voice, start) }
}

// Sound is made here by the minute, on machines that are busy.
describe.each([8000, 16_000])('at %d Hz', { timeout: 30_000 }, (rate) => {
  const ms = (samples: number) => (samples / rate) * 1000

  test.each([1, 2, 3, 4, 5, 6])('voice %i in a quiet room is told of within 60 ms, and its end', (seed) => {
    const { samples, start, end } = spoken(rate, -70, seed)
    const heard = listen(samples, rate)
    expect(heard.map(({ type }) => type)).toEqual(['on', 'off'])
    const [on, off] = heard
    expect(ms((on?.at ?? 0) - start)).toBeGreaterThanOrEqual(-10)
    // With the 20 ms of the block it comes in.
    expect(ms((on?.toldAt ?? 0) - start)).toBeLessThanOrEqual(80)
    expect(Math.abs(ms((off?.at ?? 0) - end))).toBeLessThan(80)
    expect(ms((off?.toldAt ?? 0) - (off?.at ?? 0))).toBeLessThanOrEqual(120)
  })

  test('no voice is missed over noise that is 20 dB less, and the noise is none', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const { samples, start, end } = spoken(rate, -42, seed)
      const heard = listen(samples, rate)
      expect(heard.filter(({ at }) => at < start - rate * 0.01 || at > end + rate * 0.05)).toEqual([])
      expect(heard[0]?.type).toBe('on')
      expect(ms((heard[0]?.toldAt ?? 0) - start)).toBeLessThan(150)
      expect(heard.at(-1)?.type).toBe('off')
    }
  })

  test('a minute of noise alone is no voice', () => {
    expect(listen(whiteNoise(rate * 60, -50), rate)).toEqual([])
  })

  test('a voice that is there from the first sample is heard', () => {
    const heard = listen(mixed(whiteNoise(rate * 4, -65), speechLike({ rate, seconds: 2 })), rate)
    expect(heard[0]?.type).toBe('on')
    expect(ms(heard[0]?.toldAt ?? 0)).toBeLessThanOrEqual(300)
  })

  test('a loud room is none, from the first sample on', () => {
    expect(listen(whiteNoise(rate * 5, -20), rate)).toEqual([])
  })

  test('blocks of any length tell the same', () => {
    const { samples } = spoken(rate, -60)
    const places = (heard: Heard[]) => heard.map(({ type, at }) => `${type} ${at}`)
    expect(places(listen(samples, rate, [1, 77, 333, 128]))).toEqual(places(listen(samples, rate)))
  })
})

test('a click is nothing, a cough is an on and an off that are as far apart as it was long', () => {
  const rate = 16_000
  const room = whiteNoise(rate * 6, -65)
  const withClick = mixed(room, whiteNoise(rate * 0.015, -15, 3), rate * 2)
  expect(listen(withClick, rate)).toEqual([])
  const [on, off] = listen(mixed(room, whiteNoise(rate * 0.15, -15, 3), rate * 2), rate)
  expect(((off?.at ?? 0) - (on?.at ?? 0)) / rate).toBeCloseTo(0.15, 1)
})

test('a fan that is switched on is a voice for three seconds at most', () => {
  const rate = 16_000
  const samples = mixed(whiteNoise(rate * 10, -65), whiteNoise(rate * 8, -45, 5), rate * 2)
  const [on, off, ...more] = listen(samples, rate)
  expect(more).toEqual([])
  expect(((off?.at ?? 0) - (on?.at ?? 0)) / rate).toBeLessThanOrEqual(3)
})

test('a stream tells whether somebody is speaking now, and by how much they are above the room', () => {
  const rate = 16_000
  const activity = voiceActivity(rate)
  activity.push(whiteNoise(rate * 2, -60))
  expect(activity.speaking).toBe(false)
  expect(Math.abs(activity.overFloorDb)).toBeLessThan(6)
  activity.push(whiteNoise(rate * 0.2, -30, 9))
  expect(activity.speaking).toBe(true)
  expect(activity.overFloorDb).toBeGreaterThan(20)
})
