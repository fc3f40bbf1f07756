import type { Locale } from '@baton/protocol'

export type Chinese = Exclude<Locale, 'en'>

const DIGITS = [...'零一二三四五六七八九']
const SMALL = ['', '十', '百', '千']
const LARGE = { 'zh-CN': ['', '万', '亿', '万亿'], 'zh-TW': ['', '萬', '億', '兆'] } as const satisfies Record<
  Chinese,
  readonly string[]
>

/** 2 before what is counted. */
export const TWO = { 'zh-CN': '两', 'zh-TW': '兩' } as const satisfies Record<Chinese, string>

/** One digit. */
export const chineseDigit = (digit: string): string => DIGITS[Number(digit)] ?? digit

/** A whole number below 10¹⁵ in words, such as 一千二百九十九. */
export function chineseCardinal(number: number, locale: Chinese): string {
  if (number === 0) return '零'
  let words = ''
  for (let rest = number, at = 0; rest > 0; rest = Math.floor(rest / 10_000), at += 1) {
    const section = rest % 10_000
    const above = Math.floor(rest / 10_000)
    if (section === 0) {
      // 一亿零五: one zero stands for all that is left out.
      words = words === '' || words.startsWith('零') ? words : `零${words}`
      continue
    }
    words = belowMyriad(section) + (LARGE[locale][at] ?? '') + words
    if (above > 0 && section < 1_000) words = `零${words}`
  }
  // 十五, not 一十五; 两千, not 二千.
  return words.replace(/^一十/u, '十').replace(/(?<!十)二(?=[千万萬亿億兆])/gu, TWO[locale])
}

function belowMyriad(section: number): string {
  let words = ''
  for (let rest = section, at = 0; rest > 0; rest = Math.floor(rest / 10), at += 1) {
    const digit = rest % 10
    if (digit > 0) words = (DIGITS[digit] ?? '') + (SMALL[at] ?? '') + words
    else if (words !== '' && !words.startsWith('零')) words = `零${words}`
  }
  return words
}
