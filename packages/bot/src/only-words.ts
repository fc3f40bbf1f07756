/**
 * Tells whether a text is nothing but some words, in any order. Takes one word after the other, the longest first and never
 * back, so that 谢谢谢谢… stays linear: a pattern that may part 看看 in two ways would try every way. Chinese words need no
 * border; Latin ones do.
 */
export function onlyWords(words: readonly string[]): (text: string) => boolean {
  const longestFirst = [...words].sort((left, right) => right.length - left.length)
  const next = new RegExp(`(?:${longestFirst.join('|')})(?:(?<=\\p{Script=Han})|(?!\\p{Script=Latin}))\\s*`, 'uy')
  return (text) => {
    next.lastIndex = 0
    while (next.lastIndex < text.length) if (!next.test(text)) return false
    return true
  }
}
