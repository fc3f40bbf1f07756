import type { Carrier, OrderStatus, ParcelState, RefundStatus } from './data/orders.ts'
import type { Room } from './data/products.ts'
import type { FaultMode } from './fault.ts'
import { en } from './text/en.ts'
import { zhCN } from './text/zh-cn.ts'
import { zhTW } from './text/zh-tw.ts'

export const locales = ['en', 'zh-CN', 'zh-TW'] as const
export type Locale = (typeof locales)[number]

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** How each language names itself in the language switch. */
export const localeNames: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }

/** Everything the shop's pages say, once in each language. */
export interface Text {
  shop: string
  tagline: string
  skip: string
  nav: { label: string; products: string; orders: string; help: string }
  language: string
  rooms: Record<Room | 'all', string>
  roomsLabel: string
  hero: { title: string; lead: string; browse: string }
  product: { material: string; size: string; delivery: string; ships: string; made: string; ask: string; more: string }
  help: { title: string; lead: string; topics: readonly string[]; ask: string }
  orders: {
    title: string
    empty: string
    guest: string
    number: string
    placed: string
    expected: string
    total: string
    back: string
    ask: string
    items: (count: number) => string
  }
  status: Record<OrderStatus, string>
  statusNote: Record<OrderStatus, string>
  steps: { label: string; placed: string; packed: string; shipped: string; delivered: string }
  parcel: { title: string; carrier: string; tracking: string; lastScan: string }
  carrier: Record<Carrier, string>
  parcelState: Record<ParcelState, string>
  refund: { title: string; amount: string; updated: string }
  refundStatus: Record<Exclude<RefundStatus, 'none'>, string>
  demo: {
    guest: string
    signIn: string
    signOut: string
    system: string
    fault: Record<FaultMode, string>
    note: string
  }
  missing: { title: string; lead: string; home: string }
}

export const texts: Record<Locale, Text> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }

export const money = (fen: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }).format(
    fen / 100,
  )

/** `date`: YYYY-MM-DD */
export const dateText = (date: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
