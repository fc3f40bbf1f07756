import type { CountryCode } from 'libphonenumber-js/min'
import { isSupportedCountry, isValidPhoneNumber } from 'libphonenumber-js/min'
import { FILLER } from './context.ts'
import type { Detector, Finding } from './finding.ts'
import { type Projection, span } from './projection.ts'
import { endsAt, isDated, isOneNumber, type Run, runsOf } from './runs.ts'
import { addressesIn } from './web-address.ts'

/** Where the three languages are at home. */
const REGIONS: readonly CountryCode[] = ['CN', 'TW', 'US', 'HK', 'GB']
/** ITU-T E.164 allows fifteen digits; fewer than seven are no subscriber's. */
const SHORTEST = 7
const LONGEST = 15
/** So often the library is asked for one text. What looks like a phone after that is taken for one. */
const MOST_QUESTIONS = 48
/** So often a word for a phone is looked for. */
const MOST_LABELS = 256

/** What announces a phone, at the end of what stands before it. */
const LABEL = new RegExp(
  `(?:电话|電話|手机|手機|座机|市話|市话|传真|傳真|致电|致電|拨打|撥打|联系方式|聯絡方式|微信|(?<![a-z])(?:whatsapp|phone|mobile|cell|tel|fax|call|text|ring|reach|dial)(?![a-z]))${FILLER}$`,
)

/**
 * Telephone numbers: mobiles of mainland China (1, 3–9, nine more), and everything that the numbering plans of
 * libphonenumber know, where it is written as a phone: with `+` or `00` and a country, with a word for it before, with an
 * area code in brackets, or in the groups of the regions at home here. First three and last two stay.
 */
export const phone: Detector = (text, hints) => {
  const found: Finding[] = []
  let questions = 0
  const mayAsk = () => questions++ < MOST_QUESTIONS
  const regions = regionsOf(hints.region)
  const ask = (number: string, isInternational: boolean): boolean =>
    !mayAsk() ||
    (isInternational ? isValidPhoneNumber(`+${number}`) : regions.some((each) => isValidPhoneNumber(number, each)))
  let addresses: ReturnType<typeof addressesIn> | null = null
  for (const [index, run] of runsOf(text, SHORTEST).entries()) {
    const isLabelled = index < MOST_LABELS && LABEL.test(before(text, run, 0))
    for (let from = 0; from + SHORTEST <= run.digits.length; from++) {
      if (!run.begins[from]) continue
      const to = mobileEnd(run, from) ?? dialled(run, from, text, isLabelled && from === 0, ask)
      if (!to) continue
      const range = span(text, signBefore(text, run.at[from] ?? 0), (run.at[to - 1] ?? 0) + 1)
      addresses ??= addressesIn(text.raw)
      // An id in a web address is no phone.
      if (!addresses.some(({ start, end }) => start <= range.start && range.end <= end)) {
        found.push({ kind: 'phone', ...range, placeholder: placeholderOf(run.digits.slice(from, to)), keep: 'seal' })
      }
      from = to - 1
    }
  }
  return found
}

/** What stands before a digit. */
const before = ({ text }: Projection, { at }: Run, from: number): string =>
  text.slice(Math.max(0, (at[from] ?? 0) - 40), at[from])

const placeholderOf = (digits: string): string =>
  digits.length < 9 ? `[phone ••••${digits.slice(-2)}]` : `[phone ${digits.slice(0, 3)}••••${digits.slice(-2)}]`

/** The end of a Chinese mobile that begins here, with or without its country. */
function mobileEnd(run: Run, from: number): number | null {
  if (!'108'.includes(run.digits.charAt(from))) return null
  const country = /^(?:00)?86/.exec(run.digits.slice(from, from + 4))?.[0].length ?? 0
  return mobileFrom(run, from, from + country) ?? (country > 0 ? mobileFrom(run, from, from) : null)
}

const MOBILE = /^1[3-9]/
const MOBILE_DIGITS = 11

function mobileFrom(run: Run, from: number, at: number): number | null {
  const to = at + MOBILE_DIGITS
  if (to > run.digits.length || !MOBILE.test(run.digits.slice(at, at + 2)) || !endsAt(run, to)) return null
  const isWhole = from === 0 && to === run.digits.length
  return isOneNumber(run, from, to) && (isWhole || isUsual(groupsOf(run, at, to))) ? to : null
}

/** Groups in which mobiles are written, or read out. Others only when nothing stands beside them. */
const isUsual = (groups: readonly number[]): boolean =>
  MOBILE_GROUPS.has(groups.join('-')) || groups.every((size) => size === 1)
const MOBILE_GROUPS = new Set(['11', '3-4-4', '3-8', '4-4-3', '3-3-5', '7-4', '3-4-2-2', '3-2-2-2-2', '5-6'])

function groupsOf({ begins }: Run, from: number, to: number): number[] {
  const groups: number[] = []
  for (let index = from; index < to; index++) {
    if (index === from || begins[index]) groups.push(1)
    else groups.push((groups.pop() ?? 0) + 1)
  }
  return groups
}

/** The longest number from here that a numbering plan knows. Looks before it asks: asking is slow. */
function dialled(
  run: Run,
  from: number,
  text: Projection,
  isLabelled: boolean,
  ask: (number: string, isInternational: boolean) => boolean,
): number | null {
  const { digits } = run
  const sign = before(text, run, from).at(-1) ?? ''
  const exit = /^(?:00|011)(?=[1-9])/.exec(digits.slice(from, from + 4))?.[0]
  const isInternational = sign === '+' || exit !== undefined
  if (!isInternational && !isLabelled && groupsOf(run, from, from + SHORTEST).length > MOST_GROUPS) return null
  const most = Math.min(digits.length, from + LONGEST + (exit?.length ?? 0))
  for (let to = most; to >= from + SHORTEST; to--) {
    if (!endsAt(run, to) || isDated(run, from, to)) continue
    const number = digits.slice(from + (exit?.length ?? 0), to)
    if (isInternational) {
      // Without a sign of its own it must be as long as numbers abroad are.
      if (exit !== undefined && number.length < 10) return null
      if (ask(number, true)) return to
    } else if (isLabelled || isNational(`${sign === '(' ? sign : ''}${groupsOf(run, from, to).join('-')}`, number)) {
      if (ask(number, false)) return to
    }
  }
  return null
}

/** Written as a phone, a number has no more groups, and the first seven digits not either. */
const MOST_GROUPS = 5

/** Numbers written as phones are at home: area code, exchange, line. */
const isNational = (shape: string, number: string): boolean =>
  NATIONAL_GROUPS.has(shape) || (number.startsWith('0') && number.length >= 9 && AREA_GROUPS.test(shape))
/** After a zero for the area: those of Taiwan, Britain and China. */
const AREA_GROUPS = /^\(?(?:4-3-3|2-4-[34]|2-3-4|3-3-4|3-4-4|4-3-4|4-4-3|[23]-[78]|4-[678]|5-6|10|11)$/
const NATIONAL_GROUPS = new Set([
  '3-3-4',
  '(3-3-4',
  '(2-4-4',
  '(3-4-4',
  '(2-8',
  '(3-8',
  '(4-7',
  '(4-8',
  '(2-7',
  '1-3-3-4',
  '3-7',
  '(3-7',
])

const regionsOf = (region: string | undefined): readonly CountryCode[] =>
  region && isSupportedCountry(region) ? [region, ...REGIONS] : REGIONS

/** Where the number begins with the `+` or bracket before its first digit. */
function signBefore(text: { text: string }, start: number): number {
  let at = start
  while (at > 0 && start - at < 3 && '+('.includes(text.text.charAt(at - 1))) at -= 1
  return at
}
