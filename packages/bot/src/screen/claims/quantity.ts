import { HAN_NUMERAL, hanDigit, hanNumber } from '../../han-number.ts'
import type { Remainder } from './claim.ts'
import { ENGLISH_NUMERAL, englishNumber } from './english-number.ts'
import { CURRENCY_BEFORE, UNIT_BEHIND, type Unit, unitOf } from './units.ts'

const DIGITS = "(?:\\d{1,3}(?:[,' ]\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?(?: ?[万亿千])?"
const NUMBER = `(?:${DIGITS}|${HAN_NUMERAL}+|(?<![a-z])${ENGLISH_NUMERAL}(?![a-z])|half an?|半)`
const TO = '(?:-|\\u2010|\\u2011|\\u2012|–|—|~|〜|至|到| to | through )'

const QUANTITY = new RegExp(
  `(?<![a-z\\d]|\\d[.,])(?:(${CURRENCY_BEFORE}) ?)?(${NUMBER})(?:(?: ?${UNIT_BEHIND})? ?${TO} ?(?:${CURRENCY_BEFORE} ?)?(${NUMBER}))?(?:[ -]?[多余来]?(${UNIT_BEHIND}))?`,
  'gu',
)
const BETWEEN = new RegExp(
  `between (?:(${CURRENCY_BEFORE}) ?)?(${NUMBER}) and (?:${CURRENCY_BEFORE} ?)?(${NUMBER})(?:[ -]?(${UNIT_BEHIND}))?`,
  'gu',
)
const OUT_OF_HUNDRED = new RegExp(
  `百分之(${HAN_NUMERAL}+|${DIGITS})(?:${TO}(?:百分之)?(${HAN_NUMERAL}+|${DIGITS}))?|百分(百)`,
  'gu',
)
const ORDINAL = /(?<![a-z\d])(\d+)(?:st|nd|rd|th)(?![a-z])/gu
/** Steps of an explanation are counted by whoever writes it, and the second day is the next one. */
const STEP = new RegExp(`第二天|第(?:\\d+|${HAN_NUMERAL}+)步|步骤 ?(?:\\d+|${HAN_NUMERAL})|(?<![a-z])steps? \\d+`, 'gu')

const PERCENT: Unit = { of: 'percent', scale: 1 }

/** Numbers in digits and in words, with what they count; a range is one claim. */
export function readQuantities(rest: Remainder): void {
  rest.take(STEP, () => [])
  rest.take(OUT_OF_HUNDRED, ([, low, high, all]) => (all ? [keyOf(PERCENT, 100)] : rangeKeys(PERCENT, low ?? '', high)))
  rest.take(BETWEEN, ([, before, low = '', high, behind]) => rangeKeys(unitOf(before, behind), low, high))
  rest.take(QUANTITY, ([, before, low = '', high, behind]) => {
    const isCounted = before !== undefined || behind !== undefined
    const isInDigits = /\d/.test(low)
    // Chinese numerals are in many words that count nothing, and so is `one`.
    if (!isCounted && !isInDigits && (!/[a-z]/u.test(low) || high !== undefined || numberOf(low) < 2)) return null
    const unit = unitOf(before, behind)
    if (unit.of === 'count' && !isInDigits && high === undefined && numberOf(low) === 1) return null
    return rangeKeys(unit, low, high)
  })
  rest.take(ORDINAL, ([, number = '']) => [keyOf(unitOf(undefined, undefined), Number(number))])
}

const keyOf = ({ of, scale }: Unit, value: number): string => `${of}:${rounded(value * scale)}`

/** `三五`, `两三`: not a number but from … to. Null for anything else. */
function hanRange(text: string): [number, number] | null {
  const [low = Number.NaN, high = Number.NaN, ...more] = [...text].map(hanDigit)
  return more.length === 0 && high > low && low > 0 ? [low, high] : null
}

/** Sums of money and shares are not told apart beyond four places. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

function rangeKeys(unit: Unit, low: string, high: string | undefined): string[] {
  const ends = high === undefined ? hanRange(low) : [numberOf(low), numberOf(high)]
  if (ends === null) return [keyOf(unit, numberOf(low))]
  return [`${unit.of}:${ends.map((end) => rounded((end ?? 0) * unit.scale)).join('..')}`]
}

function numberOf(text: string): number {
  if (text === '半' || text.startsWith('half')) return 0.5
  if (/[a-z]/u.test(text)) return englishNumber(text)
  if (!/\d/.test(text)) return hanNumber(text)
  const [, digits = '', scale = ''] = /^([\d,' .]+?) ?([万亿千]?)$/u.exec(text) ?? []
  return Number(digits.replaceAll(/[,' ]/gu, '')) * (scale === '' ? 1 : hanNumber(`一${scale}`))
}
