import { HAN_NUMERAL, hanNumber } from '../../han-number.ts'
import type { Remainder } from './claim.ts'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const NUMBER = `(\\d{1,2}|${HAN_NUMERAL}{1,3})`
const TH = '(?:st|nd|rd|th)?'

const ISO = /(?<!\d)(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)(?: ?[日号])?/gu
const HAN = new RegExp(`(?:(\\d{4}|${HAN_NUMERAL}{4}) ?年 ?)?${NUMBER} ?月 ?${NUMBER} ?[日号]`, 'gu')
const MONTH_DAY = new RegExp(`(?<![a-z])${MONTH} (\\d{1,2})${TH}(?![\\d:])(?:,? (\\d{4}))?(?!\\d)`, 'gu')
const DAY_MONTH = new RegExp(`(?<!\\d)(\\d{1,2})${TH}(?: of)? ${MONTH}(?![a-z])(?:,? (\\d{4}))?`, 'gu')
const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?![\d/])/gu
const MONTH_ONLY = new RegExp(`(?<![\\d个])${NUMBER} ?月(?:份|底|初|末|中旬)?`, 'gu')
const DAY_ONLY = /(?<!\d)(\d{1,2}) ?号/gu

const CLOCK = /(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?! ?%)(?: ?([ap])\.?m\b\.?)?/gu
const CLOCK_12 = /(?<![\d:.])(1[0-2]|[1-9]) ?([ap])\.?m\b\.?/gu
const CLOCK_HAN = new RegExp(
  `(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)? ?(\\d{1,2}|${HAN_NUMERAL}{1,3}) ?点(?:(半)|(钟|整)|(\\d{1,2}|${HAN_NUMERAL}{1,3})分)?`,
  'gu',
)

/** Days of the calendar, months, and times of the day. */
export function readDates(rest: Remainder): void {
  rest.take(ISO, ([, year = '', month = '', day = '']) => dated(numeric(month), numeric(day), year))
  rest.take(HAN, ([, year, month = '', day = '']) => dated(numeric(month), numeric(day), year))
  rest.take(MONTH_DAY, ([, month = '', day = '', year]) => dated(monthOf(month), numeric(day), year))
  rest.take(DAY_MONTH, ([, day = '', month = '', year]) => dated(monthOf(month), numeric(day), year))
  rest.take(SLASHED, ([, first = '', second = '', year]) => {
    const either = [dated(numeric(first), numeric(second), year), dated(numeric(second), numeric(first), year)]
    const keys = either.flatMap((each) => each ?? [])
    return keys.length > 0 ? keys : null
  })
  rest.take(MONTH_ONLY, ([, month = '']) => (numeric(month) <= 12 ? [`month-of-year:${numeric(month)}`] : null))
  rest.take(DAY_ONLY, ([, day = '']) => (numeric(day) <= 31 ? [`day-of-month:${numeric(day)}`] : null))
  rest.take(CLOCK, ([, hour = '', minute = '', half]) => [clock(Number(hour), Number(minute), half)])
  rest.take(CLOCK_12, ([, hour = '', half]) => [clock(Number(hour), 0, half)])
  rest.take(CLOCK_HAN, ([, time, hour = '', half, sharp, minute]) => {
    // `一点` is a little, `三点` may be three points.
    if (!/\d/.test(hour) && !time && !half && !sharp && !minute) return null
    const isLate = /下午|傍晚|晚上/.test(time ?? '') || (time === '中午' && numeric(hour) < 6)
    return [clock(numeric(hour), half ? 30 : numeric(minute ?? '0'), isLate ? 'p' : undefined)]
  })
}

const numeric = (text: string): number => (/^\d+$/.test(text) ? Number(text) : hanNumber(text))
const monthOf = (word: string): number => MONTHS.indexOf(word.slice(0, 3)) + 1
const two = (value: number): string => String(value).padStart(2, '0')

/** A day with its year is another claim than the day alone. Null when the calendar has no such day. */
function dated(month: number, day: number, year?: string): string[] | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  const key = `${two(month)}-${two(day)}`
  return [year === undefined ? `date:${key}` : `date:${numeric(year)}-${key}`]
}

function clock(hour: number, minute: number, half: string | undefined): string {
  const late = half === 'p' && hour < 12 ? hour + 12 : half === 'a' && hour === 12 ? 0 : hour
  return `clock:${two(late)}:${two(minute)}`
}
