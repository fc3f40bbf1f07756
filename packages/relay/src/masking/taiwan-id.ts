import type { Detector, Finding } from './finding.ts'
import { span } from './projection.ts'
import { endsAt, isOneNumber, runsOf } from './runs.ts'

/** Each letter stands for a place, and for two digits in the checksum: its rank here plus ten. */
const PLACES = 'abcdefghjklmnpqrstuvxywzio'
/** Men, women, and men and women with a residence permit. */
const SECOND = new Set(['1', '2', '8', '9'])

/** National and residence numbers of Taiwan (中華民國國民身分證統一編號): a letter and nine digits, weighted modulo 10. */
export const taiwanId: Detector = (projection) => {
  const { text } = projection
  return runsOf(projection, 9).flatMap((run) => {
    const { digits, at } = run
    const found: Finding[] = []
    for (let from = 0; from + 9 <= digits.length; from++) {
      if (!SECOND.has(digits.charAt(from))) continue
      const letter = letterBefore(text, at[from] ?? 0)
      if (
        letter === null ||
        !endsAt(run, from + 9) ||
        !isOneNumber(run, from, from + 9, leads(text, letter, at[from] ?? 0))
      )
        continue
      if (!passes(text.charAt(letter), digits.slice(from, from + 9))) continue
      const placeholder = `[ID ${text.charAt(letter).toUpperCase()}••••${digits.charAt(from + 8)}]`
      found.push({ kind: 'tw_id', ...span(projection, letter, (at[from + 8] ?? 0) + 1), placeholder, keep: 'seal' })
    }
    return found
  })
}

/** Whether the letter stands in one group with the first digit. */
const leads = (text: string, letter: number, digit: number): number =>
  /[.,/·]/.test(text.slice(letter, digit)) ? 0 : 1

/** Where the one letter before a digit stands. */
function letterBefore(text: string, digit: number): number | null {
  let at = digit - 1
  while (at > 0 && digit - at <= 3 && ' -_.,/·'.includes(text.charAt(at))) at -= 1
  return /[a-z]/.test(text.charAt(at)) && !/[a-z\d]/.test(text.charAt(at - 1)) ? at : null
}

function passes(letter: string, digits: string): boolean {
  const place = PLACES.indexOf(letter) + 10
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * Math.max(1, 8 - index), 0)
  return (Math.floor(place / 10) + (place % 10) * 9 + sum) % 10 === 0
}
