import { hesitationIn, MAY_HESITATE, MAY_PAUSE, withoutPauses } from './hesitation.ts'
import { CHINESE_DIGIT, digitOf } from './numerals.ts'
import { remembered } from './remembered.ts'
import { calledOut, MAY_BE_CALLED_OUT, MAY_BE_NUMBER_IN_CHINESE, numbersInChinese } from './said-in-chinese.ts'
import { HAS_SPOKEN, IS_ONE_WORD, type Spoken, spokenDigits } from './spoken.ts'
import { textOf } from './text-of.ts'

/** How a digit was written: groups of one kind may be read together, a change of kind may end a number. */
export const WRITTEN = { plain: 1, chinese: 2, spoken: 3 } as const

/**
 * A text in one canonical writing, with the way back: every digit is `0`–`9`, letters are in lower case, full-width signs
 * are ASCII, all blanks are a space and all dashes `-`, and what takes no room is gone. `starts[i]` and `ends[i]` are where
 * the canonical character `i` was written, in UTF-16 units of `raw`; they may be longer than the text.
 */
export interface Projection {
  raw: string
  text: string
  starts: Uint32Array
  ends: Uint32Array
  /** For each canonical character that is a digit how it was written, else 0. */
  written: Uint8Array
  /** The same before words such as "ten" were read as digits; null when there are none. For what has letters in it. */
  unspoken: Projection | null
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

/** Told instead of a canonical character. No character becomes one of these: control characters are blanks. */
const TAKES_NO_ROOM = 1
const STAYS = 2

/** The canonical form of one character beyond ASCII. Digits are not its matter. */
const signOf = remembered((code) => {
  const sign = SIGNS.get(code)
  if (sign) return sign.charCodeAt(0)
  // Most of what is not ASCII is Chinese.
  if (code >= 0x3041 && code <= 0x9fff && code !== 0x30fc && code !== 0x3164) return STAYS
  const character = String.fromCodePoint(code)
  if (INVISIBLE.test(character)) return TAKES_NO_ROOM
  if (SPACE.test(character)) return BLANK
  if (DASH.test(character)) return '-'.charCodeAt(0)
  // What a compatibility form stands for, such as full-width letters and those of mathematics. One of several characters
  // stays as it is.
  const folded = character.normalize('NFKC').toLowerCase()
  return folded.length === 1 ? folded.charCodeAt(0) : STAYS
})

const BLANK = 0x20
/** What each ASCII character is read as. */
const ASCII = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (code < BLANK) return BLANK
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
})
const ZERO = 0x30

/** The canonical form of a character that is this digit, or none (-1). */
const canonicalOf = (code: number, digit: number): number => {
  if (digit >= 0) return ZERO + (digit % CHINESE_DIGIT)
  return code < 0x80 ? (ASCII[code] ?? 0) : signOf(code)
}
const writtenAs = (digit: number): number => (digit >= CHINESE_DIGIT ? WRITTEN.chinese : WRITTEN.plain)

/**
 * Reads a text in its canonical writing. Linear in its length.
 *
 * @param isSpoken it was said aloud: commas and full stops between digits are pauses.
 */
export function project(raw: string, isSpoken = false): Projection {
  const plain = projectPlain(raw) ?? projectAny(raw)
  const heard = READINGS.reduce((read, reading) => reading(read, isSpoken), plain)
  return heard === plain ? plain : { ...heard, unspoken: plain }
}

/** What is said otherwise than written, one after the other. */
const READINGS: readonly ((read: Projection, isSpoken: boolean) => Projection)[] = [
  (read, isSpoken) =>
    HAS_SPOKEN.test(read.text) || (isSpoken && IS_ONE_WORD.test(read.text))
      ? replaced(read, spokenDigits(read.text))
      : read,
  (read) => (MAY_HESITATE.test(read.text) ? replaced(read, hesitationIn(read.text)) : read),
  (read) =>
    MAY_BE_NUMBER_IN_CHINESE.test(read.text)
      ? replaced(
          read,
          numbersInChinese(read.text, (at) => read.written[at] === WRITTEN.chinese),
        )
      : read,
  (read) => (MAY_BE_CALLED_OUT.test(read.text) ? inPlace(read, calledOut(read.text)) : read),
  (read, isSpoken) =>
    MAY_PAUSE.test(read.text)
      ? inPlace(
          read,
          withoutPauses(read.text, (at) => isSpoken || (read.written[at] ?? 0) > WRITTEN.plain),
        )
      : read,
]

/** Where each character stands in a text in which each takes one unit: the same for all of them. */
let places = placesOf(1_024)
/** What is read, until it is a text. */
let units = new Uint16Array(1_024)

function placesOf(length: number): { starts: Uint32Array; ends: Uint32Array } {
  const starts = Uint32Array.from({ length: length + 1 }, (_, index) => index)
  return { starts, ends: starts.subarray(1) }
}

/** Most texts: every character takes one unit, so nothing has to be written down of where it stands. Null for others. */
function projectPlain(raw: string): Projection | null {
  const { length } = raw
  if (units.length < length) {
    places = placesOf(length)
    units = new Uint16Array(length)
  }
  const written = new Uint8Array(length)
  if (!readPlain(raw, written, units)) return null
  return { raw, text: textOf(units.subarray(0, length)), ...places, written, unspoken: null }
}

function readPlain(raw: string, written: Uint8Array, codes: Uint16Array): boolean {
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at)
    if (code >= 0xd800 && code <= 0xdfff) return false
    const digit = digitOf(code)
    const sign = canonicalOf(code, digit)
    if (sign === TAKES_NO_ROOM) return false
    codes[at] = sign === STAYS ? code : sign
    if (digit >= 0) written[at] = writtenAs(digit)
  }
  return true
}

function projectAny(raw: string): Projection {
  const { length } = raw
  const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)]
  const [written, codes] = [new Uint8Array(length), new Uint16Array(length)]
  const count = read(raw, { starts, ends, written, codes })
  return { raw, text: textOf(codes.subarray(0, count)), starts, ends, written, unspoken: null }
}

type Columns = Pick<Projection, 'starts' | 'ends' | 'written'> & { codes: Uint16Array }

/** Writes what is read into the columns, and tells how much. By itself, since an engine compiles a loop with what is behind it. */
function read(raw: string, { starts, ends, written, codes }: Columns): number {
  let count = 0
  for (let at = 0; at < raw.length; ) {
    const start = at
    const unit = raw.charCodeAt(at)
    const code = unit < 0x80 ? unit : (raw.codePointAt(at) ?? 0)
    at += code > 0xffff ? 2 : 1
    const digit = digitOf(code)
    const sign = canonicalOf(code, digit)
    if (sign === TAKES_NO_ROOM) {
      // It goes with the character before it, such as the frame of a key-cap digit.
      if (count > 0) ends[count - 1] = at
      continue
    }
    codes[count] = sign === STAYS ? unit : sign
    starts[count] = start
    ends[count] = at
    if (digit >= 0) written[count] = writtenAs(digit)
    count += 1
    // The second half of one that stays.
    if (sign !== STAYS || code <= 0xffff) continue
    codes[count] = raw.charCodeAt(at - 1)
    starts[count] = start
    ends[count] = at
    count += 1
  }
  return count
}

/** The same with other characters in some places: digits that were spelled out, or a blank. */
function replaced(before: Projection, places: readonly Spoken[]): Projection {
  if (places.length === 0) return before
  const { raw, text } = before
  const length = places.reduce(
    (sum, { start, end, digits }) => sum + Math.max(0, digits.length - (end - start)),
    text.length,
  )
  const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)]
  const written = new Uint8Array(length)
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
  for (const { start, end, digits } of places) {
    copyTo(start)
    parts.push(digits)
    for (let n = 0; n < digits.length; n++, count++) {
      starts[count] = before.starts[start] ?? 0
      ends[count] = before.ends[end - 1] ?? 0
      written[count] = digits === ' ' ? 0 : WRITTEN.spoken
    }
    at = end
  }
  copyTo(text.length)
  return { raw, text: parts.join(''), starts, ends, written, unspoken: null }
}

/** The same with other characters where they stand. A digit that was none is said. */
function inPlace(before: Projection, text: string): Projection {
  if (text === before.text) return before
  const written = before.written.slice()
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= ZERO + 9 && !written[at]) written[at] = WRITTEN.spoken
  }
  return { ...before, text, written }
}

/** Where canonical characters `from` to before `to` were written. */
export const span = ({ starts, ends }: Projection, from: number, to: number): { start: number; end: number } => ({
  start: starts[from] ?? 0,
  end: ends[to - 1] ?? 0,
})
