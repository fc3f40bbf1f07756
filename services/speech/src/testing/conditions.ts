import { levelOf } from '@baton/sound/level'
import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import { mixed, whiteNoise } from '@baton/sound/testing'
import { RATE } from '../voices/speech.ts'

/** A recording, as it reaches the recogniser. */
export interface Recording {
  rate: number
  samples: Int16Array
}

export type Condition = (samples: Int16Array, seed: number) => Recording

export const clean: Condition = (samples) => ({ rate: RATE, samples })

const PHONE_RATE = 8_000

/** A telephone's band and coding. */
export const phone: Condition = (samples) => ({
  rate: PHONE_RATE,
  samples: decodeMulaw(encodeMulaw(toInt16(resampled(toFloat32(samples), RATE, PHONE_RATE)))),
})

/** White noise of that many decibels less than the speech, which has none of its own. */
export const noisy =
  (decibels: number): Condition =>
  (samples, seed) => ({
    rate: RATE,
    samples: mixed(samples, whiteNoise(samples.length, levelOf(samples) - decibels, seed)),
  })
