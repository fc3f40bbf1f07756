/** Longer pieces are hard to keep in mind. */
const PIECE = 4

/**
 * The characters of a number as they are said one by one, in pieces with a pause between: SO10042 is S, O, then 1, 0, 0,
 * then 4, 2. Separators of its own make the pieces where there are some.
 */
export function piecesOf(number: string): string[][] {
  return number
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((part) => part.match(/\p{Nd}+|\p{L}+/gu) ?? [])
    .flatMap((part) => cut([...part]))
}

/** Even pieces of three or four, the longer ones last, as telephone numbers are told. */
function cut(characters: string[]): string[][] {
  const count = Math.ceil(characters.length / PIECE)
  if (count <= 1) return [characters]
  const size = Math.floor(characters.length / count)
  const longer = characters.length % count
  let at = 0
  return Array.from({ length: count }, (_, index) => {
    const end = at + size + (index >= count - longer ? 1 : 0)
    const piece = characters.slice(at, end)
    at = end
    return piece
  })
}
