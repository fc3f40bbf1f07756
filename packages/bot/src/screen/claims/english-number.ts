const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const WORDS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(SMALL.split(' ').map((word, value) => [word, value])),
  ...Object.fromEntries(
    'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, (index + 2) * 10]),
  ),
}
const SCALES: Readonly<Record<string, number>> = { dozen: 12, hundred: 100, thousand: 1_000, million: 1_000_000 }

const SCALE = Object.keys(SCALES).join('|')
const WORD = Object.keys(WORDS)
  .sort((left, right) => right.length - left.length)
  .join('|')
/** One or more words that are a number together: `twenty-one`, `a hundred and five`. */
export const ENGLISH_NUMERAL = `(?:a (?:${SCALE})|${WORD})(?:(?: and |[ -])(?:${WORD}|${SCALE}))*`

export function englishNumber(text: string): number {
  let whole = 0
  let section = 0
  for (const word of text.toLowerCase().split(/[ -]+/u)) {
    const scale = SCALES[word]
    if (scale === undefined) section += WORDS[word] ?? 0
    else if (scale < 1_000) section = (section || 1) * scale
    else {
      whole += (section || 1) * scale
      section = 0
    }
  }
  return whole + section
}
