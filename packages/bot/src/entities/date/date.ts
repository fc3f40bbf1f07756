import type { Entity, Locale } from '@baton/protocol'
import { parse as parseEnglish } from 'chrono-node/en'
import { parse as parseChinese } from 'chrono-node/zh/hans'
import type { Message } from '../../normalise.ts'
import { type Dated, readCalendar } from './calendar.ts'
import { type Day, dayAt, dayOf, iso } from './day.ts'
import { type Direction, directionOf } from './direction.ts'

type Result = ReturnType<typeof parseChinese>[number]

const DATE = 'date'

const MINUTE_MS = 60_000
/** Where 今天 is counted from, in minutes east of Greenwich: both Chinas' time for Chinese, else UTC, as nobody tells us more. */
const OFFSETS: Readonly<Record<Locale, number>> = { 'zh-CN': 480, 'zh-TW': 480, en: 0 }
/** Nobody names a date at length; the library is slower than linear on a row of numerals. */
const LONGEST = 600
/** As many numerals name no date. They are no date for the library either. */
const LONG_RUN = /[\d零〇一二两三四五六七八九十百千万亿]{13,}/gu
/** Half a cup is no second of January. */
const FRACTION = /\d\/\d{1,2}(?=[杯瓶盒包勺磅份糖量折个斤])/gu
/** Whether it is worth asking the library. */
const MAY_NAME_DATE =
  /[年月日号天周点分时晚早午昨今明前后]|星期|礼拜|刚|小时|(?<![a-z])(?:today|tonight|tomorrow|tmrw|tmr|yesterday|noon|midnight|morning|afternoon|evening|weekend|ago|later|days?|weeks?|months?|years?|hours?|minutes?|mon|tue|wed|thu|fri|sat|sun|mon|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|end of)|\d{1,2} ?(?:[:/.]\d|[ap]\.?m)|\d{4}-\d/u
/** Words, durations and terms that the library takes for dates. */
const NO_DATE =
  /^(?:now|sat|sun|mon|second|wed|现在|刚才|刚刚|(?:for|within|in less than|up to) .*|.*(?:以?内|之内)|24\/7|10\/10)$/u
/** A month by these names is one only where it is spoken of as a time. */
const MONTH = /^(?:march|may)$/u
const IN = /(?:in|since|until|by|before|last|next|this|early|late|mid) $/u

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now: number
  locale: Locale
}

/**
 * Dates and times in ISO 8601, counted from `now`: `2026-11-15`, or `2026-11-15T15:00` where a time is said, `2026-11` for a month. A date without
 * a year or a month is the one the words around point to (下的单, "will it arrive"), else the nearest. Bounded.
 */
export function findDates({ text, folded }: Message, { now, locale }: Clock): Entity[] {
  const heard = folded.slice(0, LONGEST).replace(LONG_RUN, (run) => ' '.repeat(run.length))
  const offset = OFFSETS[locale]
  const today = dayAt(now, offset)
  const direction = directionOf(heard)
  const own = readCalendar(heard, today, direction)
  const rest = own
    .reduce((left, { start, end }) => blank(left, start, end), heard)
    .replace(FRACTION, (piece) => ' '.repeat(piece.length))
  const found = MAY_NAME_DATE.test(rest) ? askLibrary(rest, { now, offset, today, direction }) : []
  return apart([...own, ...found]).map(({ start, end, value }) => ({
    type: DATE,
    value,
    text: text.slice(start, end).trim(),
  }))
}

function askLibrary(
  heard: string,
  { now, offset, today, direction }: { now: number; offset: number; today: Day; direction: Direction },
): Dated[] {
  // The library reads the clock of its own machine off the reference: there it has to show the time it is over there.
  const there = new Date(now + offset * MINUTE_MS)
  const reference = new Date(
    there.getUTCFullYear(),
    there.getUTCMonth(),
    there.getUTCDate(),
    there.getUTCHours(),
    there.getUTCMinutes(),
  )
  const option = { forwardDate: direction === 'future' }
  const chinese = /\p{Script=Han}/u.test(heard) ? parseChinese(heard, reference, option) : []
  const english = /[a-z]|\d[/:.-]\d/u.test(heard) ? parseEnglish(heard, reference, option) : []
  return [...chinese, ...english].flatMap((result) => {
    const isWord = NO_DATE.test(result.text) || (MONTH.test(result.text) && !IN.test(heard.slice(0, result.index)))
    const value = isWord ? null : readResult(result, today, direction)
    return value === null ? [] : [{ start: result.index, end: result.index + result.text.length, value }]
  })
}

function readResult({ start: said }: Result, today: Day, direction: Direction): string | null {
  const day = dayOf(said.get('year') ?? 0, said.get('month') ?? 0, said.get('day') ?? 0)
  if (day === null) return null
  const shown = iso(direction === 'past' ? pastOf(said, day, today) : day)
  if (said.isCertain('hour')) return `${shown}T${twoDigits(said.get('hour'))}:${twoDigits(said.get('minute'))}`
  const isMonth = said.isCertain('month') && !said.isCertain('day') && !said.isCertain('weekday')
  return isMonth ? shown.slice(0, MONTH_CHARS) : shown
}

/** A year or a week earlier, where none was said and the library chose the one to come. */
function pastOf(said: Result['start'], day: Day, today: Day): Day {
  if (day <= today || said.isCertain('year')) return day
  if (said.isCertain('weekday') && !said.isCertain('day')) return day - 7
  if (!said.isCertain('month')) return day
  const [year = 0, month = 0, date = 0] = iso(day).split('-').map(Number)
  return dayOf(year - 1, month, date) ?? day
}

/** `2026-11` */
const MONTH_CHARS = 7

const twoDigits = (value: number | null): string => String(value ?? 0).padStart(2, '0')

const blank = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)

/** The longer of two that overlap, in the order of the text. */
function apart(found: readonly Dated[]): Dated[] {
  const kept: Dated[] = []
  for (const each of [...found].sort((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every(({ start, end }) => each.end <= start || each.start >= end)) kept.push(each)
  return kept.sort((a, b) => a.start - b.start)
}
