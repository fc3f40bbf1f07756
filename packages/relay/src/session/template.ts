const SLOT = /\{\{(\d+)\}\}/g

/** A vendor's template with values in it; `{{1}}` stands for the first. */
export const rendered = (template: string, values: readonly string[]): string =>
  template.replace(SLOT, (slot, number: string) => values[Number(number) - 1] ?? slot)

/**
 * The values that were put into a template, read from how it came to read: they are kept nowhere else, so that what is
 * taken out of the log goes out of them, too. Null when it does not read like that any more. Linear: each piece of the
 * template is looked for once, from the left.
 */
export function valuesIn(template: string, text: string): string[] | null {
  const pieces = template.split(SLOT) // words, number, words, number, …, words
  const values: string[] = []
  let at = 0
  for (let index = 0; index < pieces.length; index += 2) {
    const words = pieces[index] ?? ''
    const isLast = index === pieces.length - 1
    const number = Number(pieces[index - 1] ?? 0)
    const found = index === 0 ? 0 : isLast ? text.length - words.length : text.indexOf(words, at + 1)
    if (found < at || !text.startsWith(words, found)) return null
    if (index > 0) values[number - 1] ??= text.slice(at, found)
    at = found + words.length
  }
  const all = Array.from(values, (value = '') => value)
  return at === text.length && rendered(template, all) === text ? all : null
}
