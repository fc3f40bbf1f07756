import { randomUUID } from 'node:crypto'
import type { ApiInbound, ApiOutgoing } from '@baton/protocol'
import { Hono } from 'hono'
import { Webhook } from 'standardwebhooks'
import type { AccountOf, Mode, Said, WebhookRequest } from './control.ts'
import { broken, isMessage, keptOf, type Stage, type Vendor } from './stage.ts'

/** How an integrator refuses, as `docs/guides/channels.md` has it. */
const REFUSALS: Partial<Record<Mode, { status: number; body?: unknown }>> = {
  down: { status: 503 },
  rate_limited: { status: 429 },
  unauthorised: { status: 401 },
  blocked: { status: 410 },
  unknown_address: { status: 404 },
  window_closed: { status: 422, body: { reason: 'window_closed', detail: 'They have not written today.' } },
  rejected: { status: 422, body: { detail: 'No words like these.' } },
}

/** A request with a signature of the public library. */
export function signedBy(secret: string, body: string, id = `msg_${randomUUID()}`): WebhookRequest {
  const at = new Date()
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
    body,
  }
}

/**
 * Somebody's own system that speaks the `api` channel: messages are posted to `/api/<name>`, and what they bring is fetched
 * at `/api/<name>/media/<id>`. It knows the secrets of whoever it was asked to sign for, so `/_/sign` with nothing said
 * makes it known.
 */
export function api(stage: Stage): Vendor {
  const secrets = new Map<string, string>()
  const app = new Hono()
  app.get('/:name/media/:id', (c) => {
    const kept = stage.kept(c.req.param('id'))
    return kept ? c.body(Uint8Array.from(kept.bytes), 200, { 'content-type': kept.type }) : c.notFound()
  })
  app.post('/:name', async (c) => {
    const path = new URL(c.req.url).pathname
    const secret = secrets.get(path)
    if (secret === undefined) return c.notFound()
    const text = await c.req.text()
    const headers = Object.fromEntries(c.req.raw.headers)
    let message: ApiOutgoing
    try {
      message = new Webhook(secret).verify(text, headers) as ApiOutgoing
    } catch {
      return c.body(null, 401)
    }
    const { mode, retryAfterS } = await stage.mood(path, message.to)
    const refusal = REFUSALS[mode]
    const id = refusal || message.type !== 'message' ? null : `theirs-${message.id}`
    stage.record({
      vendor: 'api',
      for: path,
      method: 'POST',
      host: 'api',
      path,
      to: message.to,
      body: message,
      headers: { 'webhook-id': headers['webhook-id'] ?? '' },
      status: refusal?.status ?? 200,
      id,
    })
    if (mode === 'lost') return broken()
    if (!refusal) return c.json(id === null ? {} : { id })
    const wait = mode === 'rate_limited' || mode === 'down' ? { 'retry-after': String(retryAfterS) } : undefined
    return Response.json(refusal.body ?? {}, { status: refusal.status, ...(wait && { headers: wait }) })
  })
  return {
    name: 'api',
    apps: { api: app },
    webhooks: (account, said) => {
      const url = account.url ?? 'http://127.0.0.1/api/somebody'
      if (account.outboundSecret) secrets.set(new URL(url).pathname, account.outboundSecret)
      return said.map((each) => signedBy(account.inboundSecret ?? '', JSON.stringify(eventOf(stage, url, each))))
    },
    // Standard Webhooks: at once, after 5 s, 5 min, 30 min, 2 h, …
    retriesS: [5, 300, 1_800, 7_200],
    timeoutMs: 20_000,
  }
}

function eventOf(stage: Stage, url: AccountOf[string], said: Said): ApiInbound | unknown {
  if ('raw' in said) return said.raw
  const from = { address: said.from }
  if ('typing' in said) return { type: 'typing', from } satisfies ApiInbound
  if ('standing' in said) return { type: 'standing', from, standing: said.standing } satisfies ApiInbound
  if (!isMessage(said)) {
    const of = said.until === undefined ? { ids: said.ids ?? [] } : { until: new Date(said.until).toISOString() }
    return { type: 'receipt', from, ...of, state: said.receipt } satisfies ApiInbound
  }
  const { id = randomUUID(), name, text, tap, media, place, code } = said
  return {
    type: 'message',
    id,
    from: { ...from, ...(name !== undefined && { name }) },
    ...(text !== undefined && { text }),
    ...(tap !== undefined && { option: tap }),
    ...(code !== undefined && { code }),
    ...(place && { location: place }),
    ...(media && {
      media: [
        {
          kind: media.kind,
          url: `${url}/media/${stage.keep(keptOf(media))}`,
          ...(media.name !== undefined && { name: media.name }),
        },
      ],
    }),
  } satisfies ApiInbound
}
