/**
 * Whether two words differ by one slip of the fingers at most: a letter too many, too few, another one, or two that
 * changed places. Linear in the shorter word.
 */
export function isOneSlip(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (long.length - short.length > 1) return false
  let from = 0
  while (from < short.length && short[from] === long[from]) from += 1
  let end = 0
  while (end < short.length - from && short[short.length - 1 - end] === long[long.length - 1 - end]) end += 1
  const rest = short.length - from - end
  if (rest <= (long.length === short.length ? 1 : 0)) return true
  return long.length === short.length && rest === 2 && short[from] === long[from + 1] && short[from + 1] === long[from]
}
