/** How many of these are wrong, missing or surplus in those: the distance of Levenshtein. */
export function edits(these: readonly string[], those: readonly string[]): number {
  let row = Array.from({ length: those.length + 1 }, (_, at) => at)
  for (const [at, one] of these.entries()) {
    const next = [at + 1]
    for (const [to, other] of those.entries()) {
      const replaced = (row[to] ?? 0) + (one === other ? 0 : 1)
      next.push(Math.min(replaced, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1))
    }
    row = next
  }
  return row[those.length] ?? 0
}
