import type { Spoken } from './spoken.ts'

const TEN = '十'.charCodeAt(0)
const VALUES = { 千: 1_000, 百: 100, 十: 10 } as const

/** 六百二十二, 四千一百一十一 and 一千零五 in the canonical writing, where their digits are figures already. */
const NUMBER = /(?=[1-9][千百十]|十\d)(?:[1-9]千0?)?(?:[1-9]百0?)?(?:[1-9]?十)?\d?/g
/** Digits as they are called out over the radio: 洞 is 0, 拐 is 7, 勾 is 9. Words of their own, unless figures stand around them. */
const RADIO: Readonly<Record<string, string>> = { 洞: '0', 拐: '7', 勾: '9' }
const CALLED_OUT = /(?:[\d洞拐勾][ ,.]{0,3}){2,40}/g
/** 三个八 among figures is 888. */
const SAME = /(?<=\d[ ,]{0,2}\d[ ,]{0,2})[2-4][个個]\d(?=[ ,]{0,2}\d|[ ,.]{0,2}$)/g

/** Whether any of it may be there. Over the canonical writing. */
export const MAY_BE_NUMBER_IN_CHINESE = /\d[千百十]|十\d|\d[个個]\d/
export const MAY_BE_CALLED_OUT = /[\d洞拐勾][ ,.]{0,3}[洞拐勾]|[洞拐勾][ ,.]{0,3}\d/

/**
 * Numbers that Chinese says otherwise than digit by digit. `text` is in the canonical writing, and `isChinese` tells of a
 * place in it whether a Chinese numeral was written there.
 */
export function numbersInChinese(text: string, isChinese: (at: number) => boolean): Spoken[] {
  const same = [...text.matchAll(SAME)].flatMap(({ 0: words, index }): Spoken[] =>
    isChinese(index)
      ? [{ start: index, end: index + words.length, digits: words.slice(-1).repeat(Number(words.charAt(0))) }]
      : [],
  )
  const numbers: Spoken[] = []
  NUMBER.lastIndex = 0
  for (let match = NUMBER.exec(text); match; match = NUMBER.exec(text)) {
    const [words] = match
    const { index: start } = match
    const end = start + words.length
    const isNumber = words.length > 1 && isChinese(words.charCodeAt(0) === TEN ? start + 1 : start)
    // 一百五 is as well 150: it is left as it is.
    if (!isNumber || /[千百]\d$/.test(words)) continue
    if (same.some((each) => each.start < end && each.end > start)) continue
    numbers.push({ start, end, digits: String(numberOf(words)) })
  }
  return same.length === 0 ? numbers : [...same, ...numbers].sort((left, right) => left.start - right.start)
}

/** The text with figures for digits that are called out, between others. `text` is in the canonical writing. */
export const calledOut = (text: string): string =>
  text.replace(CALLED_OUT, (words) => {
    if (!IS_RADIO.test(words)) return words
    // 山洞, 拐弯 and 勾选 beside a number are words: two digits at least are said as such.
    const least = words.length === text.length ? 1 : 2
    const digits = words.replaceAll(/\D/g, '').length
    return digits < least ? words : words.replace(RADIO_DIGIT, (each) => RADIO[each] ?? each)
  })

const IS_RADIO = /[洞拐勾]/
const RADIO_DIGIT = /[洞拐勾]/g

function numberOf(words: string): number {
  let total = 0
  let digit = 0
  for (const character of words) {
    const unit = VALUES[character as keyof typeof VALUES]
    if (unit === undefined) digit = Number(character)
    else {
      total += (digit || 1) * unit
      digit = 0
    }
  }
  return total + digit
}
