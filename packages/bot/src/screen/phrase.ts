import { type Plain, plainOf } from './plain.ts'

const LATIN = /[\p{Script=Latin}\p{N}]/u

/**
 * Whether a phrase stands in a sentence, whatever is put between its letters. A phrase of Latin letters begins and ends
 * where words do: `risk free` is not in `brisk freedom`.
 */
export function findsPhrase(phrase: string): (plain: Plain) => boolean {
  const { dense } = plainOf(phrase)
  const begins = LATIN.test(dense.charAt(0))
  const ends = LATIN.test(dense.charAt(dense.length - 1))
  return ({ folded, dense: text, at }) => {
    for (let from = text.indexOf(dense); dense !== '' && from >= 0; from = text.indexOf(dense, from + 1)) {
      const first = at[from] ?? 0
      const last = at[from + dense.length - 1] ?? 0
      const isWhole =
        (!begins || !LATIN.test(folded.charAt(first - 1))) && (!ends || !LATIN.test(folded.charAt(last + 1)))
      if (isWhole) return true
    }
    return false
  }
}
