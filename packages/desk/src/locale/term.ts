/**
 * Words for a name that operators choose, such as an intent or a label. A name without words of ours is shown as written,
 * with its separators opened up, so that data added tomorrow is readable today.
 */
export function term(words: Readonly<Record<string, string>>, name: string): string {
  const known = Object.hasOwn(words, name) ? words[name] : undefined
  return known ?? name.replace(/[_.-]+/g, ' ').trim()
}
