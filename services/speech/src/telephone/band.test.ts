import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import { mixed, speechLike, whiteNoise } from '@baton/sound/testing'
import { expect, test } from 'vitest'
import { phone } from '../testing/conditions.ts'
import { isOfTelephone } from './band.ts'

const RATE = 16_000

test('speech that has come by telephone is told, whatever rate it comes at, and silence is not', () => {
  const voice = mixed(whiteNoise(RATE, -50), speechLike({ rate: RATE, seconds: 1 }), 0)
  const { samples, rate } = phone(voice, 0)
  expect(isOfTelephone(voice)).toBe(false)
  expect(isOfTelephone(toInt16(resampled(toFloat32(samples), rate, RATE)))).toBe(true)
  expect(isOfTelephone(new Int16Array(RATE))).toBe(false)
})
