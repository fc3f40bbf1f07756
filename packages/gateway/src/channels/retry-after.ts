const SECOND_MS = 1_000

/** When an answer says to come again, by either form of `Retry-After`; null: it does not say. */
export function retryAfterOf(answer: { headers: Headers }, now: number): number | null {
  const value = answer.headers.get('retry-after')
  if (value === null) return null
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * SECOND_MS : Date.parse(value) - now
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}
