import { Hono } from 'hono'
import { Webhook } from 'standardwebhooks'
import type { Mode } from './control.ts'
import { bodyOf, broken, type Stage, type Vendor } from './stage.ts'

const STATUSES: Partial<Record<Mode, number>> = {
  down: 503,
  rate_limited: 429,
  unauthorised: 401,
  blocked: 410,
  rejected: 400,
  unknown_address: 404,
}

/**
 * A business that is told what has happened: `POST /<key>` keeps what it got, and `POST /<key>/verify` says of each, in
 * order, whether the public library takes its signature for one of these secrets.
 */
export function receiver(stage: Stage): Vendor {
  const app = new Hono()
  const bodies = new Map<string, string[]>()
  app.post('/:key', async (c) => {
    const key = c.req.param('key')
    const text = await c.req.raw.clone().text()
    const { body } = await bodyOf(c.req.raw)
    const { mode, retryAfterS } = await stage.mood(key, null)
    const status = STATUSES[mode] ?? 204
    const headers = Object.fromEntries(c.req.raw.headers)
    bodies.set(key, [...(bodies.get(key) ?? []), text])
    stage.record({
      vendor: 'receiver',
      for: key,
      method: 'POST',
      host: 'receiver',
      path: `/${key}`,
      to: null,
      body,
      headers,
      status,
      id: null,
    })
    if (mode === 'lost') return broken()
    return new Response(null, {
      status,
      headers: mode === 'rate_limited' ? { 'retry-after': String(retryAfterS) } : {},
    })
  })
  app.post('/:key/verify', async (c) => {
    const key = c.req.param('key')
    const { secrets } = await c.req.json<{ secrets: string[] }>()
    const texts = bodies.get(key) ?? []
    const verified = stage
      .sent(key)
      .map(({ headers }, at) => secrets.map((secret) => isGenuine(secret, texts[at] ?? '', headers)))
    return c.json({ verified })
  })
  return { name: 'receiver', apps: { receiver: app }, webhooks: () => [], retriesS: [], timeoutMs: 0 }
}

function isGenuine(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}
