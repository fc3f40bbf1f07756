import { dBovOf } from './level.ts'

/** Loudness is that of 5 ms. */
const WINDOW_MS = 5
/** Speech engines breathe and hiss below this (-57 dBov) before they say something, and go above it when they do. */
const QUIET_DBOV = -52
/** Windows kept of the silence: the soft beginning of an f or an h. */
const LEAD = 3

/**
 * Speech that is still being made, without the silence that it begins with, which is heard as slowness: blocks go in, and
 * come out from the first sound on.
 */
export function withoutLead(rate: number): (samples: Int16Array) => Int16Array {
  const window = Math.round((rate * WINDOW_MS) / 1000)
  let begun = false
  let held = new Int16Array(0)
  return (samples) => {
    if (begun) return samples
    const all = new Int16Array(held.length + samples.length)
    all.set(held)
    all.set(samples, held.length)
    let at = 0
    while (!begun && at + window <= all.length) {
      begun = isLoud(all.subarray(at, at + window))
      if (!begun) at += window
    }
    const kept = all.subarray(Math.max(0, at - LEAD * window))
    if (begun) return kept
    held = kept.slice()
    return all.subarray(0, 0)
  }
}

function isLoud(samples: Int16Array): boolean {
  let sum = 0
  for (const sample of samples) sum += (sample / 32_768) ** 2
  return dBovOf(sum / samples.length) > QUIET_DBOV
}
