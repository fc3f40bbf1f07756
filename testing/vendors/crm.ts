import { Hono } from 'hono'
import type { Mode } from './control.ts'
import { bodyOf, broken, type Stage, type Vendor } from './stage.ts'

const STATUSES: Partial<Record<Mode, number>> = {
  down: 503,
  rate_limited: 429,
  unauthorised: 401,
  blocked: 403,
  rejected: 422,
  unknown_address: 404,
}

/** A record as a CRM has it: what somebody wants of it, and more that is nobody's business. */
const CONTACT = {
  contact: {
    number: 'K-7',
    points: 120,
    since: '2024-05-01',
    isMember: true,
    nickname: null,
    tags: ['early', 'loyal'],
    orders: [
      { number: 'SO10042', total: { amount: 12_900 }, margin: 0.41 },
      { number: 'SO10043', total: { amount: 500 }, margin: 0.12 },
    ],
    notes: 'for staff only',
  },
}

/** A service of the business below `/crm/<key>`: keeps what it was asked with all headers, and answers a record or refuses. */
export function crm(stage: Stage): Vendor {
  const app = new Hono()
  app.all('/:key/*', async (c) => {
    const key = c.req.param('key')
    const { body } = await bodyOf(c.req.raw.clone())
    const { mode, retryAfterS } = await stage.mood(key, null)
    const status = STATUSES[mode] ?? 200
    stage.record({
      vendor: 'crm',
      for: key,
      method: c.req.method,
      host: 'crm',
      path: new URL(c.req.url).pathname.replace(/^\/crm/, ''),
      to: null,
      body,
      headers: Object.fromEntries(c.req.raw.headers),
      status,
      id: null,
    })
    if (mode === 'lost') return broken()
    if (status !== 200) {
      const headers = mode === 'rate_limited' ? { 'retry-after': String(retryAfterS) } : undefined
      return new Response('{"code":"invalid"}', { status, ...(headers && { headers }) })
    }
    return c.req.path.endsWith('/moved') ? c.redirect('/elsewhere') : c.json(CONTACT)
  })
  return { name: 'crm', apps: { crm: app }, webhooks: () => [], retriesS: [], timeoutMs: 0 }
}
