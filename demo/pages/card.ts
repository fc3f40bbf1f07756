import { html } from 'hono/html'
import { type Product, productText } from '../data/products.ts'
import { money } from '../locale.ts'
import type { Html, View } from './layout.ts'

/** A product as the grid shows it: one link, its picture and what it costs. */
export const card = ({ locale }: View, product: Product): Html => {
  const { name, summary } = productText(product.slug, locale)
  return html`<li class="card">
    <a href="/products/${product.slug}">
      ${picture(product, '')}
      <h3>${name}</h3>
      <p class="summary">${summary}</p>
      <p class="price">${money(product.price, locale)}</p>
    </a>
  </li>`
}

/** `alt` is empty where the name stands beside the picture. */
export const picture = ({ slug, tone }: Product, alt: string): Html =>
  html`<span class="picture tone-${tone}"><img src="/art/${slug}.svg" alt="${alt}" width="400" height="400"></span>`
