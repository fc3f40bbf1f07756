import { bandPass } from '@baton/sound/band'
import { dBovOf } from '@baton/sound/level'

const RATE = 16_000
/** Above what a telephone passes: of speech by microphone -30 dB of all are there, of one by telephone -55 and less. */
const ABOVE_HZ = [5_200, 7_600] as const
const LEAST_ABOVE_DB = -45
/** One after the other, so that nothing of what is below is left. */
const FILTERS = 3

/** Whether speech at 16 kHz has come by telephone, at whatever rate it comes from there. */
export function isOfTelephone(samples: Int16Array): boolean {
  const filters = Array.from({ length: FILTERS }, () => bandPass(RATE, ...ABOVE_HZ))
  let [above, all] = [0, 0]
  for (const sample of samples) {
    const value = sample / 32_768
    above += filters.reduce((left, filter) => filter(left), value) ** 2
    all += value ** 2
  }
  return dBovOf(above / samples.length) - dBovOf(all / samples.length) < LEAST_ABOVE_DB
}
