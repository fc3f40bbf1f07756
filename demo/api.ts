import { type Context, Hono } from 'hono'
import { bearer } from './bearer.ts'
import type { Counter } from './data/counter.ts'
import { customerById } from './data/customers.ts'
import type { Inbox } from './data/inbox.ts'
import type { Ledger } from './data/ledger.ts'
import { type FaultSwitch, spoil } from './fault.ts'
import { requests } from './requests.ts'

const notFound = { code: 'not_found' } as const
const malformed = { code: 'malformed' } as const

/**
 * The shop's business API, as its customer service asks it. Needs the bearer token (401 `unauthorized`); what does not
 * exist is 404 `not_found`, and so is what belongs to another customer than the `baton-customer` header names; amounts are in fen, dates are YYYY-MM-DD.
 */
export function businessApi(
  { ledger, counter, inbox, now }: { ledger: Ledger; counter: Counter; inbox: Inbox; now: () => number },
  apiToken: string,
  fault: FaultSwitch,
): Hono {
  const api = new Hono()
  api.use(bearer(apiToken, 'harbour-and-pine'), spoil(fault))

  /** An order, for whom it concerns. Another customer's order looks like none at all. */
  const orderFor = (c: Context) => {
    const entry = ledger.find(c.req.param('number') ?? '')
    const customer = c.req.header('baton-customer')
    return customer === undefined || entry?.customer === decodeURIComponent(customer) ? entry : undefined
  }

  api.get('/orders/:number', (c) => {
    const entry = orderFor(c)
    if (!entry) return c.json(notFound, 404)
    const address = counter.addressOf(entry.order.number)
    return c.json({ ...entry.order, ...(address !== null && { address }) })
  })
  api.get('/orders/:number/parcel', (c) => {
    const parcel = orderFor(c)?.parcel
    return parcel ? c.json(parcel) : c.json(notFound, 404)
  })
  api.get('/orders/:number/refund', (c) => {
    const entry = orderFor(c)
    return entry ? c.json(entry.refund) : c.json(notFound, 404)
  })
  /** What may still go back, by the shop's own days. */
  api.get('/orders/:number/return', (c) => {
    const entry = orderFor(c)
    return entry ? c.json(counter.returnable(entry, now())) : c.json(notFound, 404)
  })
  api.get('/customers/:id/orders', (c) => {
    const id = c.req.param('id')
    if (!customerById(id)) return c.json(notFound, 404)
    const status = c.req.query('status')
    const orders = ledger.ofCustomer(id).map((entry) => entry.order)
    return c.json({ orders: orders.filter((order) => status === undefined || order.status === status) })
  })

  /** A one-time code for a customer: where it goes is the shop's to know. */
  api.post('/codes', async (c) => {
    const body: unknown = await c.req.json().catch(() => null)
    const { customerId, code } = Object(body) as { customerId?: unknown; code?: unknown }
    if (typeof customerId !== 'string' || typeof code !== 'string' || !/^\d{6}$/.test(code))
      return c.json(malformed, 400)
    if (!customerById(customerId)) return c.json(notFound, 404)
    inbox.put(customerId, code)
    return c.json({})
  })

  api.route('/', requests(ledger, counter, now))

  api.all('*', (c) => c.json(notFound, 404))
  return api
}
