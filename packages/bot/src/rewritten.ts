/** A text with pieces replaced, and for each of its characters the place in the text it came from. */
export interface Rewritten {
  text: string
  /** One more than the text is long: the last is where it ends. */
  from: readonly number[]
}

/** Replaces what `pattern` (global) finds; `replace` gives null to leave a piece as it is. Linear in the text. */
export function rewrite(source: string, pattern: RegExp, replace: (piece: string) => string | null): Rewritten {
  let text = ''
  const from: number[] = []
  let at = 0
  const keep = (until: number) => {
    for (; at < until; at += 1) {
      text += source.charAt(at)
      from.push(at)
    }
  }
  for (const { 0: piece, index } of source.matchAll(pattern)) {
    const other = replace(piece)
    if (other === null || other === piece) continue
    keep(index)
    text += other
    for (const _ of other.split('')) from.push(index)
    at = index + piece.length
  }
  keep(source.length)
  from.push(source.length)
  return { text, from }
}

/** What stands in the source where the rewritten text has this range. */
export function sourceOf(source: string, { from }: Rewritten, start: number, end: number): string {
  return source.slice(from[start], from[end])
}
