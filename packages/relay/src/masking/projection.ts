import { CHINESE_DIGIT, digitOf } from './numerals.ts'
import { HAS_SPOKEN, spokenDigits } from './spoken.ts'
import { textOf } from './text-of.ts'

/** How a digit was written: groups of one kind may be read together, a change of kind may end a number. */
export const WRITTEN = { plain: 1, chinese: 2, spoken: 3 } as const

/**
 * A text in one canonical writing, with the way back: every digit is `0`–`9`, letters are in lower case, full-width signs
 * are ASCII, all blanks are a space and all dashes `-`, and what takes no room is gone. `starts[i]` and `ends[i]` are where
 * the canonical character `i` was written, in UTF-16 units of `raw`.
 */
export interface Projection {
  raw: string
  text: string
  starts: Uint32Array
  ends: Uint32Array
  /** For each canonical character that is a digit how it was written, else 0. */
  written: Uint8Array
}

const INVISIBLE = /[\ufeff\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/u
const SPACE = /\s/
const DASH = /[\p{Pd}\u2212\u30fc]/u
const SIGNS: ReadonlyMap<number, string> = new Map(
  Object.entries({
    '.': '。．｡․',
    ',': '，、､',
    '/': '／⁄∕',
    '@': '＠﹫',
    ':': '：﹕',
    '·': '·•・‧∙⋅',
    '|': '｜丨',
  }).flatMap(([canonical, signs]) => [...signs].map((sign): [number, string] => [sign.codePointAt(0) ?? 0, canonical])),
)

/** The canonical form of one character beyond ASCII; empty when it takes no room. Digits are not its matter. */
function signOf(code: number): string {
  const sign = SIGNS.get(code)
  if (sign) return sign
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase()
  const character = String.fromCodePoint(code)
  // Most of what is not ASCII is Chinese.
  if (code >= 0x3041 && code <= 0x9fff && code !== 0x30fc && code !== 0x3164) return character
  if (INVISIBLE.test(character)) return ''
  if (SPACE.test(character)) return ' '
  if (DASH.test(character)) return '-'
  // What a compatibility form stands for, such as letters of mathematics. One of several characters stays as it is.
  return oneOf(character.normalize('NFKC').toLowerCase(), character)
}

const oneOf = (folded: string, character: string): string => (folded.length === 1 ? folded : character)

/** What each ASCII character is read as. */
const ASCII = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (code < 0x20) return 0x20
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
})
const ZERO = 0x30

/** Reads a text in its canonical writing, which is never longer. Linear in its length. */
export function project(raw: string): Projection {
  const starts = new Uint32Array(raw.length)
  const ends = new Uint32Array(raw.length)
  const written = new Uint8Array(raw.length)
  const codes = new Uint16Array(raw.length)
  let count = 0
  const add = (code: number, how: number, start: number, end: number) => {
    codes[count] = code
    written[count] = how
    starts[count] = start
    ends[count] = end
    count += 1
  }
  for (let at = 0; at < raw.length; ) {
    let code = raw.charCodeAt(at)
    if (code < 0x80) {
      add(ASCII[code] ?? 0, code >= ZERO && code <= 0x39 ? WRITTEN.plain : 0, at, at + 1)
      at += 1
      continue
    }
    code = raw.codePointAt(at) ?? 0
    const end = at + (code > 0xffff ? 2 : 1)
    const digit = digitOf(code)
    if (digit >= CHINESE_DIGIT) add(ZERO + digit - CHINESE_DIGIT, WRITTEN.chinese, at, end)
    else if (digit >= 0) add(ZERO + digit, WRITTEN.plain, at, end)
    else {
      const sign = signOf(code)
      // What takes no room goes with the character before it, such as the frame of a key-cap digit.
      if (sign === '' && count > 0) ends[count - 1] = end
      for (let unit = 0; unit < sign.length; unit++) add(sign.charCodeAt(unit), 0, at, end)
    }
    at = end
  }
  const text = textOf(codes.subarray(0, count))
  const projection = { raw, text, starts: starts.subarray(0, count), ends: ends.subarray(0, count), written }
  return HAS_SPOKEN.test(text) ? withSpoken(projection) : projection
}

/** The same with spelled-out digits as digits. No word for them is shorter than they are. */
function withSpoken(before: Projection): Projection {
  const { raw, text } = before
  const [starts, ends, written] = [before.starts.slice(), before.ends.slice(), before.written.slice()]
  const parts: string[] = []
  let at = 0
  let count = 0
  const copyTo = (end: number) => {
    parts.push(text.slice(at, end))
    for (; at < end; at++, count++) {
      starts[count] = before.starts[at] ?? 0
      ends[count] = before.ends[at] ?? 0
      written[count] = before.written[at] ?? 0
    }
  }
  for (const { start, end, digits } of spokenDigits(text)) {
    copyTo(start)
    parts.push(digits)
    for (let n = 0; n < digits.length; n++, count++) {
      starts[count] = before.starts[start] ?? 0
      ends[count] = before.ends[end - 1] ?? 0
      written[count] = WRITTEN.spoken
    }
    at = end
  }
  copyTo(text.length)
  return { raw, text: parts.join(''), starts: starts.subarray(0, count), ends: ends.subarray(0, count), written }
}

/** Where canonical characters `from` to before `to` were written. */
export const span = ({ starts, ends }: Projection, from: number, to: number): { start: number; end: number } => ({
  start: starts[from] ?? 0,
  end: ends[to - 1] ?? 0,
})
