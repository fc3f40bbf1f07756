/** How many words are wrong, missing or surplus: the distance of Levenshtein, by words. "Where's" is "where is", as in other measurements of this kind. */
export function wordErrors(said: string, heard: string): number {
  const [these, those] = [wordsOf(said), wordsOf(heard)]
  let row = Array.from({ length: those.length + 1 }, (_, at) => at)
  for (const [at, word] of these.entries()) {
    const next = [at + 1]
    for (const [to, other] of those.entries()) {
      const replaced = (row[to] ?? 0) + (word === other ? 0 : 1)
      next.push(Math.min(replaced, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1))
    }
    row = next
  }
  return row[those.length] ?? 0
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/\b(where|what|how|that|it)'s\b/g, '$1 is')
    .match(/[\p{L}\p{N}']+/gu) ?? []
