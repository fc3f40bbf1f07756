import type { CountryCode } from 'libphonenumber-js/min'
import { isSupportedCountry, isValidPhoneNumber } from 'libphonenumber-js/min'
import { FILLER } from './context.ts'
import type { Detector, Finding } from './finding.ts'
import { endOfGroups, groupsOf, isSpaced, shapesOf } from './groups.ts'
import { type Projection, span } from './projection.ts'
import { type Range, within } from './ranges.ts'
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
  let isInAddress: ((range: Range) => boolean) | null = null
  for (const [index, run] of runsOf(text, SHORTEST).entries()) {
    const isLabelled = index < MOST_LABELS && LABEL.test(before(text, run))
    for (let from = run.first; from + SHORTEST <= run.end; from++) {
      if (!run.begins[from]) continue
      const to =
        mobileEnd(run, from) ??
        taiwanMobileEnd(run, from) ??
        dialled(run, from, text, isLabelled && from === run.first, ask)
      if (!to) continue
      const range = span(text, signBefore(text, run.at[from] ?? 0), (run.at[to - 1] ?? 0) + 1)
      isInAddress ??= within(addressesIn(text.raw))
      // An id in a web address is no phone.
      if (!isInAddress(range)) {
        found.push({ kind: 'phone', ...range, placeholder: placeholderOf(run.digits.slice(from, to)), keep: 'seal' })
      }
      from = to - 1
    }
  }
  return found
}

/** What stands before a run. */
const before = ({ text }: Projection, { at, first }: Run): string => {
  const end = at[first] ?? 0
  return text.slice(Math.max(0, end - 40), end)
}

const placeholderOf = (digits: string): string =>
  digits.length < 9 ? `[phone ••••${digits.slice(-2)}]` : `[phone ${digits.slice(0, 3)}••••${digits.slice(-2)}]`

/** The end of a Chinese mobile that begins here, with or without its country. */
function mobileEnd(run: Run, from: number): number | null {
  const first = run.values[from]
  if (first !== 1 && first !== 0 && first !== 8) return null
  const country = countryAt(run, from)
  return mobileFrom(run, from, from + country) ?? (country > 0 ? mobileFrom(run, from, from) : null)
}

/** How many digits `86` or `0086` takes here. */
function countryAt({ values }: Run, from: number): number {
  const exit = values[from] === 0 && values[from + 1] === 0 ? 2 : 0
  return values[from + exit] === 8 && values[from + exit + 1] === 6 ? exit + 2 : 0
}

const MOBILE_DIGITS = 11

function mobileFrom(run: Run, from: number, at: number): number | null {
  const to = at + MOBILE_DIGITS
  const isMobile = run.values[at] === 1 && (run.values[at + 1] ?? 0) >= 3
  if (!isMobile || to > run.end || !endsAt(run, to)) return null
  const isWhole = from === run.first && to === run.end
  return isOneNumber(run, from, to) && (isWhole || isUsual(run, at, to)) ? to : null
}

/** The end of a mobile of Taiwan, 09 and eight more, beside which nothing stands: read out, it comes in any groups. */
const taiwanMobileEnd = (run: Run, from: number): number | null =>
  from === run.first &&
  run.end - from === TAIWAN_MOBILE_DIGITS &&
  run.values[from] === 0 &&
  run.values[from + 1] === 9 &&
  isOneNumber(run, from, run.end)
    ? run.end
    : null

const TAIWAN_MOBILE_DIGITS = 10

/** Groups in which mobiles are written, or read out. Others only when nothing stands beside them. */
const isUsual = (run: Run, from: number, to: number): boolean =>
  MOBILE_GROUPS.has(groupsOf(run, from, to)) || isSpaced(run, from, to)
const MOBILE_GROUPS = shapesOf('11 3-4-4 3-8 4-4-3 3-3-5 7-4 3-4-2-2 3-2-2-2-2 5-6')

/** The longest number from here that a numbering plan knows. Looks before it asks: asking is slow. */
function dialled(
  run: Run,
  from: number,
  text: Projection,
  isLabelled: boolean,
  ask: (number: string, isInternational: boolean) => boolean,
): number | null {
  const sign = text.text.charAt((run.at[from] ?? 0) - 1)
  const exit = exitAt(run, from)
  const isInternational = sign === '+' || exit > 0
  const longest = Math.min(run.end, from + LONGEST + exit)
  const most = isInternational || isLabelled ? longest : endOfGroups(run, MOST_GROUPS, from, longest)
  for (let to = most; to >= from + SHORTEST; to--) {
    if (!endsAt(run, to)) continue
    const first = from + exit
    // Without a sign of its own it must be as long as numbers abroad are.
    if (exit > 0 && to - first < 10) return null
    if (!isInternational && !isLabelled && !isNational(run, from, to, sign === '(')) continue
    if (isDated(run, from, to)) continue
    if (ask(run.digits.slice(first, to), isInternational)) return to
  }
  return null
}

/** How many digits are dialled here to get abroad: `00` or `011`, and a country. */
function exitAt({ values }: Run, from: number): number {
  if (values[from] !== 0) return 0
  const length = values[from + 1] === 0 ? 2 : values[from + 1] === 1 && values[from + 2] === 1 ? 3 : 0
  return length > 0 && (values[from + length] ?? 0) > 0 ? length : 0
}

/** Written as phones are at home, a number has no more groups. */
const MOST_GROUPS = 4

/** Those below have no fewer digits. */
const SHORTEST_NATIONAL = 9

/** Numbers written as phones are at home: area code, exchange, line. */
function isNational(run: Run, from: number, to: number, isBracketed: boolean): boolean {
  if (to - from < SHORTEST_NATIONAL) return false
  const shape = groupsOf(run, from, to)
  if ((isBracketed ? BRACKETED_GROUPS : NATIONAL_GROUPS).has(shape)) return true
  return run.values[from] === 0 && AREA_GROUPS.has(shape)
}

const NATIONAL_GROUPS = shapesOf('3-3-4 1-3-3-4 3-7')
const BRACKETED_GROUPS = shapesOf('3-3-4 2-4-4 3-4-4 2-8 3-8 4-7 4-8 2-7 3-7')
/** After a zero for the area: those of Taiwan, Britain and China. */
const AREA_GROUPS = shapesOf('4-3-3 2-4-3 2-4-4 2-3-4 3-3-4 3-4-4 4-3-4 4-4-3 2-7 2-8 3-7 3-8 4-6 4-7 4-8 5-6 10 11')

const regionsOf = (region: string | undefined): readonly CountryCode[] =>
  region && isSupportedCountry(region) ? [region, ...REGIONS] : REGIONS

/** Where the number begins with the `+` or bracket before its first digit. */
function signBefore(text: { text: string }, start: number): number {
  let at = start
  while (at > 0 && start - at < 3 && '+('.includes(text.text.charAt(at - 1))) at -= 1
  return at
}
