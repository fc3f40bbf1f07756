import { html } from 'hono/html'
import type { Entry, Parcel, Refund } from '../data/ledger.ts'
import type { OrderStatus } from '../data/orders.ts'
import { productBySlug, productText } from '../data/products.ts'
import { dateText, money } from '../locale.ts'
import { picture } from './card.ts'
import { type Html, layout, type View } from './layout.ts'
import { badge } from './orders.ts'

export const orderPage = (view: View, entry: Entry): Html => {
  const { text, locale } = view
  const { order, parcel, refund } = entry
  return layout(view, {
    title: `${text.orders.number} ${order.number}`,
    main: html`
<p class="eyebrow"><a href="/orders">← ${text.orders.back}</a></p>
<div class="order-head">
  <h1>${text.orders.number} ${order.number}</h1>
  ${badge(text.status[order.status], order.status)}
</div>
<p class="lead">${text.statusNote[order.status]}</p>
${order.status === 'cancelled' ? '' : steps(view, order.status)}
<div class="order-body">
  <section class="panel">
    <ul class="lines">${entry.lines.map((line) => lineOf(view, line))}</ul>
    <dl>
      ${fact(text.orders.placed, dateText(order.placedAt, locale))}
      ${order.expectedAt && order.status !== 'delivered' ? fact(text.orders.expected, dateText(order.expectedAt, locale)) : ''}
      ${fact(text.orders.total, money(order.total.amount, locale))}
    </dl>
  </section>
  <div class="order-side">
    ${parcel ? parcelPanel(view, parcel) : ''}
    ${refundPanel(view, refund)}
    <button type="button" class="primary" data-ask>${text.orders.ask}</button>
  </div>
</div>`,
  })
}

const fact = (label: string, value: string): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`

const reached: Record<OrderStatus, number> = {
  cancelled: -1,
  pending: 0,
  delayed: 0,
  packed: 1,
  shipped: 2,
  delivered: 3,
}

const steps = ({ text }: View, status: OrderStatus): Html => {
  const labels = [text.steps.placed, text.steps.packed, text.steps.shipped, text.steps.delivered]
  return html`<ol class="steps" aria-label="${text.steps.label}">
  ${labels.map((label, at) =>
    at === reached[status]
      ? html`<li class="done" aria-current="step">${label}</li>`
      : html`<li class="${at < reached[status] ? 'done' : 'ahead'}">${label}</li>`,
  )}
</ol>`
}

const lineOf = ({ locale }: View, { slug, quantity }: Entry['lines'][number]): Html => {
  const product = productBySlug(slug)
  if (!product) return html``
  return html`<li>
  ${picture(product, '')}
  <a href="/products/${slug}">${productText(slug, locale).name}</a>
  <span class="quantity">× ${quantity}</span>
  <span class="price">${money(product.price * quantity, locale)}</span>
</li>`
}

const parcelPanel = ({ text }: View, { carrier, trackingNumber, state, lastScan }: Parcel): Html =>
  html`<section class="panel" aria-labelledby="parcel-title">
  <h2 id="parcel-title">${text.parcel.title}</h2>
  <p class="state ${state}">${text.parcelState[state]}</p>
  <dl>
    ${fact(text.parcel.carrier, text.carrier[carrier])}
    ${fact(text.parcel.tracking, trackingNumber)}
    ${fact(text.parcel.lastScan, `${lastScan.at} · ${lastScan.place}`)}
  </dl>
</section>`

const refundPanel = ({ text, locale }: View, { status, amount, updatedAt }: Refund): Html =>
  status === 'none'
    ? html``
    : html`<section class="panel" aria-labelledby="refund-title">
  <h2 id="refund-title">${text.refund.title}</h2>
  <p class="state">${text.refundStatus[status]}</p>
  <dl>
    ${fact(text.refund.amount, money(amount.amount, locale))}
    ${fact(text.refund.updated, dateText(updatedAt, locale))}
  </dl>
</section>`
