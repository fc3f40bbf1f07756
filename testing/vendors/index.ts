import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { api } from './api.ts'
import { carrier } from './carrier.ts'
import {
  type Behaviour,
  type HandshakeRequest,
  type Mount,
  type SayAnswer,
  type SayRequest,
  type SentAnswer,
  type SignAnswer,
  type SignRequest,
  VENDOR_HOSTS,
  type VendorHost,
  type WebhookRequest,
} from './control.ts'
import { crm } from './crm.ts'
import { line } from './line.ts'
import { type MailPorts, mail, startMailServers } from './mail.ts'
import { messenger, whatsapp } from './meta.ts'
import { receiver } from './receiver.ts'
import { BROKEN, Stage, type Vendor } from './stage.ts'
import { telegram } from './telegram.ts'
import { wechat } from './wechat.ts'
import { wecom } from './wecom.ts'

export * from './carrier/call-control.ts'
export type { CallReport } from './carrier/phone-call.ts'
export type { CarrierAccount } from './carrier/protocol.ts'
export * from './control.ts'

/** Every vendor that is played; each is a file of its own. */
const VENDORS: readonly ((stage: Stage) => Vendor)[] = [
  telegram,
  line,
  whatsapp,
  messenger,
  wechat,
  wecom,
  api,
  mail,
  receiver,
  crm,
  carrier,
]

export interface Vendors {
  origin: string
  /** What `CHANNEL_HOSTS` is to hold. */
  hosts: Partial<Record<VendorHost, string>>
  /** Of the mail server at 127.0.0.1; also at `GET /_/mail`. */
  mail: MailPorts
  stop(): Promise<void>
}

/**
 * The vendors of all channels as one server at 127.0.0.1, each below the name of its host. They answer, refuse, sign and
 * come again as the real ones document; `control.ts` says how they are told to.
 */
export async function startVendors({ port = 0 }: { port?: number } = {}): Promise<Vendors> {
  const stage = new Stage()
  const vendors = new Map(VENDORS.map((make) => make(stage)).map((vendor) => [vendor.name, vendor]))
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) => {
    await next()
    if (c.res.headers.has(BROKEN)) c.env.outgoing.destroy()
  })
  const mails = await startMailServers(stage)
  app.get('/_/mail', (c) => c.json(mails.ports))
  app.route('/_', control(stage, vendors))
  const mounts = [...vendors.values()].flatMap(({ apps }) => Object.entries(apps) as [Mount, Hono][])
  for (const [mount, api] of mounts) app.route(`/${mount}`, api)
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const isMounted = (host: VendorHost) => mounts.some(([mount]) => mount === host)
  return {
    origin,
    hosts: Object.fromEntries(VENDOR_HOSTS.filter(isMounted).map((host) => [host, `${origin}/${host}`])),
    mail: mails.ports,
    stop: async () => {
      for (const vendor of vendors.values()) vendor.stop?.()
      await mails.stop()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The calls below `/_`. */
function control(stage: Stage, vendors: ReadonlyMap<string, Vendor>): Hono {
  const app = new Hono()
  const vendorOf = (name: string): Vendor => {
    const vendor = vendors.get(name)
    if (!vendor) throw new Error(`nobody plays ${name}`)
    return vendor
  }
  app.onError((error, c) => c.json({ error: error.message }, 400))
  // Programs drive this, no pages: what somebody has open in a browser beside it must not send by it.
  app.use((c, next) => (c.req.header('origin') ? Promise.resolve(c.body(null, 403)) : next()))
  app.get('/sent', (c) => c.json({ sent: stage.sent(c.req.query('for') ?? '') } satisfies SentAnswer))
  app.delete('/sent', (c) => {
    stage.forget(c.req.query('for') ?? '')
    return c.body(null, 204)
  })
  app.post('/behave', async (c) => {
    stage.behave(await c.req.json<Behaviour>())
    return c.body(null, 204)
  })
  app.post('/sign', async (c) => {
    const { vendor, account, said } = await c.req.json<SignRequest>()
    return c.json({ requests: vendorOf(vendor).webhooks(account, said) } satisfies SignAnswer)
  })
  app.post('/handshake', async (c) => {
    const { vendor, account } = await c.req.json<HandshakeRequest>()
    return c.json(vendorOf(vendor).handshake?.(account) ?? null)
  })
  app.post('/say', async (c) => {
    const asked = await c.req.json<SayRequest>()
    return c.json(await say(vendorOf(asked.vendor), asked))
  })
  return app
}

/** Sends what the vendor sends, and comes again until it is accepted or every try is used up. */
async function say(vendor: Vendor, asked: SayRequest): Promise<SayAnswer> {
  const { account, said, callback, duplicates = 0, isReversed, retriesMs = vendor.retriesS } = asked
  const once = vendor.webhooks(account, isReversed ? said.toReversed() : said)
  const answer: SayAnswer = { attempts: [], isAccepted: true }
  for (const request of once.flatMap((each) => new Array<WebhookRequest>(1 + duplicates).fill(each))) {
    let isAccepted = false
    for (const waitMs of [0, ...retriesMs]) {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      const attempt = await knock(callback, request, vendor.timeoutMs)
      answer.attempts.push(attempt)
      isAccepted = vendor.isAccepted?.(attempt.status, attempt.body) ?? (attempt.status >= 200 && attempt.status < 300)
      if (isAccepted) break
    }
    answer.isAccepted &&= isAccepted
  }
  return answer
}

async function knock(
  callback: string,
  { method, query, headers, body }: WebhookRequest,
  timeoutMs: number,
): Promise<SayAnswer['attempts'][number]> {
  const url = new URL(callback)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const began = performance.now()
  const took = () => Math.round(performance.now() - began)
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(method === 'POST' && { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, body: await response.text(), ms: took() }
  } catch {
    return { status: 0, body: '', ms: took() }
  }
}
