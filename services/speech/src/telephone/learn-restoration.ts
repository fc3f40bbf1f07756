import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import { Ear } from '../sphinx/ear.ts'
import { phone } from '../testing/conditions.ts'
import { drawn } from '../testing/drawn.ts'
import { spokenBy } from '../testing/recognition.ts'
import { OFF_TOPIC_TUNING } from '../testing/sentences.ts'
import { FLITE_VOICES } from '../voices/flite.ts'
import { RATE } from '../voices/speech.ts'
import { type Heard, learnt } from './learn.ts'
import { writeRestoration } from './restoration.ts'

export { RESTORATION } from './restoration.ts'

/** Of the half of the phrases that is not measured with; every other one is left to try out what was learnt. */
const DRAWN = 140

/** What `restoration.bin` has in it: learnt from all of flite's voices, by microphone and by telephone. */
export async function learnRestoration(url: string, phrases: readonly string[]): Promise<Uint8Array> {
  const tuning = (await drawn(phrases, 'tuning', DRAWN)).filter((_, at) => at % 2 === 0)
  const ear = new Ear()
  try {
    const recordings: Heard[] = []
    for (const voice of FLITE_VOICES)
      for (const sentence of [...tuning, ...OFF_TOPIC_TUNING]) {
        const said = await spokenBy(url, voice, sentence)
        const { samples, rate } = phone(said, 1)
        const came = toInt16(resampled(toFloat32(samples), rate, RATE))
        recordings.push({ said: ear.cepstraOf(said), came: ear.cepstraOf(came) })
      }
    return writeRestoration(learnt(recordings))
  } finally {
    ear.close()
  }
}
