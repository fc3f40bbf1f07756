import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { bearer } from './bearer.ts'
import { Contacts, interactionIn } from './data/contacts.ts'
import { type FaultSwitch, isFaultMode, spoil } from './fault.ts'
import { idempotent } from './idempotency.ts'
import { crmPage } from './pages/crm.ts'
import { ownPage, ownPagesOnly } from './security.ts'
import { localeOf } from './visit.ts'

const notFound = { code: 'not_found' } as const

/**
 * A small CRM: whom the shop knows, and what its customer service has talked about with them. Its API under `/api` needs the
 * bearer token; its page is for whoever is at this machine.
 */
export function createCrm({ token }: { token: string }, fault: FaultSwitch, contacts = new Contacts()): Hono {
  const api = new Hono()
  api.use(bearer(token, 'harbour-and-pine-crm'), spoil(fault), idempotent())
  api.get('/health', (c) => c.json({ ok: true }))
  api.get('/contacts/:id', (c) => {
    const contact = contacts.find(c.req.param('id'))
    return contact ? c.json({ contact }) : c.json(notFound, 404)
  })
  api.post('/interactions', async (c) => {
    const record = interactionIn(await c.req.json<unknown>().catch(() => null))
    if (!record) return c.json({ code: 'malformed' }, 400)
    contacts.put(record)
    return c.json({ caseId: record.caseId, version: record.version })
  })
  api.all('*', (c) => c.json(notFound, 404))

  const crm = new Hono()
  crm.use(ownPage)
  crm.route('/api', api)
  crm.use(ownPagesOnly)
  crm.get('/', (c) => {
    c.header('cache-control', 'private, no-store')
    return c.html(crmPage(localeOf(c), { contacts: contacts.all(), interactions: contacts.interactions() }, fault.mode))
  })
  crm.post('/demo/fault', async (c) => {
    const { mode } = await c.req.parseBody()
    if (!isFaultMode(mode)) return c.json({ code: 'invalid' }, 400)
    fault.mode = mode
    return c.redirect('/', 303)
  })
  crm.use(serveStatic({ root: fileURLToPath(new URL('./public', import.meta.url)) }))
  crm.notFound((c) => c.json(notFound, 404))
  return crm
}
