import { type Context, Hono } from 'hono'
import { type Counter, isReturnReason, isTicketKind, type Refusal, veiled } from './data/counter.ts'
import { type Customer, customerById } from './data/customers.ts'
import type { Entry, Ledger } from './data/ledger.ts'
import { idempotent } from './idempotency.ts'

const STATUS = { not_eligible: 409, too_late: 409, invalid: 422, not_found: 404 } as const satisfies Record<
  Refusal,
  number
>

const refused = (c: Context, code: Refusal) => c.json({ code }, STATUS[code])

/**
 * What customers may have done: tickets, returns, addresses, invoices, a link for a new password. Each needs an
 * `idempotency-key`. All but tickets need the customer that the gateway vouches for in `baton-customer` (403
 * `not_signed_in`), and answer for that customer's orders only. No money moves here: refunds are made by people.
 */
export function requests(ledger: Ledger, counter: Counter, now: () => number): Hono {
  const api = new Hono()
  api.use(idempotent())

  const customerOf = (c: Context): Customer | undefined =>
    customerById(decodeURIComponent(c.req.header('baton-customer') ?? ''))
  const bodyOf = async (c: Context): Promise<Record<string, string>> => {
    const body: unknown = await c.req.json().catch(() => null)
    return Object.fromEntries(
      Object.entries(Object(body)).filter((each): each is [string, string] => typeof each[1] === 'string'),
    )
  }
  /** Runs `act` for the signed-in customer's own order. */
  const onOrder =
    (act: (entry: Entry, body: Record<string, string>) => object | Refusal) =>
    async (c: Context): Promise<Response> => {
      const customer = customerOf(c)
      if (!customer) return c.json({ code: 'not_signed_in' }, 403)
      const entry = ledger.find(c.req.param('number') ?? '')
      if (entry?.customer !== customer.id) return refused(c, 'not_found')
      const done = act(entry, await bodyOf(c))
      return typeof done === 'string' ? refused(c, done) : c.json(done, 201)
    }

  api.post('/tickets', async (c) => {
    const { kind, orderNumber = '' } = await bodyOf(c)
    if (!isTicketKind(kind)) return refused(c, 'invalid')
    const entry = orderNumber === '' ? null : ledger.find(orderNumber)
    const customer = c.req.header('baton-customer')
    const isTheirs = customer === undefined || entry?.customer === decodeURIComponent(customer)
    if (entry === undefined || (entry && !isTheirs)) return refused(c, 'not_found')
    return c.json(counter.openTicket(kind, entry?.order.number ?? null), 201)
  })
  api.post(
    '/orders/:number/returns',
    onOrder((entry, { item = '', reason }) =>
      isReturnReason(reason) ? counter.openReturn(entry, { item, reason }, now()) : 'invalid',
    ),
  )
  api.post(
    '/orders/:number/address-drafts',
    onOrder((entry, { address = '' }) => counter.draftAddress(entry, address)),
  )
  api.post(
    '/orders/:number/address',
    onOrder((entry, { draft = '' }) => counter.changeAddress(entry, draft)),
  )
  api.post(
    '/orders/:number/invoices',
    onOrder((entry, { title = '', taxId = '', email = '' }) => counter.issueInvoice(entry, { title, taxId, email })),
  )
  api.post('/customers/:id/password-reset', (c) => {
    const customer = customerOf(c)
    if (!customer) return c.json({ code: 'not_signed_in' }, 403)
    if (customer.id !== c.req.param('id')) return refused(c, 'not_found')
    return c.json({ sentTo: veiled(`${customer.id.slice(4)}@example.com`) }, 201)
  })
  return api
}
