import { z } from 'zod'

/** A time zone as IANA calls it, e.g. `Asia/Shanghai`, however it was written; null: there is none of this name. */
export function timeZoneOf(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone || null
  } catch {
    return null
  }
}

export const timeZone = z
  .string()
  .max(64)
  .refine((name) => timeZoneOf(name) !== null, 'is no time zone')
