import { levelOf } from './level.ts'
import { pitches } from './pitch.ts'
import { syllables } from './syllables.ts'

/** How something was said. What could not be heard well enough is undefined. */
export interface Prosody {
  /** Time spent speaking, without pauses. */
  seconds: number
  /** How fast, while speaking. */
  syllablesPerSecond?: number
  /** The median of the pitch, in hertz. */
  f0?: number
  /** From the tenth to the ninetieth percentile of the pitch, in hertz. */
  f0Range?: number
  /** Loudness of the utterance. */
  dBov: number
}

/** Less is a word, whose pace says nothing. */
const PACE_SECONDS = 0.6
/** Less is 200 ms of voice. */
const PITCH_FRAMES = 10

/** Of one utterance, at 8 or 16 kHz: 10 to 45 ms of work, so it is done at the end of a turn. */
export function prosodyOf(samples: Int16Array, rate: number): Prosody {
  const { count, seconds } = syllables(samples, rate)
  const pitch = pitches(samples, rate).sort((one, other) => one - other)
  const at = (share: number) => pitch[Math.floor((pitch.length - 1) * share)] ?? Number.NaN
  return {
    seconds,
    dBov: levelOf(samples),
    ...(seconds >= PACE_SECONDS && count > 1 ? { syllablesPerSecond: count / seconds } : {}),
    ...(pitch.length >= PITCH_FRAMES ? { f0: at(0.5), f0Range: at(0.9) - at(0.1) } : {}),
  }
}
