import type { Brief, Order } from '@baton/client'
import { html, type TemplateResult } from 'lit'
import type { Speech } from '../locale/speech.ts'
import { term } from '../locale/term.ts'
import { icons } from '../theme/icons.ts'

const CALLS_FOR_CARE = ['delayed', 'cancelled', 'refunding', 'returned']
const SETTLED = ['delivered', 'completed', 'refunded']

const tone = (status: string): string =>
  CALLS_FOR_CARE.includes(status) ? 'warning' : SETTLED.includes(status) ? 'success' : ''

function orderView(order: Order, speech: Speech): TemplateResult {
  const placed = Date.parse(order.placedAt)
  const items = order.items.map((item) => (item.quantity > 1 ? `${item.title} × ${item.quantity}` : item.title))
  return html`<li class="order">
    <p class="order-top">
      <span class="order-number">${order.number}</span>
      <span class="badge ${tone(order.status)}">${term(speech.words.orderStatus, order.status)}</span>
    </p>
    <p class="order-sub">
      <span class="order-items" title=${speech.list(items)}>${speech.list(items)}</span>
      <span class="number">${speech.money(order.total)}</span>
    </p>
    <p class="order-sub number">${Number.isNaN(placed) ? order.placedAt : speech.day(placed)}</p>
  </li>`
}

/** Recent orders. Why there are none to show is said in words: "no orders" is one reason of four. */
export function ordersView(
  { orders, ordersState }: Pick<Brief, 'orders' | 'ordersState'>,
  speech: Speech,
): TemplateResult {
  const { context } = speech.words
  switch (ordersState) {
    case 'known':
      return orders.length > 0
        ? html`<ul>${orders.map((order) => orderView(order, speech))}</ul>`
        : html`<p class="muted small">${context.noOrders}</p>`
    case 'asked':
      return html`<p class="muted small">${context.ordersAsked}</p>`
    case 'anonymous':
      return html`<p class="muted small">${context.ordersAnonymous}</p>`
    case 'unreachable':
      return html`<p class="unknown">${icons.warning}<span>${context.ordersUnknown}</span></p>`
  }
}
