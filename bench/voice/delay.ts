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
/** As alike as two recordings of the same must be. */
const ALIKE = 0.6

/** How long after it was said each window of `said` was heard, in milliseconds. What was not found again has none. */
export function delays(said: Tap, heard: Tap): { at: number; ms: number }[] {
  const [from, to] = [decimated(said), decimated(heard)]
  const apart = ((said.startedAt - heard.startedAt) / 1_000) * RATE
  const found: { at: number; ms: number }[] = []
  for (let at = 0; at + WINDOW <= from.length; at += STEP) {
    const window = from.subarray(at, at + WINDOW)
    if (rms(window) < LOUD) continue
    const start = Math.round(at + apart)
    const best = bestLag(window, to, start)
    if (best) found.push({ at: said.startedAt + (at / RATE) * 1_000, ms: ((start + best - apart - at) / RATE) * 1_000 })
  }
  return found
}

/** Where after `start` the window is again, in samples; null when nowhere. */
function bestLag(window: Float32Array, heard: Float32Array, start: number): number | null {
  const energy = dot(window, window)
  let best = 0
  let lag: number | null = null
  for (let after = 0; after <= LATEST; after++) {
    const at = start + after
    if (at < 0 || at + window.length > heard.length) continue
    const piece = heard.subarray(at, at + window.length)
    const alike = dot(window, piece) / Math.sqrt(energy * dot(piece, piece) || Number.POSITIVE_INFINITY)
    if (alike <= best) continue
    best = alike
    lag = after
  }
  return best >= ALIKE ? lag : null
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
