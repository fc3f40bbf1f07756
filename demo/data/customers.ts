import type { Locale } from '../locale.ts'

export interface Customer {
  id: string
  name: string
  tier: 'silver' | 'gold' | 'platinum'
  /** YYYY-MM-DD */
  memberSince: string
  /** Language this customer ordered in; titles of their orders are kept in it. */
  locale: Locale
  city: string
}

export const customers = [
  { id: 'cus_lilei', name: '李雷', tier: 'gold', memberSince: '2021-03-14', locale: 'zh-CN', city: '杭州' },
  { id: 'cus_hanmeimei', name: '韩梅梅', tier: 'silver', memberSince: '2023-08-02', locale: 'zh-CN', city: '成都' },
  { id: 'cus_emma', name: 'Emma Clark', tier: 'platinum', memberSince: '2019-05-21', locale: 'en', city: 'Shanghai' },
  { id: 'cus_linyijun', name: '林怡君', tier: 'gold', memberSince: '2022-11-30', locale: 'zh-TW', city: '台北' },
  { id: 'cus_james', name: 'James Wong', tier: 'silver', memberSince: '2024-06-18', locale: 'en', city: 'Shenzhen' },
  { id: 'cus_sofia', name: 'Sofia Rossi', tier: 'platinum', memberSince: '2020-01-09', locale: 'en', city: 'Beijing' },
] as const satisfies readonly Customer[]

export type CustomerId = (typeof customers)[number]['id']

export const customerById = (id: string): Customer | undefined => customers.find((customer) => customer.id === id)
