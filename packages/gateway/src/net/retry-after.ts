const SECOND_MS = 1_000

/** When an answer says to come again, by either form of `Retry-After`; null: it does not say, or nothing one can read. */
export function retryAfterOf(answer: { headers: Headers }, now: number): number | null {
  const value = answer.headers.get('retry-after')
  if (value === null) return null
  if (/^\d{1,9}$/.test(value)) return Number(value) * SECOND_MS
  // The parser takes much for a date that is none.
  const until = value.endsWith(' GMT') ? Date.parse(value) : Number.NaN
  return Number.isNaN(until) ? null : Math.max(0, until - now)
}
