/** A step smaller than this is no change of mood. */
const STEP = 0.1
/** Messages closer together than ten seconds. */
const BURST_MS = 10_000
const BURST = 3

/** Where the last three scores are heading; undefined when there are fewer or they show no direction. */
export function trendOf(earlier: readonly number[], score: number): 'falling' | 'rising' | undefined {
  const [first, second] = earlier.slice(-2)
  if (first === undefined || second === undefined) return undefined
  // From content to plain is no fall: the last two are unhappy already.
  if (second <= first - STEP && score <= second - STEP && second < 0) return 'falling'
  if (second >= first + STEP && score >= second + STEP) return 'rising'
  return undefined
}

/** Whether the last three messages came within ten seconds. `times`: in milliseconds, oldest first. */
export function isBurst(times: readonly number[]): boolean {
  const first = times.at(-BURST)
  const last = times.at(-1)
  return first !== undefined && last !== undefined && last - first <= BURST_MS
}
