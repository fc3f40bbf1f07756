import type { QueuePlace } from '@baton/protocol'

const DEFAULT_HANDLING_MS = 240_000
/** Below this many samples quartiles say little, and half of the median is taken as the spread. */
const SAMPLES_FOR_QUARTILES = 5
/** Finer steps would promise a precision nobody has, and change the shown wait at every move. */
const STEP_MS = 30_000

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? DEFAULT_HANDLING_MS

/** How long sessions took lately: the ends of the middle half. Milliseconds. */
export interface Handling {
  short: number
  long: number
}

export function summarise(handlingMs: readonly number[]): Handling {
  const sorted = handlingMs.toSorted((a, b) => a - b)
  if (sorted.length >= SAMPLES_FOR_QUARTILES) return { short: quantile(sorted, 0.25), long: quantile(sorted, 0.75) }
  const median = quantile(sorted, 0.5)
  return { short: median * 0.5, long: median * 1.5 }
}

/**
 * How long the session at `position` waits: its turns at the agents who serve now, each as long as recent sessions took.
 * Null when nobody serves, for then nobody can tell.
 */
export function estimateWait(position: number, serving: number, { short, long }: Handling): QueuePlace['waitMs'] {
  if (serving === 0) return null
  const turns = position / serving
  return {
    low: Math.floor((turns * short) / STEP_MS) * STEP_MS,
    high: Math.max(1, Math.ceil((turns * long) / STEP_MS)) * STEP_MS,
  }
}
