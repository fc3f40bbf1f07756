import type { Locale } from '@baton/protocol'
import type { Currency } from './money.ts'

/** How one language says what is written in figures. A number is written as `1299.5`: figures, and a point at most. */
export interface Tongue {
  locale: Locale
  number(written: string): string
  /** Of a whole number. */
  ordinal(number: number): string
  /** One by one, with pauses. */
  spelled(number: string): string
  date(day: { year?: number | undefined; month: number; day: number }): string
  year(year: number): string
  /** Between a day and its time. */
  beforeTime: string
  time(hour: number, minute: number): string
  money(written: string, currency: Currency): string
  percent(written: string): string
  unit(written: string, unit: string): string
  range(from: string, to: string): string
  /** So many of what was named before. */
  times(written: string): string
  minus: string
}
