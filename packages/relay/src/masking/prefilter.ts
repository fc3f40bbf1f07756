import { digitOf } from './numerals.ts'
import { IS_ONE_WORD, MAY_BE_SPOKEN } from './spoken.ts'

const ASCII_ZERO = 0x30

/**
 * Whether a text may hold anything of what is masked: three digits in any writing, an address, or digits spelled out. Most
 * texts hold none, and nothing else is done for them.
 */
export const mayHold = (text: string): boolean => bears(text, LEAST_DIGITS)

/** Whether a text may hold a part of a number that began in an earlier message or goes on in a later one. */
export const mayHoldPart = (text: string): boolean => bears(text, 1)

function bears(text: string, least: number): boolean {
  let digits = 0
  let hasLatin = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) {
      if (code >= ASCII_ZERO && code <= 0x39) digits += 1
      else if (code === 0x40) return true
      else if (code >= 0x61) hasLatin = true
      else continue
    } else if (code === 0xff20 || code === 0xfe6b) return true
    else if (SAID.has(code)) digits += 1
    else if (digitOf(code >= 0xd800 && code <= 0xdbff ? (text.codePointAt(index) ?? 0) : code) >= 0) digits += 1
    if (digits === least) return true
  }
  if (!hasLatin && digits === 0) return false
  return MAY_BE_SPOKEN.test(text) || MAY_TELL.test(text) || (least === 1 && IS_ONE_WORD.test(text))
}

/** Parts of numbers that are no digits: see `said-in-chinese.ts`. */
const SAID: ReadonlySet<number> = new Set([...'十百千洞拐勾'].map((each) => each.charCodeAt(0)))

/** A card verification value has three; nothing that is masked has fewer. */
const LEAST_DIGITS = 3
/** An address that is read out, or a password. */
const MAY_TELL = /[ ([]dot[ )\]]|passw|\bpwd\b|passphrase|密码|密碼|口令/i
