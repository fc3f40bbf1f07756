const DIGITS = '零一二三四五六七八九'
const SMALL: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 }
const LARGE: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** Characters Chinese numbers are written with, for expressions. */
export const HAN_NUMERAL = '[零〇一二两三四五六七八九十百千万亿]'

/** The value of a Chinese number such as 二十五, 两万三 or 一千零五十; NaN when it is none. Linear in its length. */
export function hanNumber(written: string): number {
  let total = 0
  let section = 0
  let digit = 0
  let unit = 1
  for (const character of written) {
    const value = character === '两' ? 2 : character === '〇' ? 0 : DIGITS.indexOf(character)
    const small = SMALL[character]
    const large = LARGE[character]
    if (value >= 0) {
      digit = value
      if (value === 0) unit = 1
    } else if (small !== undefined) {
      section += (digit || 1) * small
      digit = 0
      unit = small / 10
    } else if (large !== undefined) {
      // 一亿两千万: the ten thousands stand beside the hundred millions, and are not multiplied by them.
      total = large === LARGE.万 ? total + (section + digit) * large : (total + section + digit) * large
      section = 0
      digit = 0
      unit = large / 10
    } else return Number.NaN
  }
  // 两万三 is 23 000, 一百五 is 150; 一百零五 is not.
  return total + section + digit * unit
}
