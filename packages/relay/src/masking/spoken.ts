const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const WORDS: ReadonlyMap<string, string> = new Map([
  ...ONES.map((word, value): [string, string] => [word, String(value)]),
  ...TEENS.map((word, value): [string, string] => [word, String(value + 10)]),
  ...TENS.map((word, value): [string, string] => [word, String(value * 10 + 20)]),
  ...['oh', 'o', 'nought', 'naught', 'nil'].map((word): [string, string] => [word, '0']),
])
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3 }

const ONE = `(?:${[...ONES, 'oh', 'o', 'nought', 'naught', 'nil'].join('|')})`
const TEN = `(?:${TENS.join('|')})`
const NUMBER = `(?:${TEN}[ -]{1,2}(?:${ONES.slice(1).join('|')})|${TEN}|${TEENS.join('|')}|${ONE})`
const AND = '(?:[ -]{1,2}and)?[ -]{1,2}'
/** "ninety" before "nine thousand" ends a number. */
const LAST = `${NUMBER}(?![ -]{1,2}(?:hundred|thousand)(?![a-z]))`
const BELOW_THOUSAND = `${NUMBER}[ -]{1,2}hundred(?:${AND}${LAST})?(?![ -]{1,2}thousand(?![a-z]))`
/** "four thousand one hundred eleven", "twenty-three hundred", or smaller. */
const WHOLE = `${NUMBER}[ -]{1,2}thousand(?:${AND}(?:${BELOW_THOUSAND}|${LAST}))?|${BELOW_THOUSAND}|${NUMBER}`
const TOKEN = new RegExp(`(?<![a-z])(?:(double|triple|treble)[ -]{1,3})?(${WHOLE})(?![a-z])`, 'g')

/** Digits that were spelled out: `digits` stand for what is written from `start` to `end`. */
export interface Spoken {
  start: number
  end: number
  digits: string
}

/**
 * English words that are digits, such as "four", "oh", "double four", "forty-one" and "four thousand one hundred eleven".
 * `text` is in lower case.
 */
export function spokenDigits(text: string): Spoken[] {
  const found: Spoken[] = []
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [whole, times, words = ''] = match
    const digits = WORDS.get(words) ?? (/hundred|thousand/.test(words) ? ofMany(words) : ofTwo(words))
    const count = times === undefined ? 1 : (TIMES[times] ?? 1)
    found.push({
      start: match.index,
      end: match.index + whole.length,
      digits: count > 1 ? digits.repeat(count) : digits,
    })
  }
  return found
}

/** "forty-one". */
function ofTwo(words: string): string {
  const [tens = '', ones = ''] = words.split(/[ -]{1,2}/)
  return (WORDS.get(tens) ?? '').charAt(0) + (WORDS.get(ones) ?? '')
}

/** "one hundred and eleven". */
function ofMany(words: string): string {
  let total = 0
  let section = 0
  for (const word of words.split(/[ -]{1,2}/)) {
    if (word === 'hundred') section *= 100
    else if (word === 'thousand') {
      total = section * 1_000
      section = 0
    } else section += Number(WORDS.get(word) ?? 0)
  }
  return String(total + section)
}

const WORD =
  '(?:zero|one|two|three|four|five|six|seven|eight|nine|oh|nought|naught|nil|double|triple|treble|hundred|thousand|[a-z]{3,6}teen|ten|eleven|twelve|twenty|(?:thir|for|fif|six|seven|eigh|nine)ty)'
/** A sound between two of them. */
const AFTER = '(?:(?:u+[hm]+|er+|then|dash)[^a-z\\d]{1,4})?'
/** Whether two words for digits, or one and a figure, stand side by side anywhere. */
export const MAY_BE_SPOKEN = new RegExp(
  `(?<![a-z])${WORD}[^a-z\\d]{1,4}${AFTER}(?:${WORD}|o|\\d)(?![a-z])|\\d[^a-z\\d]{1,4}${AFTER}${WORD}(?![a-z])`,
  'i',
)
/** Whether one does so beside another, or beside a digit. Over the canonical writing. */
export const HAS_SPOKEN = new RegExp(
  `(?<![a-z])${WORD}[^a-z\\d]{0,4}${AFTER}(?:${WORD}|o|\\d)(?![a-z])|\\d[^a-z\\d]{0,4}${AFTER}${WORD}(?![a-z])`,
)
/** A text that is one of them and nothing else: the last digit of a number. */
export const IS_ONE_WORD = new RegExp(`^[^a-z\\d]*${WORD}[^a-z\\d]*$`, 'i')
