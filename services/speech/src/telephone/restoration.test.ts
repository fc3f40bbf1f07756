import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { speechInstalled } from '../installed.ts'
import { Ear } from '../sphinx/ear.ts'
import { type RunningSpeech, startSpeech } from '../start-speech.ts'
import { phone } from '../testing/conditions.ts'
import { distance } from '../testing/distance.ts'
import { spokenBy } from '../testing/recognition.ts'
import { OFF_TOPIC } from '../testing/sentences.ts'
import { centred, restored } from './restoration.ts'

describe.skipIf(speechInstalled().missing.length > 0)('speech by telephone', { timeout: 60_000 }, () => {
  let speech: RunningSpeech
  beforeAll(async () => {
    speech = await startSpeech()
  })
  afterAll(() => speech.stop())

  test('is restored to half the distance of how it was said, or less, in sentences that nothing was learnt from', async () => {
    const ear = new Ear()
    for (const sentence of OFF_TOPIC.slice(0, 3)) {
      const said = await spokenBy(speech.url, 'rms', sentence)
      const { samples, rate } = phone(said, 1)
      const meant = ear.cepstraOf(said)
      const came = ear.cepstraOf(toInt16(resampled(toFloat32(samples), rate, 16_000)))
      expect(came).toHaveLength(meant.length)
      const before = distance(centred(came), centred(meant))
      expect(distance(restored(came), centred(meant)), sentence).toBeLessThan(before / 2)
    }
    ear.close()
  })
})
