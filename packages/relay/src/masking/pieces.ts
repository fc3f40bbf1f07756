import type { Detector, Finding } from './finding.ts'
import { type Projection, project, span } from './projection.ts'
import { spare } from './redacted.ts'
import { runsOf } from './runs.ts'
import type { Said } from './window.ts'

/** A stretch of one message, `null` for the new one. */
export interface Piece {
  seq: number | null
  text: string
  /** Where it stands in its message. */
  from: number
  spoken?: true | undefined
}

/** One that is a number, of so many digits. */
export interface NumberPiece extends Piece {
  digits: number
}

/** Something found in one of them. */
export type Found = { seq: number | null; finding: Finding }

/** Placeholders of what is masked hold digits, which are nobody's number. */
const PLACEHOLDER = /\[[^\]\n]{0,60}••••[^\]\n]{0,260}\]/g

export const hidden = (text: string): string => text.replaceAll(PLACEHOLDER, ({ length }) => '|'.repeat(length))

/** Read once, since a message is looked at for each of those that follow. */
const known = new WeakMap<Said, NumberPiece[]>()

export function numbersOf(said: Said): NumberPiece[] {
  const numbers = known.get(said) ?? numbersIn(said.text, said.seq, said.spoken)
  known.set(said, numbers)
  return numbers
}

/** The stretches of digits in a text. One may end with X, as identity numbers do. */
export function numbersIn(text: string, seq: number | null, spoken?: true): NumberPiece[] {
  const projection = project(hidden(text), spoken)
  return runsOf(projection, 1).map(({ at, first, end: past }) => {
    const last = (at[past - 1] ?? 0) + 1
    const isX = /^[ ._/,·-]{0,3}[x×✕叉](?![a-z\d])/.exec(projection.text.slice(last, last + 5))
    const { start, end } = span(projection, at[first] ?? 0, last + (isX?.[0].length ?? 0))
    return { seq, text: text.slice(start, end), from: start, digits: past - first, spoken }
  })
}

/** Between two pieces: "eighty" and "seven" are not 87, and a number may go on all the same. */
const APART = '\n\n\n'

/** Pieces as one text, one under the other. */
export interface Joined {
  pieces: readonly Piece[]
  projection: Projection
}

export const joined = (pieces: readonly Piece[], isSpoken = false): Joined => ({
  pieces,
  projection: project(pieces.map(({ text }) => text).join(APART), isSpoken),
})

/** What the detectors find in the pieces as one text, cut to each piece. */
export function within(
  { pieces, projection }: Joined,
  detectors: readonly Detector[],
  exempt: readonly RegExp[],
  isWanted: (touched: readonly Piece[]) => boolean,
): Found[] {
  const starts = pieces.map((_, index) =>
    pieces.slice(0, index).reduce((sum, { text }) => sum + text.length + APART.length, 0),
  )
  const found = detectors.flatMap((detector) => detector(projection, {}))
  return spare(found, projection, exempt).flatMap((finding) => {
    const parts = pieces.flatMap((piece, index) => {
      const offset = starts[index] ?? 0
      const start = Math.max(0, finding.start - offset)
      const end = Math.min(piece.text.length, finding.end - offset)
      return start < end ? [{ piece, start: piece.from + start, end: piece.from + end }] : []
    })
    if (!isWanted(parts.map(({ piece }) => piece))) return []
    return parts.map(({ piece, start, end }, index) => ({
      seq: piece.seq,
      // What may be seen of a number is shown once, where it ends.
      finding: { ...finding, start, end, ...(index < parts.length - 1 && { placeholder: blank(finding.placeholder) }) },
    }))
  })
}

/** A placeholder that shows nothing of the number. */
const blank = (placeholder: string): string => placeholder.replace(/\S*••••.*\]/, '••••]')
