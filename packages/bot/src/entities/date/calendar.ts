import { HAN_NUMERAL, hanNumber } from '../../han-number.ts'
import { type Day, dayOf, iso, monthOf, weekdayOf, yearOf } from './day.ts'
import { choose, type Direction } from './direction.ts'
import { FESTIVALS } from './festivals.ts'

/** A date in a text: where it stands, and the day, month or instant in ISO 8601. */
export interface Dated {
  start: number
  end: number
  value: string
}

const NUMBER = `\\d{1,2}|${HAN_NUMERAL}{1,3}`
/** Houses, shops, underground lines, batteries and sizes are numbered 号 as well. */
const NO_DAY = '(?!楼|店|线|电池|码|鞋|门|房|库|桌|色|机|口红|字|院|仓|柜|床|座|位|厅|公馆|链接|尺|令|召|脸)'

interface Reader {
  pattern: RegExp
  read(match: RegExpExecArray, today: Day, direction: Direction): string | null
}

const READERS: readonly Reader[] = [
  // 上个月15号, 下月初三 is not ours, 这个月20日
  {
    pattern: new RegExp(`(上上|上|这|本|下下|下)个?月的?(${NUMBER})(?:号|日)${NO_DAY}`, 'gu'),
    read: ([, which = '', date = ''], today) => dayIn(today, months(which), number(date)),
  },
  // 上个月底, 月初, 这个月末
  {
    pattern: /(上上|上|这|本|当|下下|下)?个?月(底|末|初)(?!入|步|期|衷)/gu,
    read: ([, which = '', end = ''], today, direction) => {
      if (end === '初') {
        if (which !== '') return dayIn(today, months(which), 1)
        return written(choose(around(today, 1), today, direction))
      }
      return lastOf(today, which === '' ? 0 : months(which))
    },
  },
  { pattern: /今?年[底末]/gu, read: (_, today) => `${yearOf(today)}-12-31` },
  // 上周末, 周末
  {
    pattern: /(上|这|本|下)?个?(?:周末|礼拜六日)/gu,
    read: ([, which = ''], today) => {
      const saturday = today + ((6 - weekdayOf(today) + 7) % 7)
      const thisOne = weekdayOf(today) === 0 ? today - 1 : saturday
      return iso(which === '上' ? thisOne - 7 : which === '下' ? thisOne + 7 : thisOne)
    },
  },
  // 11/25, 11月25
  {
    pattern:
      /(?<![\d/.月-])(1[0-2]|0?[1-9])(?:\/|月)(3[01]|[12]\d|0?[1-9])(?![\d/%]|[.]\d|份|折|日|号|个|斤|杯|瓶|盒|包|勺|磅|糖|量)/gu,
    read: ([, month = '', date = ''], today, direction) => inSomeYear(Number(month), Number(date), today, direction),
  },
  // 20号
  {
    pattern: new RegExp(
      `(?<![\\d月年/.a-z-]|${HAN_NUMERAL}|[第单货款编])(${NUMBER})(?:号|日(?![常期子]))${NO_DAY}(?!\\d)`,
      'gu',
    ),
    read: ([, date = ''], today, direction) => written(choose(around(today, number(date)), today, direction)),
  },
  // on the 15th
  {
    pattern:
      /(?<![a-z])(?:on|by|before|since|until|from|for) the (\d{1,2})(?:st|nd|rd|th)(?! (?:of|floor|order|time|item|one|st))/gu,
    read: ([, date = ''], today, direction) => written(choose(around(today, number(date)), today, direction)),
  },
  ...FESTIVALS.map(
    ({ name, dayIn: day }): Reader => ({
      pattern: new RegExp(`(?:(去|上|今|明)年的?|last |next )?(?<![a-z])(?:${name})(?![a-z])`, 'gu'),
      read: ([whole, which], today, direction) => {
        const year = yearOf(today)
        const told = { 去: -1, 上: -1, 今: 0, 明: 1 }[which ?? '']
        const years = told === undefined ? [year - 1, year, year + 1] : [year + told]
        const days = years.flatMap((each) => {
          const found = day(each)
          return found ? (parse(`${each}-${found}`) ?? []) : []
        })
        const towards = whole.startsWith('last ') ? 'past' : whole.startsWith('next ') ? 'future' : direction
        return written(choose(days, today, towards))
      },
    }),
  ),
]

/** Dates that libraries leave out: days without a month, ends of months, weekends, festivals. Linear in the text. */
export function readCalendar(folded: string, today: Day, direction: Direction): Dated[] {
  return READERS.flatMap(({ pattern, read }) =>
    [...folded.matchAll(pattern)].flatMap((match) => {
      const value = read(match, today, direction)
      return value === null ? [] : [{ start: match.index, end: match.index + match[0].length, value }]
    }),
  )
}

const number = (text: string): number => (/^\d/u.test(text) ? Number(text) : hanNumber(text))

const months = (which: string): number => ({ 上上: -2, 上: -1, 下: 1, 下下: 2 })[which] ?? 0

/** The month so many months from this one: year, and month from 1. */
function monthFrom(today: Day, plus: number): [number, number] {
  const at = yearOf(today) * 12 + monthOf(today) - 1 + plus
  return [Math.floor(at / 12), (at % 12) + 1]
}

function dayIn(today: Day, plus: number, date: number): string | null {
  const [year, month] = monthFrom(today, plus)
  return written(dayOf(year, month, date))
}

function lastOf(today: Day, plus: number): string | null {
  const [year, month] = monthFrom(today, plus + 1)
  const first = dayOf(year, month, 1)
  return first === null ? null : iso(first - 1)
}

/** That date in last month, this and the next, where they have it. */
const around = (today: Day, date: number): Day[] =>
  [-1, 0, 1].flatMap((plus) => {
    const [year, month] = monthFrom(today, plus)
    return dayOf(year, month, date) ?? []
  })

function inSomeYear(month: number, date: number, today: Day, direction: Direction): string | null {
  const years = [-1, 0, 1].flatMap((plus) => dayOf(yearOf(today) + plus, month, date) ?? [])
  return written(choose(years, today, direction))
}

const written = (day: Day | null): string | null => (day === null ? null : iso(day))

function parse(value: string): Day | null {
  const [year = 0, month = 0, date = 0] = value.split('-').map(Number)
  return dayOf(year, month, date)
}
