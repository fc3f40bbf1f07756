import { html } from 'hono/html'
import type { Entry } from '../data/ledger.ts'
import type { OrderStatus } from '../data/orders.ts'
import { productBySlug } from '../data/products.ts'
import { dateText, money } from '../locale.ts'
import { picture } from './card.ts'
import { help } from './help.ts'
import { type Html, layout, type View } from './layout.ts'

/** `entries`: the signed-in customer's, newest first. */
export const ordersPage = (view: View, entries: Entry[]): Html => {
  const { text, customer } = view
  return layout(view, {
    title: text.orders.title,
    main: html`
<h1>${text.orders.title}</h1>
${
  entries.length > 0
    ? html`<ul class="orders">${entries.map((entry) => row(view, entry))}</ul>`
    : html`<p class="empty">${customer ? text.orders.empty : text.orders.guest}</p>`
}
${help(view)}`,
  })
}

const row = ({ text, locale }: View, { order, lines }: Entry): Html => {
  const first = productBySlug(lines[0]?.slug ?? '')
  const count = lines.reduce((total, line) => total + line.quantity, 0)
  return html`<li>
  <a href="/orders/${order.number}">
    ${first ? picture(first, '') : ''}
    <span class="order-number">${order.number}</span>
    ${badge(text.status[order.status], order.status)}
    <span class="order-meta">${dateText(order.placedAt, locale)} · ${text.orders.items(count)}</span>
    <span class="price">${money(order.total.amount, locale)}</span>
  </a>
</li>`
}

export const badge = (label: string, status: OrderStatus): Html =>
  html`<span class="badge status-${status}">${label}</span>`
