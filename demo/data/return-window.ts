import { customerById } from './customers.ts'
import type { Entry } from './ledger.ts'
import { productText } from './products.ts'

const DAY = 86_400_000
/** Days after delivery in which anything may go back without a reason. */
const DAYS = 7

/** What of an order may go back today, by the shop's own clock. */
export interface ReturnWindow {
  eligible: boolean
  reason: 'ok' | 'not_delivered' | 'cancelled' | 'refunding' | 'too_late' | 'returning'
  /** Last day, YYYY-MM-DD; null before delivery. */
  until: string | null
  items: { id: string; title: string }[]
}

export function returnWindow({ customer, lines, order, refund }: Entry, now: number): ReturnWindow {
  const delivered = order.status === 'delivered' && order.expectedAt !== null ? Date.parse(order.expectedAt) : null
  const until = delivered === null ? null : new Date(delivered + DAYS * DAY).toISOString().slice(0, 10)
  const locale = customerById(customer)?.locale ?? 'en'
  const items = lines.map(({ slug }) => ({ id: slug, title: productText(slug, locale).name }))
  const no = (reason: ReturnWindow['reason']) => ({ eligible: false, reason, until, items: [] })
  if (order.status === 'cancelled') return no('cancelled')
  if (until === null) return no('not_delivered')
  if (refund.status !== 'none') return no('refunding')
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(now)
  return today > until ? no('too_late') : { eligible: true, reason: 'ok', until, items }
}
