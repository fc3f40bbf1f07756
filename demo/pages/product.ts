import { html } from 'hono/html'
import { type Product, products, productText } from '../data/products.ts'
import { money } from '../locale.ts'
import { card, picture } from './card.ts'
import { type Html, layout, type View } from './layout.ts'

export const productPage = (view: View, product: Product): Html => {
  const { text, locale } = view
  const { name, summary, description, material } = productText(product.slug, locale)
  return layout(view, {
    title: name,
    main: html`
<article class="product">
  ${picture(product, name)}
  <div class="product-words">
    <p class="eyebrow"><a href="/?room=${product.room}">${text.rooms[product.room]}</a></p>
    <h1>${name}</h1>
    <p class="lead">${summary}</p>
    <p class="price">${money(product.price, locale)}</p>
    <p>${description}</p>
    <dl>
      <div><dt>${text.product.material}</dt><dd>${material}</dd></div>
      <div><dt>${text.product.size}</dt><dd>${product.size}</dd></div>
      <div><dt>${text.product.delivery}</dt><dd>${product.madeToOrder ? text.product.made : text.product.ships}</dd></div>
    </dl>
    <button type="button" class="primary" data-ask>${text.product.ask}</button>
  </div>
</article>
<section aria-labelledby="more-title">
  <h2 id="more-title">${text.product.more}</h2>
  <ul class="grid">${alongside(product).map((each) => card(view, each))}</ul>
</section>`,
  })
}

/** The four that follow it in the catalogue, so that every piece is somebody's neighbour. */
const alongside = (product: Product): Product[] => {
  const at = products.indexOf(product)
  return [...products.slice(at + 1), ...products.slice(0, at)].slice(0, 4)
}
