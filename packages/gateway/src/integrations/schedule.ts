const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Waits before each attempt, as Standard Webhooks 1.0.0 suggests: ten attempts over about three days. */
export const WAITS_MS = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const

/** A wait is longer by up to this part of it, so that what failed together does not come again together. */
const JITTER = 0.2
/** A receiver may ask for more time, but not for ever. */
const LONGEST_ASKED_MS = 24 * HOUR_MS

/**
 * When the next attempt is due after `attempts` of them; null when that was the last.
 *
 * @param askedMs what the receiver asked for with `Retry-After`.
 * @param random in [0, 1).
 */
export function nextAttempt(attempts: number, now: number, random: number, askedMs = 0): number | null {
  const wait = WAITS_MS[attempts]
  if (wait === undefined) return null
  return now + Math.max(Math.round(wait * (1 + JITTER * random)), Math.min(askedMs, LONGEST_ASKED_MS))
}
