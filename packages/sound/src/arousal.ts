import type { Prosody } from './prosody.ts'

/** A caller's own way of speaking, as they began. */
export interface Baseline extends Prosody {
  /** Utterances it is made of. */
  turns: number
}

export interface Arousal {
  /** 0 as at first or calmer, 1 as different as voices get. It is agitation, of joy as of anger: words tell which. */
  arousal: number
  /** 0–1: how much was heard, then and now. Below a half, no rule should act on it. */
  confidence: number
  /** Against the caller's own: 1.3 is 30 % faster, or louder. */
  rate?: number
  loudness?: number
}

/** By how much a voice that is fully agitated changes (a share, semitones, decibels), and how much each change counts. */
const WHOLE = {
  pace: { change: 0.5, weight: 0.3 },
  pitch: { change: 6, weight: 0.25 },
  melody: { change: 6, weight: 0.15 },
  loudness: { change: 10, weight: 0.3 },
} as const
/** Two measurements of a calm voice differ by this share of `change`, and mean nothing by it. */
const SLACK = 0.2
const BASELINE_TURNS = 3
const ENOUGH_SECONDS = 2

/** From the first turns of a call; undefined if none of them could be heard well enough. */
export function baselineOf(turns: readonly Prosody[]): Baseline | undefined {
  const heard = turns.filter(({ syllablesPerSecond, f0 }) => syllablesPerSecond !== undefined && f0 !== undefined)
  const first = heard[0]
  if (!first) return undefined
  const mean = (of: (turn: Prosody) => number | undefined) =>
    heard.reduce((sum, turn) => sum + (of(turn) ?? 0), 0) / heard.length
  return {
    turns: heard.length,
    seconds: mean(({ seconds }) => seconds) * heard.length,
    syllablesPerSecond: mean(({ syllablesPerSecond }) => syllablesPerSecond),
    f0: mean(({ f0 }) => f0),
    f0Range: mean(({ f0Range }) => f0Range),
    dBov: mean(({ dBov }) => dBov),
  }
}

/** How agitated a voice is against its own beginning: faster, higher, livelier, louder. Nobody is compared with others. */
export function arousal(now: Prosody, baseline: Baseline): Arousal {
  const rate = ratio(now.syllablesPerSecond, baseline.syllablesPerSecond)
  const changes = {
    pace: rate === undefined ? undefined : rate - 1,
    pitch: now.f0 && baseline.f0 ? semitones(baseline.f0, now.f0) : undefined,
    melody: difference(melodyOf(now), melodyOf(baseline)),
    loudness: now.dBov - baseline.dBov,
  }
  let [sum, known] = [0, 0]
  for (const kind of ['pace', 'pitch', 'melody', 'loudness'] as const) {
    const change = changes[kind]
    if (change === undefined) continue
    const { change: whole, weight } = WHOLE[kind]
    sum += weight * Math.max(-1, Math.min(1, beyondSlack(change / whole)))
    known += weight
  }
  return {
    arousal: clamp(sum / known),
    confidence: clamp(baseline.turns / BASELINE_TURNS) * clamp(now.seconds / ENOUGH_SECONDS) * known,
    ...(rate === undefined ? {} : { rate }),
    // Twice as loud to the ear is 10 dB.
    loudness: 2 ** (changes.loudness / 10),
  }
}

const ratio = (now: number | undefined, then: number | undefined) => (now && then ? now / then : undefined)

const semitones = (from: number, to: number): number => 12 * Math.log2(to / from)

/** The range of the pitch as ears have it: the same hertz are more for a low voice. */
const melodyOf = ({ f0, f0Range }: Prosody): number | undefined =>
  f0 && f0Range !== undefined ? semitones(f0, f0 + f0Range) : undefined

const difference = (now: number | undefined, then: number | undefined) =>
  now === undefined || then === undefined ? undefined : now - then

const beyondSlack = (share: number): number => (Math.sign(share) * Math.max(0, Math.abs(share) - SLACK)) / (1 - SLACK)

const clamp = (value: number): number => Math.max(0, Math.min(1, value))
