import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { businessApi } from './api.ts'
import { Counter } from './data/counter.ts'
import { customerById } from './data/customers.ts'
import { Inbox } from './data/inbox.ts'
import type { Ledger } from './data/ledger.ts'
import { isRoom, productBySlug } from './data/products.ts'
import { type FaultSwitch, isFaultMode } from './fault.ts'
import { texts } from './locale.ts'
import { homePage } from './pages/home.ts'
import type { View } from './pages/layout.ts'
import { missingPage } from './pages/missing.ts'
import { orderPage } from './pages/order.ts'
import { ordersPage } from './pages/orders.ts'
import { productPage } from './pages/product.ts'
import { ownPagesOnly, security } from './security.ts'
import { batonToken } from './token.ts'
import { customerOf, localeOf, signIn } from './visit.ts'

export interface ShopConfig {
  /** Origin of the gateway, e.g. `http://127.0.0.1:8787`. */
  gateway: string
  siteKey: string
  /** Bearer token of the business API. */
  apiToken: string
  /** Signs what the shop tells the gateway about its customers. */
  hostKey: string
}

/** All routes of the shop: pages, static files, the customer's token, the business API under `/api` and its fault switch. */
export function createShop(config: ShopConfig, ledger: Ledger, fault: FaultSwitch, now: () => number = Date.now): Hono {
  const gateway = new URL(config.gateway).origin
  const inbox = new Inbox()
  const counter = new Counter()
  const shop = new Hono()

  const viewOf = (c: Context): View => {
    const locale = localeOf(c)
    c.header('cache-control', 'private, no-store')
    return {
      locale,
      text: texts[locale],
      url: new URL(c.req.url),
      customer: customerOf(c),
      fault: fault.mode,
      widget: { src: `${gateway}/widget/baton.js`, siteKey: config.siteKey },
    }
  }

  shop.use(security(gateway))
  shop.route('/api', businessApi({ ledger, counter, inbox, now }, config.apiToken, fault))
  shop.use(ownPagesOnly)

  shop.get('/', (c) => {
    const room = c.req.query('room')
    return c.html(homePage(viewOf(c), isRoom(room) ? room : null))
  })
  shop.get('/products/:slug', (c) => {
    const product = productBySlug(c.req.param('slug'))
    return product ? c.html(productPage(viewOf(c), product)) : c.notFound()
  })
  /** The signed-in customer's phone, so to say: the last one-time code they were sent. */
  shop.get('/code', (c) => {
    c.header('cache-control', 'no-store')
    const customer = customerOf(c)
    const code = customer && inbox.last(customer.id)
    return code ? c.text(code) : c.json({ code: 'not_found' }, 404)
  })
  shop.get('/orders', (c) => {
    const view = viewOf(c)
    return c.html(ordersPage(view, view.customer ? ledger.ofCustomer(view.customer.id) : []))
  })
  shop.get('/orders/:number', (c) => {
    const entry = ledger.find(c.req.param('number'))
    const customer = customerOf(c)
    // Somebody else's order looks like no order at all.
    return entry && entry.customer === customer?.id ? c.html(orderPage(viewOf(c), entry)) : c.notFound()
  })

  shop.get('/baton-token', async (c) => {
    const customer = customerOf(c)
    c.header('cache-control', 'no-store')
    return customer ? c.text(await batonToken(customer, config.hostKey)) : c.json({ code: 'signed_out' }, 401)
  })
  shop.post('/sign-in', async (c) => {
    const form = await c.req.parseBody()
    signIn(c, customerById(String(form.customer)))
    return c.redirect(pathOf(form.back, c.req.url), 303)
  })

  shop.get('/demo/fault', (c) => c.json({ mode: fault.mode }))
  shop.post('/demo/fault', async (c) => {
    const isJson = c.req.header('content-type')?.startsWith('application/json')
    const body = Object(isJson ? await c.req.json<unknown>().catch(() => null) : await c.req.parseBody())
    if (!isFaultMode(body.mode)) return c.json({ code: 'invalid' }, 400)
    fault.mode = body.mode
    return isJson ? c.json({ mode: fault.mode }) : c.redirect(pathOf(body.back, c.req.url), 303)
  })

  shop.use(serveStatic({ root: fileURLToPath(new URL('./public', import.meta.url)) }))
  shop.notFound((c) => c.html(missingPage(viewOf(c)), 404))
  return shop
}

/** Where a form returns to: a path of this shop, whatever was sent. */
function pathOf(back: unknown, here: string): string {
  if (typeof back !== 'string' || !URL.canParse(back, here)) return '/'
  const url = new URL(back, here)
  return url.origin === new URL(here).origin ? url.pathname + url.search : '/'
}
