import type { Words } from '../words/words.ts'

const DAY_MS = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

const format = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale}${Object.keys(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, known)
  return known
}

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** Hour and minute, as the reader's language writes them. */
export const timeOfDay = (at: number, words: Words): string =>
  format(words.locale, { hour: 'numeric', minute: '2-digit' }).format(at)

/** The day in words where there is one, and the time. */
export const dayAndTime = (at: number, now: number, words: Words): string => {
  const days = Math.round((midnight(now) - midnight(at)) / DAY_MS)
  const day =
    days === 0
      ? words.today
      : days === 1
        ? words.yesterday
        : format(words.locale, { month: 'long', day: 'numeric' }).format(at)
  return `${day} ${timeOfDay(at, words)}`
}
