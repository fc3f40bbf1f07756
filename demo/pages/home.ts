import { html } from 'hono/html'
import { productBySlug, products, type Room, rooms } from '../data/products.ts'
import { card, picture } from './card.ts'
import { help } from './help.ts'
import { type Html, layout, type View } from './layout.ts'

/** `room` null: everything. */
export const homePage = (view: View, room: Room | null): Html => {
  const { text } = view
  const shown = room ? products.filter((product) => product.room === room) : products
  return layout(view, {
    title: room ? text.rooms[room] : text.shop,
    main: html`
${room ? '' : hero(view)}
<section class="catalogue" id="catalogue" aria-labelledby="catalogue-title">
  <div class="catalogue-head">
    ${room ? html`<h1 id="catalogue-title">${text.rooms[room]}</h1>` : html`<h2 id="catalogue-title">${text.nav.products}</h2>`}
    <nav class="links" aria-label="${text.roomsLabel}">
      ${[null, ...rooms].map((each) => roomLink(view, each, each === room))}
    </nav>
  </div>
  <ul class="grid">${shown.map((product) => card(view, product))}</ul>
</section>
${help(view)}`,
  })
}

/** A corner of a room, put together from pieces of the catalogue. */
const scene = ['stool', 'lamp', 'sofa', 'clock'].flatMap((slug) => productBySlug(slug) ?? [])

const hero = ({ text }: View): Html => html`<section class="hero">
  <div class="hero-words">
    <h1>${text.hero.title}</h1>
    <p>${text.hero.lead}</p>
    <a class="primary" href="#catalogue">${text.hero.browse}</a>
  </div>
  <div class="hero-scene">${scene.map((piece) => picture(piece, ''))}</div>
</section>`

const roomLink = ({ text }: View, room: Room | null, current: boolean): Html => {
  const href = room ? `/?room=${room}` : '/'
  const label = text.rooms[room ?? 'all']
  return current ? html`<a href="${href}" aria-current="true">${label}</a>` : html`<a href="${href}">${label}</a>`
}
