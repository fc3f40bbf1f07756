import { type DtmfEvent, dtmfDetector } from '@baton/sound/dtmf'
import { decodeMulaw, encodeMulaw } from '@baton/sound/mulaw'
import { toFloat32, toInt16 } from '@baton/sound/pcm'
import { resampled } from '@baton/sound/resample'
import { dtmfTone } from '@baton/sound/tone'
import type { Row } from '../row.ts'
import { measured } from './measured.ts'
import { spoken } from './microphone.ts'
import { SENTENCES } from './words.ts'

const KEYS = '123A456B789C*0#D'
/** Of a telephone. */
const RATE = 8_000
/** The shortest that ITU-T Q.24 has found, and how people press. */
const LENGTHS_MS = [40, 70, 120]
/** From as loud as telephones make them to what a long line leaves. */
const LEVELS_DBOV = [-7, -13, -24]
const ROUNDS = 4

/** Keys that are pressed on a telephone, and speech that is none: both through its µ-law. */
export const keys = (folder: string): Promise<Row[]> =>
  measured(
    [
      ['dtmf recall', '%', '>= 100'],
      ['dtmf false', 'count', '<= 0'],
      ['dtmf false: speech listened to', 's', null],
    ],
    async () => {
      const pressed = LENGTHS_MS.flatMap((ms) => LEVELS_DBOV.map((level) => recall(ms, level)))
      const found = pressed.reduce((sum, share) => sum + share, 0) / pressed.length
      const speech = overPhone(
        SENTENCES.map((text) => {
          const { rate, samples } = spoken(folder, text)
          return toInt16(resampled(toFloat32(samples), rate, RATE))
        }),
      )
      const seconds = (speech.length / RATE) * ROUNDS
      let wrong = 0
      // Each time the detector's windows lie otherwise on the speech.
      for (let round = 0; round < ROUNDS; round += 1) wrong += keysIn(speech.subarray(round * 7)).length
      return { 'dtmf recall': found * 100, 'dtmf false': wrong, 'dtmf false: speech listened to': seconds }
    },
  )

/** Share of all keys that are found, each once and in its place: what is found beyond them costs as much. */
function recall(ms: number, level: number): number {
  const pause = new Int16Array((RATE * ms) / 1_000)
  const samples = overPhone([pause, ...[...KEYS].flatMap((key) => [dtmfTone(key, RATE, ms, level), pause]), pause])
  const found = keysIn(samples)
  const right = [...KEYS].filter((key, at) => found[at]?.key === key).length
  return (right - Math.max(0, found.length - KEYS.length)) / KEYS.length
}

function overPhone(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return decodeMulaw(encodeMulaw(whole))
}

function keysIn(samples: Int16Array): DtmfEvent[] {
  const detector = dtmfDetector(RATE)
  const found: DtmfEvent[] = []
  for (let at = 0; at < samples.length; at += RATE / 50)
    found.push(...detector.push(samples.subarray(at, at + RATE / 50)))
  return found
}
