import type { Entity, Locale } from '@baton/protocol'
import { HAN_NUMERAL, hanNumber } from '../han-number.ts'
import type { Message } from '../normalise.ts'

const AMOUNT = 'amount'

const DECIMAL = '\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,2})?|\\d{1,12}(?:\\.\\d{1,2})?'
const SCALE: Readonly<Record<string, number>> = {
  k: 1e3,
  千: 1e3,
  w: 1e4,
  万: 1e4,
  m: 1e6,
  百万: 1e6,
  百: 100,
  亿: 1e8,
}
const CURRENCIES: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  rmb: 'CNY',
  cny: 'CNY',
  yuan: 'CNY',
  '¥': 'CNY',
  '￥': 'CNY',
  美元: 'USD',
  美金: 'USD',
  美刀: 'USD',
  刀: 'USD',
  usd: 'USD',
  us$: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  台币: 'TWD',
  新台币: 'TWD',
  nt$: 'TWD',
  ntd: 'TWD',
  twd: 'TWD',
  港币: 'HKD',
  港元: 'HKD',
  hk$: 'HKD',
  hkd: 'HKD',
  欧元: 'EUR',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  英镑: 'GBP',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  日元: 'JPY',
  jpy: 'JPY',
  yen: 'JPY',
}
/** What people say for the money of where they are. */
const LOCAL: Readonly<Record<Locale, string>> = { 'zh-CN': 'CNY', 'zh-TW': 'TWD', en: 'CNY' }

// 两块肥皂 are two bars of soap: a bare 块 is money only before what follows a price.
const KUAI =
  '块(?:钱|(?=[零一二两三四五六七八九\\d](?!块)毛?)|(?=$|[，。！？,.!? ]|的|了|吧|多|左右|以|退|差|优惠|红包|运费|就|还|够|能|可|行|吗|呢|买|卖|贵|便宜|不))'
const UNIT = `元(?!旦|素|宵|气|宇|年|老|件)|${KUAI}|人民币|rmb|cny|yuan|美元|美金|美刀|刀(?!具|片|叉|子|架)|usd|dollars?|bucks|新?台币|ntd?|twd|港[币元]|hkd|欧元|eur(?:os?)?|英镑|gbp|pounds?|quid|日元|jpy|yen`
const AFTER = new RegExp(
  `(?<![\\d.a-z-])(?:(${DECIMAL}) ?(k|w|百万|万|千|百|亿)?|(${HAN_NUMERAL}{1,12})) ?多? ?(?:(${UNIT})(?![a-z])(?:(\\d)(?!\\d|块|元)毛?|([一二三四五六七八九])(?!块|元|十|百|个|天|件|斤|次)毛?)?)`,
  'gu',
)
const BEFORE = new RegExp(`(us\\$|nt\\$|hk\\$|\\$|€|£|¥|￥) ?(${DECIMAL}) ?(k|m|w|万|千)?(?![\\d%])`, 'gu')
const DOLLAR: Readonly<Record<Locale, string>> = { 'zh-CN': 'USD', 'zh-TW': 'TWD', en: 'USD' }

/** Sums of money, as `number currency`: `20000 CNY` for 2万块. `locale` says whose money 元 and $ are. Linear in the text. */
export function findAmounts({ text, folded }: Message, locale: Locale): Entity[] {
  const found: { at: number; entity: Entity }[] = []
  const add = (match: RegExpExecArray, value: number, currency: string) => {
    if (!Number.isFinite(value)) return
    const written = text.slice(match.index, match.index + match[0].length).trim()
    // Of a tenth of a cent there is no coin.
    const sum = `${Math.round(value * 100) / 100} ${currency}`
    found.push({ at: match.index, entity: { type: AMOUNT, value: sum, text: written } })
  }
  for (const match of folded.matchAll(AFTER)) {
    const [, decimal, scale = '', han, unit = '', tenth, hanTenth] = match
    const whole = decimal === undefined ? hanNumber(han ?? '') : plain(decimal) * (SCALE[scale] ?? 1)
    const rest = tenth !== undefined ? Number(tenth) / 10 : hanTenth !== undefined ? hanNumber(hanTenth) / 10 : 0
    add(match, whole + rest, CURRENCIES[unit] ?? LOCAL[locale])
  }
  for (const match of folded.matchAll(BEFORE)) {
    const [, sign = '', decimal = '', scale = ''] = match
    add(
      match,
      plain(decimal) * (SCALE[scale] ?? 1),
      sign === '$' ? DOLLAR[locale] : (CURRENCIES[sign] ?? LOCAL[locale]),
    )
  }
  return found.sort((left, right) => left.at - right.at).map(({ entity }) => entity)
}

const plain = (decimal: string): number => Number(decimal.replaceAll(',', ''))
