import { LIMITS } from '@baton/protocol/wire'
import { foldScript } from '../../script.ts'
import { readAddresses, readPhones } from './address.ts'
import { type Claim, Remainder } from './claim.ts'
import { readDates } from './date.ts'
import { readQuantities } from './quantity.ts'

export type { Claim } from './claim.ts'

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu
/** Which point of a list it is says nothing. */
const LIST_MARK = /^\s*(?:[-*•·]\s*)?(?:\d{1,2}[.)、]\s|[(（]\d{1,2}[)）]|[\u2460-\u2473])\s*/u
/** What the masking door leaves: `[card •••• 1111]`. */
const MASKED = /\[[\p{L} ]{2,20}(?: ?[•·*]{2,}[ \p{L}\p{N}@.*•·]{0,12})\]/gu
/** Begins with a letter: its digits are no number, unless the letters are a currency. */
const NAMED =
  /(?<![a-z\d_-])(?!(?:rmb|cny|usd|twd|hkd|eur|gbp|jpy|nt|us|hk)\d)[a-z](?=[a-z_-]*\d)(?:[a-z\d_-]*[a-z\d])?(?![a-z\d])/gu
const CODE = /(?<![a-z\d_-])(?=[a-z\d_-]*\d)(?=[a-z\d_-]*[a-z])[a-z\d](?:[a-z\d_-]*[a-z\d])?(?![a-z\d])/gu
/** Most sentences hold nothing of the kind, and are not looked at further. */
const MAY_CLAIM = new RegExp(
  '[\\d%@]|://|\\p{L}[.。]\\p{L}{2}|[:：]\\p{L}|[\\[({](?:\\.|dot)|[dD][oO][tT]|[零〇一二两三四五六七八九十百千万半壹贰叁肆伍陆柒捌玖拾兩]' +
    '|\\b(?:half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|hundred|thousand|dozen|million)\\b',
  'iu',
)

/** What a sentence claims, bounded by the longest message. Linear in the text. */
export function claimsOf(sentence: string): Claim[] {
  const written = sentence
    .slice(0, LIMITS.textChars)
    .replace(LIST_MARK, '')
    .normalize('NFKC')
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(/\p{Nd}/gu, asciiDigit)
  if (!MAY_CLAIM.test(written)) return []
  const rest = new Remainder(written)
  readAddresses(rest)
  rest.text = foldScript(rest.text.toLowerCase())
  rest.take(MASKED, ([mask]) => [`masked:${mask}`])
  readDates(rest)
  rest.take(NAMED, codeKeys)
  readPhones(rest)
  readQuantities(rest)
  rest.take(CODE, codeKeys)
  return rest.claims
}

const codeKeys = ([code]: RegExpExecArray): string[] => [`code:${code.replaceAll(/[_-]/gu, '').toUpperCase()}`]

/** Digits of any script as those we count with. A block of ten begins where its zero is. */
function asciiDigit(digit: string): string {
  if (digit <= '9') return digit
  let zero = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero -= 1
    value += 1
  }
  return String(value)
}
