/** What a number counts. Two numbers say the same only when they count the same. */
export interface Unit {
  /** `minute` holds all lengths of time that are exact in it; a working day is no length of time. */
  of: 'minute' | 'month' | 'workday' | 'percent' | 'tenth' | 'count' | Currency
  scale: number
}
type Currency = 'CNY' | 'USD' | 'TWD' | 'HKD' | 'EUR' | 'GBP' | 'JPY'

const CURRENCIES: readonly [Currency, before: string, latin: string, han: string][] = [
  ['TWD', 'nt\\$|twd', 'twd|ntd', '新台币|台币'],
  ['HKD', 'hk\\$|hkd', 'hkd', '港币|港元'],
  ['USD', 'us\\$|usd|\\$', 'usd|us dollars?|dollars?', '美元|美金'],
  ['CNY', 'rmb|cny|¥|人民币', 'rmb|cny|yuan', '元|块钱|块|人民币'],
  ['EUR', 'eur|€', 'eur|euros?', '欧元'],
  ['GBP', 'gbp|£', 'gbp|pounds?', '英[镑鎊]'],
  ['JPY', 'jpy', 'jpy|yen', '日[元圆]'],
]

const UNITS: readonly [of: Unit['of'], scale: number, latin: string, han: string][] = [
  ['workday', 1, '(?:working|business|work|week)[ -]?days?', '个?工作[日天]'],
  ['minute', 1, 'minutes?|mins?', '分钟'],
  ['minute', 60, 'hours?|hrs?|h', '个?小时|个?钟头'],
  ['minute', 1_440, '(?:calendar |natural |full )?days?', '天|个?自然日|日(?![期元圆本常用])'],
  ['minute', 10_080, '(?:calendar )?weeks?', '周|个?星期|个?礼拜'],
  ['month', 1, '(?:calendar )?months?', '个月'],
  ['month', 12, 'years?', '年'],
  ['percent', 1, 'percent|per cent', '%|个?百分点'],
  ['percent', 10, '(?!)', '成(?![本功交为员人品立])'],
  ['tenth', 1, '(?!)', '折'],
  ...CURRENCIES.map(([of, , latin, han]): [Currency, number, string, string] => [of, 1, latin, han]),
  ['count', 1, '(?!)', '[次件个种张单份人双台套样笔款步级层米斤克瓶盒包位条]'],
]

const either = (patterns: readonly string[]): string => `(?:${patterns.join('|')})`

/** Behind a number. A unit in Latin letters is a whole word. */
export const UNIT_BEHIND = either(UNITS.map(([, , latin, han]) => `(?:${latin})(?![a-z])|${han}`))
export const CURRENCY_BEFORE = either(CURRENCIES.map(([, before]) => before))

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u')
const BEHIND = UNITS.map(([of, scale, latin, han]) => ({ of, scale, pattern: whole(`${latin}|${han}`) }))
const BEFORE = CURRENCIES.map(([of, before]) => ({ of, scale: 1, pattern: whole(before) }))

/** The unit that a text names, before or behind its number. A bare number counts something nobody names. */
export function unitOf(before: string | undefined, behind: string | undefined): Unit {
  const found = before === undefined ? undefined : BEFORE.find(({ pattern }) => pattern.test(before))
  const named = found ?? (behind === undefined ? undefined : BEHIND.find(({ pattern }) => pattern.test(behind)))
  return { of: named?.of ?? 'count', scale: named?.scale ?? 1 }
}
