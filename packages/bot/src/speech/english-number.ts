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
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const THOUSANDS = ['', ' thousand', ' million', ' billion', ' trillion']

/** One digit. */
export const englishDigit = (digit: string): string => ONES[Number(digit)] ?? digit

/** A whole number below 10¹⁵ in words, such as "one thousand two hundred ninety-nine". */
export function englishCardinal(number: number): string {
  if (number < 1_000) return belowThousand(number)
  const groups: string[] = []
  for (let rest = number, at = 0; rest > 0; rest = Math.floor(rest / 1_000), at += 1) {
    if (rest % 1_000 > 0) groups.unshift(belowThousand(rest % 1_000) + (THOUSANDS[at] ?? ''))
  }
  return groups.join(' ')
}

function belowThousand(number: number): string {
  const hundreds = Math.floor(number / 100)
  const rest = number % 100
  if (hundreds === 0) return belowHundred(rest)
  return `${ONES[hundreds]} hundred${rest === 0 ? '' : ` ${belowHundred(rest)}`}`
}

function belowHundred(number: number): string {
  if (number < 10) return ONES[number] ?? ''
  if (number < 20) return TEENS[number - 10] ?? ''
  const ones = number % 10
  return `${TENS[Math.floor(number / 10)]}${ones === 0 ? '' : `-${ONES[ones]}`}`
}

const IRREGULAR: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

/** "twenty-first". */
export const englishOrdinal = (number: number): string =>
  englishCardinal(number).replace(/[a-z]+$/u, (last) => IRREGULAR[last] ?? `${last.replace(/y$/u, 'ie')}th`)

/** A year as it is said: "twenty twenty-six", "nineteen oh five", "two thousand one". */
export function englishYear(year: number): string {
  const [century, rest] = [Math.floor(year / 100), year % 100]
  if (year < 1_100 || year > 9_999 || (century % 10 === 0 && rest < 10)) return englishCardinal(year)
  if (rest === 0) return `${belowHundred(century)} hundred`
  return `${belowHundred(century)} ${rest < 10 ? 'oh ' : ''}${belowHundred(rest)}`
}
