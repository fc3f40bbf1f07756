import { FACES } from './emoji.ts'

/** "!!!", "?!" and "？？？" as somebody beside themselves writes them. */
const MARKS = /[!?！？]{3,}|!\?|\?!/u
/** What is demanded over and over. */
const DEMANDS =
  /(退钱|退款|还钱|赔钱|还我钱|发货|回复|回答|回话|说话|快点|人呢|投诉|骗子|垃圾|滚|refund|answer|reply|hello|money|now|help|agent)(?:[ ,，!！?？。.]*\1){2,}/u
/** As many capital letters as make a shout, and no abbreviation. */
const SHOUT_WORDS = 3
const SHOUT_LETTERS = 12

export interface Emphasis {
  /** As written. */
  marks: string | null
  /** Words said three times over. */
  again: string | null
  shouting: boolean
}

/** How a message is said, besides its words. Linear in the text. */
export function readEmphasis(text: string, folded: string): Emphasis {
  return {
    marks: MARKS.exec(folded)?.[0] ?? null,
    again: DEMANDS.exec(folded)?.[0] ?? manyFaces(folded),
    shouting: isShouted(text),
  }
}

function manyFaces(folded: string): string | null {
  const faces = [...folded.matchAll(FACES.angry), ...folded.matchAll(FACES.negative)]
  return faces.length >= 3 ? faces.map(([face]) => face).join('') : null
}

function isShouted(text: string): boolean {
  const words = text.match(/(?<![\p{L}\p{N}-])[A-Z']{2,}(?![\p{L}\p{N}-])/gu) ?? []
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  const small = text.match(/[a-z]/gu)?.length ?? 0
  return words.length >= SHOUT_WORDS && letters >= SHOUT_LETTERS && small < letters / 4
}
