import { median } from '../numbers.ts'
import type { Tap } from './page/taps.ts'

/** Both sides are compared at this rate: enough for speech, and to a quarter of a millisecond … */
const RATE = 8_000
/** … in windows of this length, */
const WINDOW = 0.3 * RATE
const STEP = 0.15 * RATE
/** which are looked for no later than this. */
const LATEST = 0.8 * RATE
/** A window with less in it than this says nothing of where it is. */
const LOUD = 0.01
/** Every so many samples suffice to find about where it is. */
const COARSE = 2
/** Share of the energy of what was said; where there is less, it is not. */
const LEAST = 0.01
/** As alike as two recordings of the same must be. */
const ALIKE = 0.6

/**
 * How long after it was said each window of `said` was heard, in milliseconds. What was not found again has none. Windows
 * overlap by half, so one that is far from both its neighbours was taken for another that sounds alike: it has theirs.
 */
export function delays(said: Tap, heard: Tap): { at: number; ms: number }[] {
  const [from, to] = [decimated(said), decimated(heard)]
  const apart = ((said.startedAt - heard.startedAt) / 1_000) * RATE
  const found: { at: number; ms: number }[] = []
  for (let at = 0; at + WINDOW <= from.length; at += STEP) {
    const window = from.subarray(at, at + WINDOW)
    if (rms(window) < LOUD) continue
    const start = Math.round(at + apart)
    const lag = bestLag(window, to, start)
    if (lag !== null)
      found.push({ at: said.startedAt + (at / RATE) * 1_000, ms: ((start + lag - apart - at) / RATE) * 1_000 })
  }
  return found.map(({ at }, i) => ({ at, ms: median(found.slice(Math.max(0, i - 1), i + 2).map(({ ms }) => ms)) }))
}

/** Where after `start` the window is again, in samples; null when nowhere. */
function bestLag(window: Float32Array, heard: Float32Array, start: number): number | null {
  const about = best(
    thinned(window),
    thinned(heard.subarray(Math.max(0, start), Math.max(0, start) + LATEST + window.length + COARSE)),
    0,
    LATEST / COARSE,
  )
  if (!about) return null
  const lag = about.lag * COARSE + Math.max(0, start) - start
  const exact = best(window, heard, start + lag - 2 * COARSE, start + lag + 2 * COARSE)
  return exact && exact.alike >= ALIKE ? exact.lag - start : null
}

/** The lag of these at which both are most alike. */
function best(
  window: Float32Array,
  heard: Float32Array,
  from: number,
  to: number,
): { lag: number; alike: number } | null {
  const own = dot(window, window)
  let found: { lag: number; alike: number } | null = null
  let energy = -1
  for (let lag = Math.max(0, from); lag <= to && lag + window.length <= heard.length; lag += 1) {
    const [gone = 0, came = 0] = [heard[lag - 1], heard[lag + window.length - 1]]
    energy =
      energy < 0
        ? dot(heard.subarray(lag, lag + window.length), heard.subarray(lag, lag + window.length))
        : energy - gone * gone + came * came
    if (energy < own * LEAST) continue
    let sum = 0
    for (let index = 0; index < window.length; index += 1)
      sum += (window[index] as number) * (heard[lag + index] as number)
    const alike = sum / Math.sqrt(own * energy)
    if (alike > (found?.alike ?? 0)) found = { lag, alike }
  }
  return found
}

function thinned(samples: Float32Array): Float32Array {
  return Float32Array.from(
    { length: Math.floor(samples.length / COARSE) },
    (_, index) => ((samples[index * COARSE] ?? 0) + (samples[index * COARSE + 1] ?? 0)) / COARSE,
  )
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}

const rms = (samples: Float32Array): number => Math.sqrt(dot(samples, samples) / samples.length)

/** At `RATE`, each sample the mean of those it stands for. */
function decimated({ rate, samples }: Tap): Float32Array {
  const ratio = rate / RATE
  return Float32Array.from({ length: Math.floor(samples.length / ratio) }, (_, index) => {
    let sum = 0
    const [from, to] = [Math.floor(index * ratio), Math.floor((index + 1) * ratio)]
    for (let at = from; at < to; at++) sum += samples[at] ?? 0
    return sum / Math.max(1, to - from)
  })
}
