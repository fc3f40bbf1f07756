import type { Detector, Finding } from './finding.ts'
import { span } from './projection.ts'
import { endsAt, isOneNumber, runsOf } from './runs.ts'

/** Each letter stands for a place, and for two digits in the checksum: its rank here plus ten. */
const PLACES = 'abcdefghjklmnpqrstuvxywzio'
/** Men, women, and men and women with a residence permit. */
const isSecond = (digit: number | undefined): boolean => digit === 1 || digit === 2 || digit === 8 || digit === 9

/** National and residence numbers of Taiwan (中華民國國民身分證統一編號): a letter and nine digits, weighted modulo 10. */
export const taiwanId: Detector = (projection) => {
  const { text } = projection
  return runsOf(projection, 9).flatMap((run) => {
    const { digits, values, at } = run
    const found: Finding[] = []
    for (let from = run.first; from + 9 <= run.end; from++) {
      if (!isSecond(values[from])) continue
      const letter = letterBefore(text, at[from] ?? 0)
      if (letter === null || !endsAt(run, from + 9) || !passes(text.charAt(letter), values, from)) continue
      if (!isOneNumber(run, from, from + 9, leads(text, letter, at[from] ?? 0))) continue
      const placeholder = `[ID ${text.charAt(letter).toUpperCase()}••••${digits.charAt(from + 8)}]`
      found.push({ kind: 'tw_id', ...span(projection, letter, (at[from + 8] ?? 0) + 1), placeholder, keep: 'seal' })
    }
    return found
  })
}

/** Whether the letter stands in one group with the first digit. */
const leads = (text: string, letter: number, digit: number): number =>
  digit > letter + 1 && /[.,/·]/.test(text.slice(letter, digit)) ? 0 : 1

/** Where the one letter before a digit stands. */
function letterBefore(text: string, digit: number): number | null {
  let at = digit - 1
  while (at > 0 && digit - at <= 3 && isSign(text.charCodeAt(at))) at -= 1
  if (at < 0 || !isLetter(text.charCodeAt(at))) return null
  return at > 0 && isLetterOrDigit(text.charCodeAt(at - 1)) ? null : at
}

const SIGNS = Uint8Array.from({ length: 0x100 }, (_, code) => (' -_.,/·'.includes(String.fromCharCode(code)) ? 1 : 0))
const isSign = (code: number): boolean => SIGNS[code] === 1
const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a
const isLetterOrDigit = (code: number): boolean => isLetter(code) || (code >= 0x30 && code <= 0x39)

function passes(letter: string, digits: Uint8Array, from: number): boolean {
  const place = PLACES.indexOf(letter) + 10
  let sum = Math.floor(place / 10) + (place % 10) * 9
  for (let index = 0; index < 9; index++) sum += (digits[from + index] ?? 0) * Math.max(1, 8 - index)
  return sum % 10 === 0
}
