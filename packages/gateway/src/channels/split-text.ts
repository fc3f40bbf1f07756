const SIGNS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Where a text may be cut, the best first. What is found stays with what is before it. */
const BREAKS = [
  /\n(?=[^\n]*$)/,
  /[。！？!?…；;](?=[^。！？!?…；;]*$)|\.\s(?=(?:(?!\.\s)[\s\S])*$)/,
  /[，、,\s](?=[^，、,\s]*$)/,
]

export const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length

/**
 * A text as pieces no longer than `limit`, cut at the end of a line, a sentence or a word where there is one in the second half of
 * a piece, and never inside a sign. `measure` says how the vendor counts.
 */
export function splitText(text: string, limit: number, measure: (text: string) => number): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (measure(rest) > limit) {
    const fits = rest.slice(0, longest(rest, limit, measure))
    const at = BREAKS.map((each) => fits.search(each)).find((index) => index >= fits.length / 2)
    const piece = at === undefined ? fits : fits.slice(0, at + 1)
    pieces.push(piece.trimEnd())
    rest = rest.slice(piece.length).trimStart()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

/** How many units of a text fit, at least one letter. */
function longest(text: string, limit: number, measure: (text: string) => number): number {
  let [units, used] = [0, 0]
  for (const { segment } of SIGNS.segment(text)) {
    used += measure(segment)
    if (used > limit) break
    units += segment.length
  }
  if (units > 0) return units
  // One sign with more marks on it than fit: it is cut between them.
  for (const letter of text) {
    used = units === 0 ? measure(letter) : used + measure(letter)
    if (units > 0 && used > limit) break
    units += letter.length
  }
  return units
}
