import { type Chinese, chineseCardinal, chineseDigit, TWO } from './chinese-number.ts'
import { CURRENCIES, trimmed } from './money.ts'
import { piecesOf } from './spelled.ts'
import type { Tongue } from './tongue.ts'
import { UNITS } from './units.ts'

const POINT = { 'zh-CN': '点', 'zh-TW': '點' } as const satisfies Record<Chinese, string>
const MINUS = { 'zh-CN': '负', 'zh-TW': '負' } as const satisfies Record<Chinese, string>

/** How Chinese says figures, in the characters of a place. */
export function chinese(locale: Chinese): Tongue {
  const number = (written: string): string => {
    const [whole = '', part = ''] = written.split('.')
    const words = whole.length > 15 ? spelled(whole) : chineseCardinal(Number(whole), locale)
    return part === '' ? words : words + POINT[locale] + [...part].map(chineseDigit).join('')
  }
  const pair = (written: string): string => (written === '2' ? TWO[locale] : number(written))
  return {
    locale,
    number,
    ordinal: (each) => `第${number(String(each))}`,
    spelled,
    date: ({ year, month, day }) =>
      `${year === undefined ? '' : `${yearOf(year)}年`}${number(String(month))}月${number(String(day))}日`,
    year: yearOf,
    beforeTime: '',
    time: (hour, minute) => {
      const minutes = minute === 0 ? '' : `${minute < 10 ? '零' : ''}${number(String(minute))}分`
      return `${pair(String(hour))}${POINT[locale]}${minutes}`
    },
    money: (written, currency) => pair(trimmed(written)) + CURRENCIES[currency][locale],
    percent: (written) => `百分之${number(written)}`,
    unit: (written, unit) => pair(written) + (UNITS[unit]?.[locale] ?? unit),
    range: (from, to) => `${from}到${to}`,
    times: (written) => `，${pair(written)}件`,
    minus: MINUS[locale],
  }
}

const spelled = (written: string): string =>
  piecesOf(written)
    .map((piece) => piece.map(chineseDigit).join(/\p{Script=Latin}/u.test(piece.join('')) ? ' ' : ''))
    .join('，')

const yearOf = (year: number): string => [...String(year)].map(chineseDigit).join('')
