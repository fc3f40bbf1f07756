import { bandPass } from './band.ts'
import { dBovOf } from './level.ts'

const FRAME_MS = 10
/** First formants are here: a vowel stands out, an s does not. */
const LOW_HZ = 300
const HIGH_HZ = 2200
/** Frames over which loudness is averaged, on each side. A pitch period is shorter, a syllable longer. */
const SMOOTHED = 2
/** What is further below the loudest is no voice but the room. */
const RANGE_DB = 25
/** And what is below this is nobody, however quiet the room. */
const QUIET_DBOV = -60
/** Two tops are two syllables if it was this much quieter between them. */
const DIP_DB = 2
/** What is longer than this is a pause, which is not a slow way of speaking. */
const PAUSE_MS = 300

export interface Syllables {
  count: number
  /** Without pauses. */
  seconds: number
}

/** Tops of the loudness of vowels, and the time in which somebody was speaking. */
export function syllables(samples: Int16Array, rate: number): Syllables {
  const loudness = smoothed(loudnessOf(samples, rate))
  const least = Math.max(QUIET_DBOV, loudest(loudness) - RANGE_DB)
  let [count, top, dip] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let isRising = false
  for (const db of loudness) {
    if (isRising) {
      top = Math.max(top, db)
      if (db > top - DIP_DB) continue
      if (top > least) count += 1
      isRising = false
      dip = db
    } else {
      dip = Math.min(dip, db)
      if (db < dip + DIP_DB) continue
      isRising = true
      top = db
    }
  }
  if (isRising && top > least) count += 1
  return { count, seconds: spokenSeconds(loudness, least) }
}

function loudnessOf(samples: Int16Array, rate: number): number[] {
  const frame = Math.round((rate * FRAME_MS) / 1000)
  const band = bandPass(rate, LOW_HZ, HIGH_HZ)
  const loudness: number[] = []
  for (let start = 0; start + frame <= samples.length; start += frame) {
    let energy = 0
    for (const sample of samples.subarray(start, start + frame)) energy += band(sample / 32_768) ** 2
    loudness.push(Math.max(-80, dBovOf(energy / frame)))
  }
  return loudness
}

const loudest = (loudness: readonly number[]): number => loudness.reduce((top, db) => Math.max(top, db), -100)

const smoothed = (values: readonly number[]): number[] =>
  values.map((_, at) => {
    const near = values.slice(Math.max(0, at - SMOOTHED), at + SMOOTHED + 1)
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })

function spokenSeconds(loudness: readonly number[], least: number): number {
  let [frames, quiet] = [0, PAUSE_MS / FRAME_MS]
  for (const db of loudness) {
    if (db <= least) {
      quiet += 1
      continue
    }
    frames += 1 + (quiet * FRAME_MS < PAUSE_MS ? quiet : 0)
    quiet = 0
  }
  return (frames * FRAME_MS) / 1000
}
