import type { Locale } from '@baton/protocol'
import type { Hints } from '../finding.ts'
import type { Dice } from './dice.ts'
import * as numbers from './numbers.ts'

/** What somebody says on the telephone, as speech recognition writes it down. */
export interface Utterance {
  secret: string
  messages: string[]
  hints?: Hints
}

type Voice = (dice: Dice, digits: string) => string

const ONES = 'zero one two three four five six seven eight nine'.split(' ')
const TEENS =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety'.split(
    ' ',
  )

/** A number below one hundred, from ten on. */
function tens(number: number, hyphen: string): string {
  if (number < 20) return TEENS[number - 10] ?? ''
  const ones = number % 10 === 0 ? '' : hyphen + ONES[number % 10]
  return `${TEENS[8 + Math.floor(number / 10)]}${ones}`
}

/** Pieces as a speaker thinks of them; of one digit, or of `sizes`. */
function pieces(dice: Dice, digits: string, sizes: readonly number[]): string[] {
  const found: string[] = []
  for (let at = 0; at < digits.length; ) {
    const size = dice.one(sizes) ?? 1
    found.push(digits.slice(at, at + size))
    at += size
  }
  return found
}

/** Between pieces: mostly nothing, now and then a pause or a sound. */
const between = (dice: Dice, sounds: readonly string[], usual: string): string =>
  dice.chance(0.12) ? (dice.one(sounds) ?? usual) : usual

const joined = (dice: Dice, parts: readonly string[], sounds: readonly string[], usual: string): string =>
  parts.reduce((said, part, at) => said + (at === 0 ? '' : between(dice, sounds, usual)) + part, '')

const ENGLISH_SOUNDS = [
  ', ',
  ', uh, ',
  ' uh ',
  ' um ',
  ' then ',
  ' and then ',
  '. ',
  ', um ',
  ' er ',
  ' dash ',
] as const

const english: Voice = (dice, digits) => {
  const style = dice.one(['plain', 'plain', 'double', 'oh', 'pairs', 'hundreds', 'figures', 'mixed'] as const)
  const hyphen = dice.one(['-', ' '] as const)
  const one = (digit: string) =>
    digit === '0' && (style === 'oh' || dice.chance(0.2)) ? 'oh' : (ONES[Number(digit)] ?? digit)
  const spelled = (part: string): string => {
    if (/^(\d)\1{2}$/.test(part) && style === 'double') return `triple ${one(part.charAt(0))}`
    if (/^(\d)\1$/.test(part) && style === 'double') return `double ${one(part.charAt(0))}`
    // "sixty three" for 60 and 3 nobody can tell from 63.
    if (part.length === 2 && style === 'pairs' && Number(part) >= 10 && !part.endsWith('0'))
      return tens(Number(part), hyphen)
    if (part.length === 4 && style === 'hundreds' && !part.startsWith('0') && /[1-9]{2}$/.test(part)) {
      const hundreds = part.charAt(1) === '0' ? '' : ` ${one(part.charAt(1))} hundred`
      return `${one(part.charAt(0))} thousand${hundreds}${dice.one([' ', ' and '] as const)}${tens(Number(part.slice(2)), hyphen)}`
    }
    if (style === 'figures' || (style === 'mixed' && dice.chance(0.5)))
      return [...part].join(dice.one(['', ' '] as const))
    return [...part].map(one).join(' ')
  }
  const sizes = style === 'pairs' ? [2] : style === 'hundreds' ? [4] : [1, 2, 3, 4]
  return joined(dice, pieces(dice, digits, sizes).map(spelled), ENGLISH_SOUNDS, ' ')
}

const SMALL = ['', '十', '百', '千'] as const

/** 六百二十二 */
function compound(part: string): string {
  const digits = [...'零一二三四五六七八九']
  return [...part]
    .map((digit, at) => (digit === '0' ? '零' : digits[Number(digit)] + (SMALL[part.length - 1 - at] ?? '')))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
    .replace(/^一十/, '十')
}

const chinese =
  (sounds: readonly string[], rows: readonly string[]): Voice =>
  (dice, digits) => {
    const row = [...(dice.one(rows) ?? '零一二三四五六七八九')]
    const style = dice.one(['plain', 'plain', 'plain', 'hundreds', 'figures', 'mixed'] as const)
    const spelled = (part: string): string => {
      // 一百五 is as well 150, and 六十一 as well 6 and 11: nobody says a number so who is to be understood.
      if (style === 'hundreds' && /^[1-9]\d*[1-9]{2}$|^[2-9][1-9]$/.test(part)) return compound(part)
      if (style === 'figures' || (style === 'mixed' && dice.chance(0.5))) {
        return [...part].join(dice.one(['', ' '] as const))
      }
      return [...part].map((digit) => row[Number(digit)]).join('')
    }
    const sizes = style === 'hundreds' ? [2, 3, 4] : [1, 2, 3, 4]
    return joined(dice, pieces(dice, digits, sizes).map(spelled), sounds, dice.one(['', '', ' '] as const))
  }

const SIMPLIFIED = chinese(
  ['，', '嗯', '，嗯，', '然后', '，然后', '呃', '那个', ' ', '。'],
  ['零一二三四五六七八九', '零幺二三四五六七八九', '洞幺两三四五六拐八九', '零一两三四五六七八九'],
)
const TRADITIONAL = chinese(
  ['，', '嗯', '，嗯，', '然後', '，然後', '呃', '那個', ' ', '、', '。'],
  ['零一二三四五六七八九', '零一兩三四五六七八九', '洞一二三四五六拐八九', '〇一二三四五六七八九'],
)

export const VOICES: Readonly<Record<Locale, Voice>> = { en: english, 'zh-CN': SIMPLIFIED, 'zh-TW': TRADITIONAL }

/** What is said around a number, by what it is. */
const FRAMES: Readonly<Record<Locale, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    card: ['{}', 'it is {}', 'so the card number is {}', 'yeah my card is {} thanks', 'um {}'],
    phone: ['my phone number is {}', 'call me on {}', 'you can reach me at {}', 'my mobile is um {} okay'],
    id: ['{}', 'my ID is {}', 'the number is {}'],
    cvv: ['the security code is {}', 'CVV {}', 'security code uh {}'],
    code: ['{}', 'it is {}', 'the code is {}', 'okay {}'],
  },
  'zh-CN': {
    card: ['{}', '是{}', '我的卡号是{}', '嗯卡号{}谢谢', '那个{}'],
    phone: ['{}', '我的电话是{}', '打{}就行', '嗯手机号{}'],
    id: ['{}', '身份证号是{}', '是{}'],
    cvv: ['安全码是{}', '背面三位{}', 'CVV {}'],
    code: ['{}', '是{}', '验证码{}', '嗯{}'],
  },
  'zh-TW': {
    card: ['{}', '是{}', '我的卡號是{}', '嗯卡號{}謝謝', '那個{}'],
    phone: ['{}', '我的電話是{}', '打{}就可以', '嗯手機{}'],
    id: ['{}', '身分證字號是{}', '是{}'],
    cvv: ['安全碼是{}', '背面三碼{}', 'CVV {}'],
    code: ['{}', '是{}', '驗證碼{}', '嗯{}'],
  },
}

const usMobile = (dice: Dice): string => `415${dice.one(['867', '555', '240'])}${dice.digits(4)}`
const taiwanMobile = (dice: Dice): string => `09${dice.digits(8)}`

const PHONES: Readonly<Record<Locale, (dice: Dice) => string>> = {
  en: usMobile,
  'zh-CN': numbers.mobileNumber,
  'zh-TW': taiwanMobile,
}

const said = (dice: Dice, locale: Locale, frame: string, words: string): string =>
  (dice.one(FRAMES[locale][frame] ?? []) ?? '{}').replace('{}', () => words)

/** An identity number ends with a letter or begins with one. */
function identity(dice: Dice, locale: Locale): Utterance {
  const secret = locale === 'zh-TW' ? numbers.taiwanIdNumber(dice) : numbers.chineseIdNumber(dice)
  const voice = VOICES[locale]
  const letters = (letter: string) =>
    dice.one([letter, letter.toLowerCase(), letter === 'X' && locale !== 'en' ? '叉' : letter])
  const words =
    locale === 'zh-TW'
      ? `${secret.charAt(0)}${dice.one(['', ' '])}${voice(dice, secret.slice(1))}`
      : voice(dice, secret.replace('X', '')) + (secret.endsWith('X') ? ` ${letters('X')}` : '')
  return { secret: secret.replace(/[A-Z]/g, ''), messages: [said(dice, locale, 'id', words)] }
}

/** What is said that must be masked, by what it is. */
export const SPOKEN_SECRETS: Readonly<Record<string, (dice: Dice, locale: Locale) => Utterance>> = {
  card: (dice, locale) => {
    const secret = numbers.cardNumber(dice)
    return { secret, messages: [said(dice, locale, 'card', VOICES[locale](dice, secret))] }
  },
  'card in several turns': (dice, locale) => {
    const secret = numbers.cardNumber(dice)
    const size = Math.ceil(secret.length / dice.between(2, 4))
    const parts = secret.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
    return { secret, messages: parts.map((part) => VOICES[locale](dice, part)) }
  },
  phone: (dice, locale) => {
    const secret = PHONES[locale](dice)
    return { secret, messages: [said(dice, locale, 'phone', VOICES[locale](dice, secret))] }
  },
  id: identity,
  cvv: (dice, locale) => {
    const secret = dice.digits(3)
    return { secret, messages: [said(dice, locale, 'cvv', VOICES[locale](dice, secret))] }
  },
  code: (dice, locale) => {
    const secret = dice.digits(dice.one([4, 6, 6, 8]))
    return {
      secret,
      messages: [said(dice, locale, 'code', VOICES[locale](dice, secret))],
      hints: { asking: 'code' },
    }
  },
}

/** What is said every day with numbers in it, and is nobody's secret. */
export const SPOKEN_ORDINARY: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'it takes one or two days, maybe three',
    'I ordered two chairs and then one table, and four lamps',
    'I paid one thousand two hundred ninety-nine for both of them',
    'between nine and five, or at half past six',
    'it was twenty twenty-six, on the twenty-first',
    'we are four people, two adults and two children, seven and nine',
    'one of the two arrived, the other three did not',
    'three, maybe four hundred, I do not know',
    'the size is one hundred twenty by eighty by forty centimetres',
    'no one told me that the first one and the second one are the same',
    'oh, one more thing: I need two more, oh and one for my sister',
    'call me back in five to ten minutes',
    'chapter one, two, three, four and five',
    'it costs ninety-nine fifty, not one hundred and five',
    'I have been waiting for two weeks, four days and seven hours',
    'one two three, testing, one two three',
    'ten, twenty, thirty or forty',
    'nineteen ninety-nine or twenty oh five',
  ],
  'zh-CN': [
    '大概一两天，三四天也行',
    '二十一天还没到，我等了三个星期',
    '一共一千二百九十九元，退了三百五',
    '我要两个，再要三个，一共五个',
    '二〇二六年十一月二十一日下午三点半',
    '一百二十乘八十乘四十厘米',
    '山洞里有七八个人，拐弯就到',
    '勾选了一个两个都不行',
    '十全十美，百分之百，千万别忘了',
    '三十六计走为上，七上八下',
    '第一次是三号，第二次是五号，第三次是九号',
    '九点到十八点，中午十二点到一点休息',
    '一二三四五，上山打老虎',
    '买二送一，满三百减五十，再打九五折',
    '我打了三次，等了一两个小时',
    '零下十二度，五级风',
  ],
  'zh-TW': [
    '大概一兩天，三四天也可以',
    '二十一天還沒到，我等了三個星期',
    '一共一千二百九十九元，退了三百五',
    '我要兩個，再要三個，一共五個',
    '二〇二六年十一月二十一日下午三點半',
    '一百二十乘八十乘四十公分',
    '山洞裡有七八個人，拐彎就到',
    '勾選了一個兩個都不行',
    '十全十美，百分之百，千萬別忘了',
    '第一次是三號，第二次是五號，第三次是九號',
    '九點到十八點，中午十二點到一點休息',
    '買二送一，滿三百減五十，再打九五折',
    '我打了三次，等了一兩個小時',
    '零下十二度，五級風',
  ],
}
