const DAY_MS = 86_400_000

/** A day of the calendar, without a clock or a zone: its number since 1970-01-01. */
export type Day = number

/** The day it is at an instant, `offset` minutes east of Greenwich. */
export const dayAt = (instant: number, offset: number): Day => Math.floor((instant + offset * 60_000) / DAY_MS)

/** The day of a date; null where no calendar has it, such as 31 November. `month` from 1. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, date))
  const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date
  return exists ? at.getTime() / DAY_MS : null
}

export const yearOf = (day: Day): number => new Date(day * DAY_MS).getUTCFullYear()
/** From 1. */
export const monthOf = (day: Day): number => new Date(day * DAY_MS).getUTCMonth() + 1
/** From 0, Sunday. */
export const weekdayOf = (day: Day): number => new Date(day * DAY_MS).getUTCDay()

/** `2026-11-15` */
export const iso = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
