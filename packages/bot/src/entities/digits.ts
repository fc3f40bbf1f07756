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
  两: '2',
  洞: '0',
  拐: '7',
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
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3 }
const WORD = `(?:${TENS.join('|')})(?:[ -](?:${Object.keys(WORDS)
  .filter((word) => !/^(?:o|oh|zero)$/u.test(word))
  .join('|')}))?|${[...TEENS, ...Object.keys(WORDS)].join('|')}|\\d`
const HAN_DIGIT = `[${Object.keys(HAN).join('')}]`
/** What is said between two digits while the next is looked for. */
const SOUND = '(?:(?:u+[hm]+|er+m?|then)[ ,]+)?'
const HAN_SOUND = '(?:嗯|呃|额|那个|然后)?'

/**
 * Digits as they are read out, at least three in a row (fewer are quantities): 一零零四二, "one double zero four two", "1 0 0 4 2",
 * "one zero zero forty-two"; and letters spelt in front of digits: "s o 10042". In "s o one" the o is a letter.
 */
const READ_OUT = new RegExp(
  `(?!三{1,2}两两)${HAN_DIGIT}(?:[ ,，-]?${HAN_SOUND}[ ,，]?${HAN_DIGIT}){2,}|(?<![a-z\\d])(?:(?:${Object.keys(TIMES).join('|')}) )?(?!o(?![a-z]))(?:${WORD})(?:[ ,-]+${SOUND}(?:(?:${Object.keys(TIMES).join('|')}) )?(?:${WORD}))+(?![a-z\\d])`,
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
  if (!/[a-z\d]/u.test(piece)) return [...piece].map((each) => HAN[each] ?? '').join('')
  let digits = ''
  let times = 1
  let isTens = false
  for (const word of piece.split(/[ ,-]+/u)) {
    const again = TIMES[word]
    if (again !== undefined) times = again
    else {
      const written = digitsOf(word)
      // "forty-two": the ones take the place of the zero.
      digits =
        isTens && times === 1 && written.length === 1 && written !== '0'
          ? digits.slice(0, -1) + written
          : digits + written.repeat(times)
      isTens = TENS.includes(word)
      times = 1
    }
  }
  return digits.length < FEWEST ? null : digits
}

/** What one word, or one figure, stands for; nothing for a sound. */
function digitsOf(word: string): string {
  if (TENS.includes(word)) return `${TENS.indexOf(word) + 2}0`
  if (TEENS.includes(word)) return `1${TEENS.indexOf(word)}`
  return WORDS[word] ?? (/^\d$/u.test(word) ? word : '')
}
