import type { Detector, Finding } from './finding.ts'
import { type Projection, span } from './projection.ts'
import { endsAt, isOneNumber, type Run, runsOf } from './runs.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'

/** First two digits of GB/T 2260: provinces, and Taiwan, Hong Kong and Macao. */
const PROVINCES = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
  64, 65, 71, 81, 82, 83,
]
const IS_PROVINCE = Uint8Array.from({ length: 100 }, (_, number) => Number(PROVINCES.includes(number)))

/** GB 11643: seventeen digits weighted modulo 11 give the eighteenth character. */
function checkOf({ values }: Run, from: number): string {
  let sum = 0
  for (let index = 0; index < 17; index++) sum += (WEIGHTS[index] ?? 0) * (values[from + index] ?? 0)
  return CHECK.charAt(sum % 11)
}

/** The number that two digits make. */
const two = ({ values }: Run, from: number): number => (values[from] ?? 0) * 10 + (values[from + 1] ?? 0)

/** How many days each month has; none for what is no month. */
const DAYS = new Uint8Array(100)
DAYS.set([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 1)

/** Whether four digits from `from` name a day of the year, `mmdd`. */
function isDay(run: Run, year: number, from: number): boolean {
  const month = two(run, from)
  const day = two(run, from + 2)
  if (day === 0 || day > (DAYS[month] ?? 0)) return false
  if (month === 2 && day === 29 && year % 4 !== 0) return false
  return year >= 1850 && year < 2100
}

/** A last character that is no digit, written after digit `index`. */
const X = /[ ._/,·-]{0,3}[x×✕叉](?![a-z\d])/y

/**
 * Chinese resident identity numbers: eighteen characters with their checksum (GB 11643-1999), and the fifteen digits they
 * had before, which have none: province and day of birth must be plausible. First and last stay.
 */
export const chineseId: Detector = (projection) => idsIn(projection, 15)

/** Those with a checksum only, for numbers that are put together from pieces. */
export const checkedChineseId: Detector = (projection) => idsIn(projection, 18)

const idsIn = (projection: Projection, least: 15 | 18): Finding[] =>
  runsOf(projection, 15).flatMap((run) => {
    const { digits, at } = run
    const found: Finding[] = []
    for (let from = run.first; from + 15 <= run.end; from++) {
      const id = idAt(run, from, projection.text)
      if (!id || (least === 18 && id.digits === 15)) continue
      const placeholder = `[ID ${digits.charAt(from)}••••${id.last}]`
      found.push({ kind: 'cn_id', ...span(projection, at[from] ?? 0, id.to), placeholder, keep: 'seal' })
      from += id.digits - 1
    }
    return found
  })

/** The identity number that begins at digit `from`: how many digits, where it ends in the text, its last character. */
function idAt(run: Run, from: number, text: string): { digits: number; to: number; last: string } | null {
  const { digits, at, first, end } = run
  if (!run.begins[from] || !IS_PROVINCE[two(run, from)]) return null
  const after = (length: number) => (at[from + length - 1] ?? 0) + 1
  // Place, day and checksum are enough, whatever stands in between.
  if (from + 17 <= end && isDay(run, two(run, from + 6) * 100 + two(run, from + 8), from + 10)) {
    const check = checkOf(run, from)
    if (check === 'X') {
      X.lastIndex = after(17)
      if (X.test(text)) return { digits: 17, to: X.lastIndex, last: 'X' }
    } else if (from + 18 <= end && digits[from + 17] === check && endsAt(run, from + 18)) {
      return { digits: 18, to: after(18), last: check }
    }
  }
  if (!isDay(run, 1900 + two(run, from + 6), from + 8)) return null
  // Without a checksum, a part of something longer is not enough.
  const isWhole = end - first === 15 || (endsAt(run, from + 15) && isSolid(run, from, from + 15))
  if (!isWhole || !isOneNumber(run, from, from + 15)) return null
  return { digits: 15, to: after(15), last: digits.charAt(from + 14) }
}

/** Whether digits stand side by side. */
function isSolid({ gaps }: Run, from: number, to: number): boolean {
  for (let index = from + 1; index < to; index++) if (gaps[index]) return false
  return true
}
