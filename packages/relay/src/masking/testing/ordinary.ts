import type { Dice } from './dice.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const year = (dice: Dice) => dice.between(1990, 2035)
const month = (dice: Dice) => two(dice.between(1, 12))
const day = (dice: Dice) => two(dice.between(1, 28))
const fill = (dice: Dice, templates: readonly string[], value: string): string =>
  (dice.one(templates) ?? '{}').replace('{}', () => value)

/** A workspace's own numbers, as its pack would name them. */
export const OWN_NUMBERS: readonly RegExp[] = [/(?<![a-z\d])(?:SO|JD|SF|YT|TH)[- ]?\d{11,19}(?!\d)/giu]

const DATES = [
  (dice: Dice) => `${year(dice)}-${month(dice)}-${day(dice)}`,
  (dice: Dice) =>
    `${year(dice)}/${month(dice)}/${day(dice)} ${two(dice.below(24))}:${two(dice.below(60))}:${two(dice.below(60))}`,
  (dice: Dice) => `${day(dice)}.${month(dice)}.${year(dice)}`,
  (dice: Dice) => `${year(dice)}年${dice.between(1, 12)}月${dice.between(1, 28)}日`,
  (dice: Dice) => `${year(dice)}${month(dice)}${day(dice)}`,
  (dice: Dice) => `${month(dice)}/${day(dice)}/${year(dice)} - ${month(dice)}/${day(dice)}/${year(dice)}`,
  (dice: Dice) => `${year(dice)}-${month(dice)}-${day(dice)}T${two(dice.below(24))}:${two(dice.below(60))}:00Z`,
  (dice: Dice) => `二〇二六年${dice.one(['一', '三', '十一'])}月`,
] as const

const PRICES = [
  (dice: Dice) => `¥${dice.between(1, 99_999)}.${dice.digits(2)}`,
  (dice: Dice) => `NT$${dice.between(1, 999)},${dice.digits(3)}`,
  (dice: Dice) => `$${dice.between(1, 9)},${dice.digits(3)},${dice.digits(3)}.${dice.digits(2)}`,
  (dice: Dice) => `${dice.between(1, 999_999)} 元`,
  (dice: Dice) => `€${dice.between(1, 9_999)}.${dice.digits(2)} + ${dice.between(1, 99)}.${dice.digits(2)} shipping`,
  (dice: Dice) =>
    `${dice.between(1, 999)}.${dice.digits(2)} ${dice.between(1, 999)}.${dice.digits(2)} ${dice.between(1, 999)}.${dice.digits(2)}`,
] as const

const WORDS = ['{}', 'order {}', '订单 {} 到哪了', '請問 {} 的進度', 'where is {}?', '{} 还没收到'] as const

/** What must stay, by class. */
export const ORDINARY: Readonly<Record<string, (dice: Dice) => string>> = {
  'exempt patterns': (dice) =>
    fill(dice, WORDS, `${dice.one(['SO', 'JD', 'SF', 'YT', 'so-', 'TH '])}${dice.digits(dice.between(13, 19))}`),
  prices: (dice) =>
    fill(dice, ['{}', 'it costs {}', '一共 {}', '價格是 {} 嗎', 'paid {} by card'], dice.one(PRICES)(dice)),
  dates: (dice) => fill(dice, ['{}', 'on {}', '{} 下的单', '是 {} 寄出的嗎', 'delivered {}'], dice.one(DATES)(dice)),
  'times and versions': (dice) =>
    fill(
      dice,
      ['{}', 'at {}', '版本 {}', 'between {} please'],
      dice.one([
        `${two(dice.below(24))}:${two(dice.below(60))}`,
        `${two(dice.below(24))}:00-${two(dice.below(24))}:00`,
        `v${dice.below(20)}.${dice.below(100)}.${dice.below(1000)}`,
        `${dice.below(20)}.${dice.below(100)}.${dice.below(1000)}-beta.${dice.below(9)}`,
      ]),
    ),
  'web addresses with ids': (dice) =>
    `https://shop.example/${dice.one(['item', 'orders', 'p'])}/${dice.digits(dice.between(4, 12))}?ref=${dice.digits(6)}`,
  'short numbers': (dice) =>
    fill(dice, ['{}', '{} chairs', '要 {} 个', 'room {}', '第 {} 排'], dice.digits(dice.between(1, 6))),
}

/** What has no pattern of the workspace's to protect it: how often is it taken for something else? */
export const UNPROTECTED: Readonly<Record<string, (dice: Dice) => string>> = {
  'order numbers of 13 to 19 digits': (dice) => fill(dice, WORDS, dice.digits(dice.between(13, 19))),
  'order numbers of 8 to 12 digits': (dice) => fill(dice, WORDS, dice.digits(dice.between(8, 12))),
  'order numbers with a date': (dice) =>
    fill(dice, WORDS, `${year(dice)}${month(dice)}${day(dice)}${dice.digits(dice.between(4, 10))}`),
  'tracking numbers': (dice) =>
    fill(dice, WORDS, `${dice.one(['SF', 'YT', '1Z', 'JD'])}${dice.digits(dice.between(10, 15))}`),
}
