import type { Mark } from '@baton/protocol'
import type { Handle, Redaction } from '../masking/index.ts'

/** An original that shall be kept sealed, under its number in the event it stood in. */
export interface Original {
  number: number
  handle: Handle
}

/**
 * Numbers the originals that may be kept, and says so in their marks.
 *
 * @param before marks the text had: their numbers are taken, and an original is never given another's.
 */
export function keepOriginals(
  { marks, handles }: Pick<Redaction, 'marks' | 'handles'>,
  before: readonly Mark[] = [],
): { marks: Mark[]; originals: Original[] } {
  const first = Math.max(-1, ...before.map(({ original = -1 }) => original)) + 1
  const originals = handles
    .filter(({ keep }) => keep === 'seal')
    .map((handle, index): Original => ({ number: first + index, handle }))
  const numbers = new Map(originals.map(({ number, handle }) => [handle.mark, number]))
  return {
    originals,
    marks: marks.map((mark, at) => {
      const number = numbers.get(at)
      return number === undefined ? mark : { ...mark, original: number }
    }),
  }
}
