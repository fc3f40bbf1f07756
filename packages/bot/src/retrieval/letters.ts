import { foldScript } from '../script.ts'

/** What a UTF-16 unit is to a reader of terms. Beyond the basic plane there is nothing to search for. */
export const GAP = 0
export const SKIP = 1
export const HAN = 2
export const LETTER = 3
export const DIGIT = 4

export interface Letters {
  kinds: Uint8Array
  /** Simplified form of a unit. */
  folds: Uint16Array
}

const UNITS = 0x10000
let made: Letters | null = null

/** Tables of 192 KiB, made when first asked for in some ten milliseconds: a text is then read without regular expressions. */
export function letters(): Letters {
  made ??= makeLetters()
  return made
}

function makeLetters(): Letters {
  const kinds = new Uint8Array(UNITS)
  const folds = Uint16Array.from({ length: UNITS }, (_, unit) => unit)
  const every = Array.from({ length: UNITS }, (_, unit) => String.fromCharCode(unit)).join('')
  const mark = (pattern: RegExp, kind: number) => {
    for (const { index, 0: run } of every.matchAll(pattern)) kinds.fill(kind, index, index + run.length)
  }
  mark(/[\p{L}\p{M}]+/gu, LETTER)
  mark(/\p{N}+/gu, DIGIT)
  mark(/\p{Script=Han}+/gu, HAN)
  // What only changes how a word is stored; and an apostrophe inside a word.
  mark(/[\p{Cf}'’]+/gu, SKIP)
  mark(/[\ud800-\udfff]/g, GAP)
  const folded = foldScript(every)
  for (let unit = 0; unit < UNITS; unit += 1) folds[unit] = folded.charCodeAt(unit)
  return { kinds, folds }
}
