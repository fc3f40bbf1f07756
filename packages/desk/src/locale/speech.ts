import type { Locale } from '@baton/client'
import type { Dictionary } from './dictionary.ts'
import { dictionaries } from './locale.ts'

/** One language at work: its words, and times and amounts as it writes them. */
export interface Speech {
  readonly locale: Locale
  readonly words: Dictionary
  /** Hour and minute of an instant. */
  time(at: number): string
  /** The same with the day, in another time zone; null when this browser does not know it. */
  timeIn(timeZone: string, at: number): string | null
  day(at: number): string
  /** Time and date, for a tooltip. */
  moment(at: number): string
  /** Day, hour and minute, where nothing hangs on the year. */
  when(at: number): string
  /** Minutes and seconds of a running clock, `1:05`. */
  clock(ms: number): string
  /** A rough length, `12 min`. */
  span(ms: number): string
  /** How long something took, as exactly as it matters: `120 ms`, `3.4 sec`. */
  took(ms: number): string
  /** What is left of a longer time, by its two largest units: `3 hr 12 min`. */
  left(ms: number): string
  /** `amount` is in the smallest unit of `currency`. */
  money(total: { amount: number; currency: string }): string
  percent(share: number): string
  list(items: readonly string[]): string
}

const weekdayAndTime = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

function build(locale: Locale): Speech {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', weekday: 'short' })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
  const when = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const unit = (value: number, name: 'millisecond' | 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  return {
    locale,
    words: dictionaries[locale],
    time: (at) => time.format(at),
    timeIn: (timeZone, at) => {
      try {
        return new Intl.DateTimeFormat(locale, { ...weekdayAndTime, timeZone }).format(at)
      } catch {
        return null
      }
    },
    day: (at) => day.format(at),
    moment: (at) => moment.format(at),
    when: (at) => when.format(at),
    clock: (ms) => {
      const seconds = Math.max(0, Math.floor(ms / 1000))
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    },
    span: (ms) => {
      const minutes = Math.max(0, Math.floor(ms / 60_000))
      if (minutes < 1) return unit(Math.max(0, Math.floor(ms / 1000)), 'second')
      if (minutes < 60) return unit(minutes, 'minute')
      return minutes < 1440 ? unit(Math.floor(minutes / 60), 'hour') : unit(Math.floor(minutes / 1440), 'day')
    },
    took: (ms) => (ms < 1000 ? unit(ms, 'millisecond') : unit(Math.round(ms / 100) / 10, 'second')),
    left: (ms) => {
      const minutes = Math.max(1, Math.ceil(ms / 60_000))
      const parts: [number, 'day' | 'hour' | 'minute'][] = [
        [Math.floor(minutes / 1440), 'day'],
        [Math.floor(minutes / 60) % 24, 'hour'],
        [minutes % 60, 'minute'],
      ]
      const largest = parts.findIndex(([value]) => value > 0)
      return parts
        .slice(largest, largest + 2)
        .filter(([value]) => value > 0)
        .map(([value, name]) => unit(value, name))
        .join(' ')
    },
    money: ({ amount, currency }) => {
      // What a business system sends as a currency need not be one, and a brief that cannot be shown helps nobody.
      if (!/^[A-Za-z]{3}$/.test(currency)) return `${amount} ${currency}`
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2
      return format.format(amount / 10 ** digits)
    },
    percent: (share) => percent.format(share),
    // `Intl.ListFormat` joins Chinese lists with "和" or with nothing; neither reads as a list here.
    list: (items) => items.join(locale === 'en' ? ', ' : '、'),
  }
}

const built = new Map<Locale, Speech>()

/** The same object for the same language, so that elements can compare it by identity. */
export function speechOf(locale: Locale): Speech {
  const known = built.get(locale)
  if (known) return known
  const made = build(locale)
  built.set(locale, made)
  return made
}
