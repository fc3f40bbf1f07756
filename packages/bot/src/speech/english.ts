import { englishCardinal, englishDigit, englishOrdinal, englishYear } from './english-number.ts'
import { CURRENCIES, trimmed } from './money.ts'
import { piecesOf } from './spelled.ts'
import type { Tongue } from './tongue.ts'
import { UNITS } from './units.ts'

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function number(written: string): string {
  const [whole = '', part = ''] = written.split('.')
  const words = whole.length > 15 ? spelled(whole) : englishCardinal(Number(whole))
  return part === '' ? words : `${words} point ${[...part].map(englishDigit).join(' ')}`
}

const spelled = (written: string): string =>
  piecesOf(written)
    .map((piece) => piece.map(englishDigit).join(' '))
    .join(', ')

/** "nine AM", "two oh five PM", "noon". */
function time(hour: number, minute: number): string {
  if (minute === 0 && hour % 12 === 0) return hour === 12 ? 'noon' : 'midnight'
  const minutes = minute === 0 ? '' : ` ${minute < 10 ? 'oh ' : ''}${englishCardinal(minute)}`
  return `${englishCardinal(hour % 12 || 12)}${minutes} ${hour % 24 < 12 ? 'AM' : 'PM'}`
}

const singular = (words: string): string => words.replace(/s$/u, '')

export const ENGLISH: Tongue = {
  locale: 'en',
  number,
  ordinal: englishOrdinal,
  spelled,
  date: ({ year, month, day }) =>
    `${MONTHS[month - 1]} ${englishOrdinal(day)}${year === undefined ? '' : `, ${englishYear(year)}`}`,
  year: englishYear,
  beforeTime: ', ',
  time,
  money: (written, currency) => {
    const name = CURRENCIES[currency].en
    const [whole = '', part = ''] = written.split('.')
    const isCents = part.length <= 2 && ['dollars', 'euros'].some((each) => name.endsWith(each))
    const cents = isCents ? Number(part.padEnd(2, '0')) : 0
    const sum = isCents || Number(part) === 0 ? number(whole) : number(trimmed(written))
    const named = `${sum} ${sum === 'one' ? singular(name) : name}`
    return cents === 0 ? named : `${named} and ${englishCardinal(cents)} ${cents === 1 ? 'cent' : 'cents'}`
  },
  percent: (written) => `${number(written)} percent`,
  unit: (written, unit) => {
    const named = UNITS[unit]
    return `${number(written)} ${(written === '1' ? named?.one : named?.en) ?? unit}`
  },
  range: (from, to) => `${from} to ${to}`,
  times: (written) => (written === '1' ? ', one' : `, ${number(written)} of them`),
  minus: 'minus ',
}
