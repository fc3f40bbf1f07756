// One run per alternation, so that the text is read once: Han, Latin and other letters, digits.
export const RUN = /\p{Script=Han}+|[\p{L}\p{M}']+|\p{N}+/gu
export const HAN = /^\p{Script=Han}/u

/**
 * Terms of a folded text for search: Han characters and their pairs, other words and their pairs. Numbers become one
 * term, since which number it is is for `entities`. Segmenters split shop words wrongly; pairs do not.
 */
export function wordTerms(folded: string): string[] {
  const terms: string[] = []
  let previous = ''
  for (const [run] of folded.matchAll(RUN)) {
    if (HAN.test(run)) {
      const characters = [...run]
      characters.forEach((character, index) => {
        terms.push(character)
        const next = characters[index + 1]
        if (next !== undefined) terms.push(character + next)
      })
      previous = ''
      continue
    }
    const word = /^\p{N}/u.test(run) ? '0' : run.replaceAll("'", '')
    if (word === '') continue
    terms.push(word)
    if (previous !== '') terms.push(`${previous} ${word}`)
    previous = word
  }
  return terms
}

const SHORTEST_GRAM = 2
const LONGEST_GRAM = 4
/** Longer "words" are keys, links or noise; their inside says nothing. */
const LONGEST_WORD = 24

/** Letters 2–4 in a row inside a word of letters, with its ends: they survive typing errors and endings. */
export function gramsOf(word: string): string[] {
  if (word.length > LONGEST_WORD) return []
  const grams: string[] = []
  const whole = `^${word}$`
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
    for (let start = 0; start + size <= whole.length; start += 1) grams.push(`#${whole.slice(start, start + size)}`)
  }
  return grams
}

/** `wordTerms`, and the grams of the words. */
export function classifierTerms(folded: string): string[] {
  const terms = wordTerms(folded)
  for (const [run] of folded.matchAll(RUN)) {
    if (!HAN.test(run) && !/^\p{N}/u.test(run)) terms.push(...gramsOf(run.replaceAll("'", '')))
  }
  return terms
}
