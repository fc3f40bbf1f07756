import {
  AROUSED,
  type Evidence,
  type FactName,
  type Spoken,
  type TranscriptLine,
  type VoiceSignals,
} from '@baton/protocol'

/** How somebody sounds in a call, as far as it has got: the mean of how they began, and how often they talked over the bot. */
export interface VoiceState {
  call: string
  /** Turns the mean is of. */
  turns: number
  rate: number
  loudness: number
  interruptions: number
}

/** Of so many turns the usual is taken. Somebody who grows louder all the time must not become the measure of it. */
const USUAL_OF = 3

/** The state after something was said in a call. */
export function afterSpoken(before: VoiceState | undefined, { call, signals }: Spoken): VoiceState | undefined {
  if (!signals) return before
  const known = before?.call === call ? before : { call, turns: 0, rate: 0, loudness: 0, interruptions: 0 }
  const interruptions = known.interruptions + signals.interruptions
  if (known.turns >= USUAL_OF) return { ...known, interruptions }
  const turns = known.turns + 1
  const mean = (name: 'rate' | 'loudness') => known[name] + (signals[name] - known[name]) / turns
  return { call, turns, rate: mean('rate'), loudness: mean('loudness'), interruptions }
}

export type Voice = NonNullable<TranscriptLine['voice']>

/**
 * How somebody sounds in what they say now, against how they began; undefined for what was not spoken, and where nothing was
 * heard of how. `usual` includes it already. Arousal counts as far as it is to be believed.
 */
export function voiceOf(usual: VoiceState | undefined, spoken: readonly Spoken[]): Voice | undefined {
  const heard = spoken.flatMap(({ signals }) => signals ?? [])
  const [most] = heard.toSorted((left, right) => believed(right) - believed(left))
  if (!most || !usual) return undefined
  return {
    arousal: rounded(believed(most)),
    ...(usual.rate > 0 && { rate: rounded(most.rate / usual.rate) }),
    // From decibels to a share: +6 dB is twice as loud.
    loudness: rounded(10 ** ((most.loudness - usual.loudness) / 20)),
    interruptions: usual.interruptions,
  }
}

const believed = ({ arousal, confidence }: VoiceSignals): number => arousal * confidence

const rounded = (value: number): number => Math.round(value * 100) / 100

/** So much above the usual is heard. */
const FASTER = 1.15
const LOUDER = 1.25

/** What of a voice made words weigh more; empty where it did not. For who reads why a rule fired. */
export function raisedBy(voice: Voice | undefined): Evidence[] {
  if (!voice || (voice.arousal ?? 0) < AROUSED) return []
  const heard: [FactName, number | undefined, number][] = [
    ['voice.arousal', voice.arousal, AROUSED],
    ['voice.rate', voice.rate, FASTER],
    ['voice.loudness', voice.loudness, LOUDER],
    ['voice.interruptions', voice.interruptions, 1],
  ]
  return heard.flatMap(([fact, value, least]) =>
    value !== undefined && value >= least ? [{ fact, value, words: [] }] : [],
  )
}
