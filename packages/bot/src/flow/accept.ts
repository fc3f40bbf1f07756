import type { FlowStep } from '@baton/protocol'

type Ask = Extract<FlowStep, { do: 'ask' }>

const DAY_MS = 86_400_000

/** Whether a value may fill the slot of a step. `now` in milliseconds; without it no bound of days holds anybody back. */
export function accepts({ accept }: Pick<Ask, 'accept'>, value: string, now: number | undefined): boolean {
  if (!accept) return true
  const { pattern, min, max, minChars, maxChars, fromDays, toDays } = accept
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'iu').test(value)) return false
  const length = [...value].length
  if (length < (minChars ?? 0) || length > (maxChars ?? Number.POSITIVE_INFINITY)) return false
  if (min !== undefined || max !== undefined) {
    const number = Number.parseFloat(value)
    if (!(number >= (min ?? Number.NEGATIVE_INFINITY) && number <= (max ?? Number.POSITIVE_INFINITY))) return false
  }
  return isWithin(value, { fromDays, toDays }, now)
}

function isWithin(
  value: string,
  bounds: { fromDays?: number | undefined; toDays?: number | undefined },
  now?: number,
): boolean {
  if (bounds.fromDays === undefined && bounds.toDays === undefined) return true
  const day = /^\d{4}-\d{2}-\d{2}/u.exec(value)?.[0]
  if (day === undefined || Number.isNaN(Date.parse(day))) return false
  if (now === undefined) return true
  // Whole days: the customer's clock may stand up to a day from UTC.
  const days = Math.floor(Date.parse(day) / DAY_MS) - Math.floor(now / DAY_MS)
  return (
    days >= (bounds.fromDays ?? Number.NEGATIVE_INFINITY) - 1 && days <= (bounds.toDays ?? Number.POSITIVE_INFINITY) + 1
  )
}
