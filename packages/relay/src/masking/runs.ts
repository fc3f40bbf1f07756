import { type Projection, WRITTEN } from './projection.ts'

/** What may stand between two digits of one number. */
const GAP = { none: 0, loose: 1, strict: 2 } as const
const LOOSE = new Set(' -_')
const STRICT = new Set('.,;/\\:|+*#\'"·~&()')
/** More signs than this between two digits end a number. */
const MOST_SIGNS = 3

/** Digits with nothing but separators between them. */
export interface Run {
  digits: string
  /** Index of each digit in the canonical text. */
  at: readonly number[]
  /** What stands before each digit; `none` where it was written right after the one before. */
  gaps: readonly number[]
  /** Whether a number may begin with this digit: after a separator, or written unlike the one before. */
  begins: readonly boolean[]
  /** Digits that belong to a date or another writing of its own, and so to no number with gaps. */
  barred: readonly boolean[]
}

/** Dates and UUIDs: a number never reaches over their edge. */
const BARRED = [
  /(?<![\d.:/-])(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d|\1\d)/g,
  /(?<![\d.:/-])(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d(?!\d|\1\d)/g,
  /(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/g,
]

/** The runs of `least` digits or more. Linear. */
export function runsOf({ text, written }: Projection, least: number): Run[] {
  const runs: Run[] = []
  let barred: Uint8Array | null = null
  for (let index = 0; index < text.length; ) {
    if (!isDigit(text, index)) {
      index += 1
      continue
    }
    const at: number[] = []
    const gaps: number[] = []
    const begins: boolean[] = []
    let digits = ''
    let gap: number = GAP.none
    for (let next = index; ; ) {
      const how = written[next]
      const before = at.length > 0 ? written[at[at.length - 1] ?? 0] : 0
      begins.push(at.length === 0 || gap !== GAP.none || how !== before || how !== WRITTEN.plain)
      at.push(next)
      gaps.push(gap)
      digits += text[next]
      index = next + 1
      gap = GAP.none
      let signs = index
      for (; signs - index < MOST_SIGNS && signs < text.length; signs++) {
        const sign = text.charAt(signs)
        if (LOOSE.has(sign)) gap = Math.max(gap, GAP.loose)
        else if (STRICT.has(sign)) gap = GAP.strict
        else break
      }
      if (!isDigit(text, signs)) break
      next = signs
    }
    if (digits.length < least) continue
    barred ??= barredIn(text)
    const bars = barred
    runs.push({ digits, at, gaps, begins, barred: at.map((position) => bars[position] === 1) })
  }
  return runs
}

function barredIn(text: string): Uint8Array {
  const barred = new Uint8Array(text.length)
  for (const pattern of BARRED) {
    for (const match of text.matchAll(pattern)) barred.fill(1, match.index, match.index + match[0].length)
  }
  return barred
}

const isDigit = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index)
  return code >= 0x30 && code <= 0x39
}

/** Whether a number may end before digit `index`. */
export const endsAt = ({ digits, begins }: Run, index: number): boolean =>
  index === digits.length || begins[index] === true

/**
 * Whether digits `from` to before `to` look like one number. Blanks and dashes may stand anywhere. Dots, commas, slashes and
 * the like must make even groups, as in `4111.1111.1111.1111`, so that amounts and times in a row are not one. Dates never.
 */
export function isOneNumber({ gaps, barred }: Run, from: number, to: number): boolean {
  const sizes: number[] = []
  let size = 0
  let hasGap = false
  let isBarred = false
  for (let index = from; index < to; index++) {
    if (index > from && gaps[index] !== GAP.none) hasGap = true
    if (barred[index]) isBarred = true
    if (index > from && gaps[index] === GAP.strict) {
      sizes.push(size)
      size = 0
    }
    size += 1
  }
  if (!hasGap) return true
  if (isBarred) return false
  if (sizes.length === 0) return true
  return isEven([...sizes, size])
}

/** Equal groups, the last may be shorter; or those of 14 and 15 digits as printed on cards. */
function isEven(sizes: readonly number[]): boolean {
  const [first = 0] = sizes
  const last = sizes.at(-1) ?? 0
  if (last <= first && sizes.slice(0, -1).every((size) => size === first)) return true
  return CARD_GROUPS.has(sizes.join())
}

const CARD_GROUPS = new Set(['4,6,5', '4,6,4', '6,13', '3,4,4', '3,3,5', '6,8,4', '6,8,3', '6,6,3', '6,4,4,4', '3,3,4'])
