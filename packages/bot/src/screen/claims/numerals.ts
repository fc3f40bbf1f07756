const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...'零一二三四五六七八九'].map((digit, value) => [digit, value])),
  ...Object.fromEntries([...'〇壹贰叁肆伍陆柒捌玖'].map((digit, value) => [digit, value])),
  两: 2,
  貳: 2,
  參: 3,
  陸: 6,
}
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1_000, 仟: 1_000 }
const MYRIADS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

export const HAN_NUMERAL = `[${Object.keys({ ...DIGITS, ...TENS, ...MYRIADS }).join('')}]`

/** `一百二十` → 120, `二〇二六` → 2026. NaN when it is no number. */
export function hanNumber(text: string): number {
  const characters = [...text]
  if (characters.every((each) => Object.hasOwn(DIGITS, each))) {
    return Number(characters.map((each) => DIGITS[each]).join(''))
  }
  let whole = 0
  let section = 0
  let digit: number | null = null
  for (const each of characters) {
    const place = TENS[each]
    const myriad = MYRIADS[each]
    if (place !== undefined) {
      section += (digit ?? 1) * place
      digit = null
    } else if (myriad !== undefined) {
      whole = (whole + section + (digit ?? 0)) * myriad
      section = 0
      digit = null
    } else {
      digit = DIGITS[each] ?? Number.NaN
    }
  }
  return whole + section + (digit ?? 0)
}

/** `三五`, `两三`: not a number but from … to. Null for anything else. */
export function hanRange(text: string): [number, number] | null {
  const [low = Number.NaN, high = Number.NaN, ...more] = [...text].map((each) => DIGITS[each])
  return more.length === 0 && high > low && low > 0 ? [low, high] : null
}

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
