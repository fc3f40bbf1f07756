const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...'零一二三四五六七八九'].map((digit, value) => [digit, value])),
  // As they are written on cheques.
  ...Object.fromEntries([...'〇壹贰叁肆伍陆柒捌玖'].map((digit, value) => [digit, value])),
  两: 2,
  貳: 2,
  參: 3,
  陸: 6,
}
const SMALL: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1_000, 仟: 1_000 }
const MYRIAD = 10_000
const LARGE: Readonly<Record<string, number>> = { 万: MYRIAD, 亿: 100_000_000 }

/** Characters Chinese numbers are written with, for expressions. */
export const HAN_NUMERAL = `[${Object.keys({ ...DIGITS, ...SMALL, ...LARGE }).join('')}]`

/** The value of one Chinese digit; NaN when it is none. */
export const hanDigit = (character: string): number => DIGITS[character] ?? Number.NaN

/** The value of a Chinese number such as 二十五, 两万三, 一千零五十 or 二〇二六; NaN when it is none. Linear in its length. */
export function hanNumber(written: string): number {
  const characters = [...written]
  if (characters.every((each) => Object.hasOwn(DIGITS, each))) return Number(characters.map(hanDigit).join(''))
  let total = 0
  let section = 0
  let digit = 0
  let unit = 1
  for (const character of characters) {
    const value = DIGITS[character]
    const small = SMALL[character]
    const large = LARGE[character]
    if (value !== undefined) {
      digit = value
      if (value === 0) unit = 1
    } else if (small !== undefined) {
      section += (digit || 1) * small
      digit = 0
      unit = small / 10
    } else if (large !== undefined) {
      // 一亿两千万: the ten thousands stand beside the hundred millions, and are not multiplied by them.
      total = large === MYRIAD ? total + (section + digit) * large : (total + section + digit) * large
      section = 0
      digit = 0
      unit = large / 10
    } else return Number.NaN
  }
  // 两万三 is 23 000, 一百五 is 150; 一百零五 is not.
  return total + section + digit * unit
}
