import { type Rewritten, rewrite } from '../rewritten.ts'

const HAN: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  幺: '1',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
}
const WORDS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
}
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3 }
const WORD = Object.keys(WORDS).join('|')
/** "s o one": the o before is a letter. */
const FIRST = Object.keys(WORDS)
  .filter((word) => word !== 'o')
  .join('|')
const TIMED = Object.keys(TIMES).join('|')

/**
 * Digits as they are read out, at least three in a row (fewer are quantities): 一零零四二, "one double zero four two"; and
 * letters spelt in front of digits: "s o 10042".
 */
const READ_OUT = new RegExp(
  `[${Object.keys(HAN).join('')}](?:[ ,，-]?[${Object.keys(HAN).join('')}]){2,}|(?<![a-z])(?:(?:${TIMED}) )?(?:${FIRST})(?:[ ,-]+(?:(?:${TIMED}) )?(?:${WORD}))+(?![a-z])`,
  'gu',
)
const SPELT = /(?<![a-z0-9])[a-z](?:[ .-]{1,2}[a-z]){1,3}[ .-]{1,2}(?=\d{3})/gu

/** The folded text with digits that were read out written as digits, and letters spelt before them joined. Linear. */
export function writeDigits(folded: string): Rewritten {
  const digits = rewrite(folded, READ_OUT, toDigits)
  const letters = rewrite(digits.text, SPELT, (piece) => piece.replace(/[ .-]/gu, ''))
  return { text: letters.text, from: letters.from.map((at) => digits.from[at] ?? folded.length) }
}

const FEWEST = 3

function toDigits(piece: string): string | null {
  if (!/[a-z]/u.test(piece)) return [...piece].map((each) => HAN[each] ?? '').join('')
  let digits = ''
  let times = 1
  for (const word of piece.split(/[ ,-]+/u)) {
    const again = TIMES[word]
    if (again !== undefined) {
      times = again
      continue
    }
    digits += (WORDS[word] ?? '').repeat(times)
    times = 1
  }
  return digits.length < FEWEST ? null : digits
}
