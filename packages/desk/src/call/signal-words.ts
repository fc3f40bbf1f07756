import type { VoiceSignals } from '@baton/client'
import type { Dictionary } from '../locale/dictionary.ts'

/** How much somebody has to change for it to be said in words: a fifth in pace, and what is plainly heard in loudness. */
const PACE = 1.2
const LOUDER_DB = 6

/** From here on arousal is called by its name. */
const AROUSED = { raised: 0.35, high: 0.65 }
/** Below it nothing is said: it would be a guess. */
export const SURE = 0.3

/** How the customer speaks now against how they began, in words. Null: nothing can be said yet. */
export function mannerWords(first: VoiceSignals, now: VoiceSignals, words: Dictionary): string[] | null {
  const { signals } = words.calls
  if (first === now || now.confidence < SURE) return null
  const pace = first.rate > 0 ? now.rate / first.rate : 1
  const louder = now.loudness - first.loudness
  const found = [
    pace >= PACE ? signals.faster : pace <= 1 / PACE ? signals.slower : null,
    louder >= LOUDER_DB ? signals.louder : louder <= -LOUDER_DB ? signals.quieter : null,
    now.interruptions > 0 ? signals.interrupts : null,
  ].filter((each) => each !== null)
  return found.length > 0 ? found : [signals.steady]
}

/** How stirred up they are, without saying by what: nobody can hear that. */
export const arousalOf = ({ arousal }: VoiceSignals): 'low' | 'raised' | 'high' =>
  arousal >= AROUSED.high ? 'high' : arousal >= AROUSED.raised ? 'raised' : 'low'
