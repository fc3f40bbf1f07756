import type { Localized } from '@baton/protocol'

export const CURRENCIES = {
  CNY: { en: 'yuan', 'zh-CN': '元', 'zh-TW': '元人民幣' },
  TWD: { en: 'Taiwan dollars', 'zh-CN': '元新台币', 'zh-TW': '元' },
  HKD: { en: 'Hong Kong dollars', 'zh-CN': '港元', 'zh-TW': '港元' },
  USD: { en: 'dollars', 'zh-CN': '美元', 'zh-TW': '美元' },
  EUR: { en: 'euros', 'zh-CN': '欧元', 'zh-TW': '歐元' },
  GBP: { en: 'pounds', 'zh-CN': '英镑', 'zh-TW': '英鎊' },
  JPY: { en: 'yen', 'zh-CN': '日元', 'zh-TW': '日圓' },
} as const satisfies Record<string, Localized>
export type Currency = keyof typeof CURRENCIES

/** Money that is written with a sign or with its code. */
const WRITTEN: Readonly<Record<string, Currency>> = {
  NT$: 'TWD',
  HK$: 'HKD',
  US$: 'USD',
  RMB: 'CNY',
  NTD: 'TWD',
  '¥': 'CNY',
  '￥': 'CNY',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
}

/** For expressions: the signs and codes of money. */
export const MONEY = `(?:NT\\$|HK\\$|US\\$|[¥￥$€£]|(?<![A-Z])(?:RMB|NTD|${Object.keys(CURRENCIES).join('|')})(?![A-Z]))`

/** Whose money a sign or a code is. */
export const currencyOf = (written: string): Currency =>
  WRITTEN[written.toUpperCase()] ?? (written.toUpperCase() in CURRENCIES ? (written.toUpperCase() as Currency) : 'CNY')

/** A sum without zeros behind its point that nobody says. */
export const trimmed = (written: string): string => (written.includes('.') ? written.replace(/\.?0+$/u, '') : written)
