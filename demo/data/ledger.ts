import { customerById } from './customers.ts'
import {
  type Carrier,
  type OrderSeed,
  type OrderStatus,
  orderSeeds,
  type ParcelState,
  type RefundStatus,
} from './orders.ts'
import { type ProductSlug, priceOf, productText } from './products.ts'

/** `amount` is in fen. */
export interface Money {
  amount: number
  currency: 'CNY'
}

export interface Order {
  number: string
  status: OrderStatus
  placedAt: string
  expectedAt: string | null
  total: Money
  items: { title: string; quantity: number }[]
}

export interface Parcel {
  carrier: Carrier
  trackingNumber: string
  state: ParcelState
  lastScan: { at: string; place: string }
}

export interface Refund {
  status: RefundStatus
  amount: Money
  updatedAt: string
}

export interface Entry {
  customer: string
  /** What was bought, for pages that show it in their own language. */
  lines: { slug: ProductSlug; quantity: number }[]
  order: Order
  parcel: Parcel | null
  refund: Refund
}

const DAY = 86_400_000
const HOUR = 3_600_000

// The shop's clocks stand in China, wherever the machine does.
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** YYYY-MM-DD HH:mm */
const minute = (at: number): string => clock.format(at)
/** YYYY-MM-DD */
const day = (at: number): string => minute(at).slice(0, 10)

const linesOf = (lines: OrderSeed['lines']): Entry['lines'] =>
  // The type says which keys there are; Object.entries forgets it.
  (Object.entries(lines) as [ProductSlug, number][]).map(([slug, quantity]) => ({ slug, quantity }))

const sum = (lines: Entry['lines']): Money => ({
  amount: lines.reduce((total, { slug, quantity }) => total + priceOf(slug) * quantity, 0),
  currency: 'CNY',
})

const carriers = ['sf', 'yto', 'jd'] as const satisfies readonly Carrier[]

function parcelOf(seed: OrderSeed, city: string, now: number): Parcel | null {
  const serial = Number(seed.number.slice(2))
  const carrier = seed.parcel?.carrier ?? carriers[serial % carriers.length] ?? 'sf'
  const trackingNumber = `${carrier.toUpperCase()}${serial * 7_919 + 100_000_000_000}`
  if (seed.parcel) {
    const { state, hoursAgo, place } = seed.parcel
    return { carrier, trackingNumber, state, lastScan: { at: minute(now - hoursAgo * HOUR), place } }
  }
  if (seed.status !== 'delivered' || seed.expected === null) return null
  const at = `${day(now + seed.expected * DAY)} ${serial % 2 ? '10:25' : '16:40'}`
  return { carrier, trackingNumber, state: 'delivered', lastScan: { at, place: city } }
}

function enter(seed: OrderSeed, now: number): Entry {
  const customer = customerById(seed.customer)
  const lines = linesOf(seed.lines)
  const placedAt = day(now - seed.placed * DAY)
  return {
    customer: seed.customer,
    lines,
    order: {
      number: seed.number,
      status: seed.status,
      placedAt,
      expectedAt: seed.expected === null ? null : day(now + seed.expected * DAY),
      total: sum(lines),
      items: lines.map(({ slug, quantity }) => ({ title: productText(slug, customer?.locale ?? 'en').name, quantity })),
    },
    parcel: parcelOf(seed, customer?.city ?? '', now),
    refund: seed.refund
      ? {
          status: seed.refund.status,
          amount: sum(seed.refund.lines ? linesOf(seed.refund.lines) : lines),
          updatedAt: day(now - seed.refund.days * DAY),
        }
      : { status: 'none', amount: { amount: 0, currency: 'CNY' }, updatedAt: placedAt },
  }
}

export interface Ledger {
  find(number: string): Entry | undefined
  /** Newest first. */
  ofCustomer(id: string): Entry[]
}

/** The seeded orders with dates counted from `now` (milliseconds since 1970). */
export function openLedger(now: number): Ledger {
  const entries = orderSeeds.map((seed) => enter(seed, now))
  return {
    find: (number) => entries.find((entry) => entry.order.number === number.toUpperCase()),
    ofCustomer: (id) => entries.filter((entry) => entry.customer === id).reverse(),
  }
}
