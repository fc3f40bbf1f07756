import { shapesOf, withGroup } from './groups.ts'
import { type Projection, WRITTEN } from './projection.ts'
import { textOf } from './text-of.ts'

/** What may stand between two digits of one number; those that are apart are of two. */
const GAP = { none: 0, loose: 1, strict: 2, apart: 3 } as const
/** What each sign is between two digits. */
const GAPS = new Uint8Array(0x100).fill(GAP.apart)
for (const sign of ' -_') GAPS[sign.charCodeAt(0)] = GAP.loose
for (const sign of '.,;/\\:|+*#\'"·~&()') GAPS[sign.charCodeAt(0)] = GAP.strict

/** More signs than this between two digits end a number. */
const MOST_SIGNS = 3

/** All digits of a text, one after the other. */
interface Digits {
  digits: string
  /** The same as numbers. */
  values: Uint8Array
  /** Index of each digit in the canonical text. */
  at: Uint32Array
  /** What stands before each digit; `none` where it was written right after the one before, `apart` at the first of a run. */
  gaps: Uint8Array
  /** Not 0 where a number may begin: at the first of a run, after a separator, or at a digit written unlike the one before. */
  begins: Uint8Array
  /** Not 0 for digits of a date or another writing of its own, which no number with gaps shares; empty without any. */
  barred: Uint8Array
}

/** Digits with nothing but separators between them: those from `first` to before `end` of the text's. */
export interface Run extends Digits {
  first: number
  end: number
}

/** A day, the year first, with the same sign between (group 1). */
export const DAY = '(?:19|20)\\d\\d([-./])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])'

/** Dates: a number never reaches over their edge. */
const DATES = [
  new RegExp(`(?<![\\d.:/-])${DAY}(?!\\d|\\1\\d)`, 'g'),
  /(?<![\d.:/-])(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d(?!\d|\1\d)/g,
]
/** UUIDs likewise. They begin as most numbers do, so the middle of one is looked for first. */
const UUIDS = [/(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/g]
const MAY_HOLD_UUID = /-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-/

const NONE = new Uint8Array(0)
/** What has fewer digits is asked for by few. */
const USUAL = 7
const known = new WeakMap<Projection, readonly Run[]>()

/** The runs of `least` digits or more. Read once for all who ask. */
export function runsOf(text: Projection, least: number): readonly Run[] {
  if (least < USUAL) return readRuns(text, least)
  let runs = known.get(text)
  if (!runs) {
    runs = readRuns(text, USUAL)
    known.set(text, runs)
  }
  return runs.filter(({ first, end }) => end - first >= least)
}

function readRuns(projection: Projection, least: number): Run[] {
  const all = digitsOf(projection)
  return boundsOf(all, least).map(([first, end]) => ({ ...all, first, end }))
}

/** Linear. Most texts have few digits, and small columns are quickly made. */
function digitsOf({ text, written }: Projection): Digits {
  const count = countDigits(text)
  const bars = count > 0 ? barredIn(text) : null
  const [values, codes, at] = [new Uint8Array(count), new Uint8Array(count), new Uint32Array(count)]
  const [gaps, begins, barred] = [new Uint8Array(count), new Uint8Array(count), bars ? new Uint8Array(count) : NONE]
  readDigits(text, written, bars ?? NONE, { values, codes, at, gaps, begins, barred })
  return { digits: textOf(codes), values, at, gaps, begins, barred }
}

function countDigits(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index++) if (isDigit(text.charCodeAt(index))) count += 1
  return count
}

type Columns = Omit<Digits, 'digits'> & { codes: Uint8Array }

/** Writes what is read into the columns. */
function readDigits(
  text: string,
  written: Uint8Array,
  bars: Uint8Array,
  { values, codes, at, gaps, begins, barred }: Columns,
): void {
  let count = 0
  let before = 0
  let gap: number = GAP.apart
  let signs = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (!isDigit(code)) {
      if (gap === GAP.apart) continue
      const sign = GAPS[code] ?? GAP.apart
      gap = ++signs > MOST_SIGNS ? GAP.apart : Math.max(gap, sign)
      continue
    }
    const how = written[index] ?? 0
    values[count] = code - ZERO
    codes[count] = code
    at[count] = index
    gaps[count] = gap
    begins[count] = gap !== GAP.none || how !== before || how !== WRITTEN.plain ? 1 : 0
    if (barred.length > 0) barred[count] = bars[index] ?? 0
    count += 1
    before = how
    gap = GAP.none
    signs = 0
  }
}

/** Where runs of `least` digits or more begin and end. */
function boundsOf({ values, gaps }: Digits, least: number): [first: number, end: number][] {
  const bounds: [first: number, end: number][] = []
  let first = 0
  for (let index = 1; index <= values.length; index++) {
    if (index < values.length && gaps[index] !== GAP.apart) continue
    if (index - first >= least) bounds.push([first, index])
    first = index
  }
  return bounds
}

/** Null when there are none, as in most texts. */
function barredIn(text: string): Uint8Array | null {
  let barred: Uint8Array | null = null
  for (const pattern of MAY_HOLD_UUID.test(text) ? [...DATES, ...UUIDS] : DATES) {
    for (const match of text.matchAll(pattern)) {
      barred ??= new Uint8Array(text.length)
      barred.fill(1, match.index, match.index + match[0].length)
    }
  }
  return barred
}

const ZERO = 0x30
const isDigit = (code: number): boolean => code >= ZERO && code <= 0x39

/** Whether a number may end before digit `index`. */
export const endsAt = ({ end, begins }: Run, index: number): boolean => index === end || begins[index] === 1

/**
 * Whether digits `from` to before `to` look like one number. Blanks and dashes may stand anywhere. Dots, commas, slashes and
 * the like must make even groups, as in `4111.1111.1111.1111`, so that amounts and times in a row are not one. Dates never.
 * `before` says how many letters lead the number and count for its first group.
 */
export function isOneNumber(run: Run, from: number, to: number, before = 0): boolean {
  const { gaps } = run
  let widest: number = GAP.none
  for (let index = from + 1; index < to; index++) widest = Math.max(widest, gaps[index] ?? 0)
  if (widest === GAP.none) return true
  if (isDated(run, from, to)) return false
  return widest < GAP.strict || isEven(run, from, to, before)
}

/** Whether a date reaches into digits `from` to before `to`. */
export const isDated = ({ barred }: Run, from: number, to: number): boolean => {
  if (barred.length > 0) for (let index = from; index < to; index++) if (barred[index]) return true
  return false
}

/**
 * Whether signs that must make even groups do: all of one size, the last may be shorter. Or they stand as printed on cards
 * of 14 and 15 digits.
 */
function isEven({ gaps }: Run, from: number, to: number, before: number): boolean {
  let first = from - before
  let usual = 0
  let areEqual = true
  let shape = 0
  for (let index = from + 1; index <= to; index++) {
    if (index < to && gaps[index] !== GAP.strict) continue
    const size = index - first
    if (usual === 0) usual = size
    if (index < to ? size !== usual : size > usual) areEqual = false
    shape = withGroup(shape, size)
    first = index
  }
  return areEqual || CARD_GROUPS.has(shape)
}

const CARD_GROUPS = shapesOf('4-6-5 4-6-4 6-13 3-4-4 3-3-5 6-8-4 6-8-3 6-6-3 6-4-4-4 3-3-4')
