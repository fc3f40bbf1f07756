import { CHINESE_NUMERALS, NUMERALS } from './numerals.ts'
import { HAS_SPOKEN, spokenDigits } from './spoken.ts'

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
  starts: readonly number[]
  ends: readonly number[]
  /** For each canonical character that is a digit how it was written, else 0. */
  written: readonly number[]
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

/** Reads a text in its canonical writing. Linear in its length. */
export function project(raw: string): Projection {
  const starts: number[] = []
  const ends: number[] = []
  const written: number[] = []
  let text = ''
  for (let at = 0; at < raw.length; ) {
    const code = raw.codePointAt(at) ?? 0
    const end = at + (code > 0xffff ? 2 : 1)
    let canonical: string
    let how = 0
    if (code < 0x80) {
      if (code >= 0x30 && code <= 0x39) how = WRITTEN.plain
      canonical = code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : code < 0x20 ? ' ' : raw.charAt(at)
    } else {
      const plain = NUMERALS.get(code)
      const digit = plain ?? CHINESE_NUMERALS.get(code)
      if (digit !== undefined) how = plain === undefined ? WRITTEN.chinese : WRITTEN.plain
      canonical = digit === undefined ? signOf(code) : String(digit)
    }
    // What takes no room goes with the character before it, such as the frame of a key-cap digit.
    if (canonical === '' && ends.length > 0) ends[ends.length - 1] = end
    for (let unit = 0; unit < canonical.length; unit++) {
      starts.push(at)
      ends.push(end)
      written.push(how)
    }
    text += canonical
    at = end
  }
  const projection = { raw, text, starts, ends, written }
  return HAS_SPOKEN.test(text) ? withSpoken(projection) : projection
}

/** The same with spelled-out digits as digits. */
function withSpoken({ raw, text, starts, ends, written }: Projection): Projection {
  const next = { raw, text: '', starts: [] as number[], ends: [] as number[], written: [] as number[] }
  let at = 0
  const copyTo = (end: number) => {
    next.text += text.slice(at, end)
    for (; at < end; at++) {
      next.starts.push(starts[at] ?? 0)
      next.ends.push(ends[at] ?? 0)
      next.written.push(written[at] ?? 0)
    }
  }
  for (const { start, end, digits } of spokenDigits(text)) {
    copyTo(start)
    next.text += digits
    for (let n = 0; n < digits.length; n++) {
      next.starts.push(starts[start] ?? 0)
      next.ends.push(ends[end - 1] ?? 0)
      next.written.push(WRITTEN.spoken)
    }
    at = end
  }
  copyTo(text.length)
  return next
}

/** Where canonical characters `from` to before `to` were written. */
export const span = ({ starts, ends }: Projection, from: number, to: number): { start: number; end: number } => ({
  start: starts[from] ?? 0,
  end: ends[to - 1] ?? 0,
})
