import { randomBytes } from 'node:crypto'
import { readWav, writeWav } from '@baton/sound/wav'
import { type Context, Hono } from 'hono'
import type { CallAnswer, CallRequest } from './carrier/call-control.ts'
import { jambonz } from './carrier/jambonz.ts'
import { PhoneCall } from './carrier/phone-call.ts'
import type { CallOf, CarrierAccount, Protocol } from './carrier/protocol.ts'
import { twilio } from './carrier/twilio.ts'
import type { AccountOf, Mode, WebhookRequest } from './control.ts'
import { bodyOf, broken, type Stage, type Vendor } from './stage.ts'

/** How the API refuses: https://www.twilio.com/docs/api/errors, and the same of jambonz. */
const REFUSALS: Partial<Record<Mode, number>> = { down: 503, rate_limited: 429, unauthorised: 401, rejected: 400 }

/** Both give up on a webhook after 15 s; a test does not wait for that. */
const WEBHOOK_MS = 5_000
const RINGS_MS = 40

/** Where Twilio and jambonz are asked, and whom they ask, for a call that the business makes. */
interface Dialled {
  account: CarrierAccount
  from: string
  to: string
  voiceUrl: string
  statusUrl: string | undefined
}

/** Carriers of telephone calls, with somebody at the telephone. How they are told to is in `carrier/call-control.ts`. */
export function carrier(stage: Stage): Vendor {
  const exchange = new Exchange(stage)
  const app = new Hono()
  app.post('/2010-04-01/Accounts/:account/Calls.json', (c) => exchange.dialledByTwilio(c))
  app.post('/2010-04-01/Accounts/:account/Calls/:sid', (c) =>
    exchange.ended(c, c.req.param('sid').replace(/\.json$/, '')),
  )
  app.post('/v1/Accounts/:account/Calls', (c) => exchange.dialledByJambonz(c))
  app.put('/v1/Accounts/:account/Calls/:sid', (c) => exchange.ended(c, c.req.param('sid')))
  app.route('/phone', exchange.control())
  return {
    name: 'carrier',
    // One exchange, by each carrier's own name and by the one at which it is told what to do.
    apps: { carrier: app, twilio: app, jambonz: app },
    // Said `raw` as `{ from, to, status? }`; the account has its `callback` besides, which is signed by Twilio.
    webhooks: (account, said) =>
      said.map((each) => {
        const { from, to, status } = ('raw' in each ? each.raw : each) as { from: string; to: string; status?: string }
        const protocol = protocolOf(accountOf(account))
        return protocol.asks(account.callback ?? '', newCall(from, to, 'in'), status ?? protocol.statuses.ringing)
      }),
    retriesS: [],
    timeoutMs: WEBHOOK_MS,
    stop: () => exchange.hangUpAll(),
  }
}

const accountOf = ({ vendor, accountSid = '', secret = '' }: AccountOf): CarrierAccount => ({
  vendor: vendor === 'jambonz' ? 'jambonz' : 'twilio',
  accountSid,
  secret,
})

const protocolOf = (account: CarrierAccount): Protocol => (account.vendor === 'twilio' ? twilio : jambonz)(account)

const newCall = (from: string, to: string, direction: CallOf['direction']): CallOf => ({
  sid: `CA${randomBytes(16).toString('hex')}`,
  from,
  to,
  direction,
})

class Exchange {
  readonly #stage: Stage
  readonly #calls = new Map<string, PhoneCall>()
  readonly #secrets = new Map<string, string>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  hangUpAll(): void {
    for (const call of this.#calls.values()) call.hangUp()
  }

  control(): Hono {
    const app = new Hono()
    app.onError((error, c) => c.json({ error: error.message }, 400))
    app.use((c, next) => (c.req.header('origin') ? Promise.resolve(c.body(null, 403)) : next()))
    app.put('/accounts', async (c) => {
      const { accountSid, secret } = await c.req.json<CarrierAccount>()
      this.#secrets.set(accountSid, secret)
      return c.body(null, 204)
    })
    app.post('/calls', async (c) => {
      const { account, callback, from, to, say } = await c.req.json<CallRequest>()
      const protocol = protocolOf(account)
      const call = this.#take(protocol, newCall(from, to, 'in'))
      if (say !== undefined) call.say(readWav(Buffer.from(say, 'base64')))
      await connect(call, protocol, callback, protocol.statuses.ringing)
      return c.json({ sid: call.call.sid } satisfies CallAnswer, 201)
    })
    app.get('/calls/:sid', (c) => c.json(this.#call(c).report()))
    app.get('/calls/:sid/heard', (c) => c.body(writeWav(this.#call(c).heard()), 200, { 'content-type': 'audio/wav' }))
    app.post('/calls/:sid/say', async (c) => {
      this.#call(c).say(readWav(new Uint8Array(await c.req.arrayBuffer())))
      return c.body(null, 204)
    })
    app.post('/calls/:sid/keys', async (c) => {
      this.#call(c).press((await c.req.json<{ keys: string }>()).keys)
      return c.body(null, 204)
    })
    app.post('/calls/:sid/hang-up', (c) => {
      this.#call(c).hangUp()
      return c.body(null, 204)
    })
    return app
  }

  /** https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
  async dialledByTwilio(c: Context): Promise<Response> {
    const { body } = await bodyOf(c.req.raw)
    const {
      To: to = '',
      From: from = '',
      Url: voiceUrl = '',
      StatusCallback: statusUrl,
    } = body as Record<string, string>
    const accountSid = c.req.param('account') ?? ''
    // Whose account it is, is who asks; its token is what the webhooks are signed with.
    const basic = atob(c.req.header('authorization')?.replace(/^Basic /, '') ?? '')
    const [name, secret = ''] = basic.split(':')
    if (name !== accountSid || secret === '') return c.json({ code: 20003, message: 'Authenticate', status: 401 }, 401)
    if (!to || !from || !voiceUrl) return c.json({ code: 21201, message: "No 'To' number", status: 400 }, 400)
    const account = { vendor: 'twilio', accountSid, secret } as const
    return this.#dial(c, { account, from, to, voiceUrl, statusUrl }, body)
  }

  /** https://docs.jambonz.org/reference/rest-call-control/calls/create-call */
  async dialledByJambonz(c: Context): Promise<Response> {
    const { body } = await bodyOf(c.req.raw)
    const {
      from = '',
      to,
      call_hook: hook,
      call_status_hook: status,
    } = body as Record<string, Record<string, string>> & {
      from?: string
    }
    const accountSid = c.req.param('account') ?? ''
    if (!c.req.header('authorization')?.startsWith('Bearer ')) return c.json({ msg: 'unauthorized' }, 401)
    if (!from || !to?.number || !hook?.url) return c.json({ msg: 'missing to or from or call_hook' }, 400)
    const account = { vendor: 'jambonz', accountSid, secret: this.#secrets.get(accountSid) ?? '' } as const
    return this.#dial(c, { account, from, to: to.number, voiceUrl: hook.url, statusUrl: status?.url }, body)
  }

  /** A call is ended, answered or not. */
  async ended(c: Context, sid: string): Promise<Response> {
    const { body } = await bodyOf(c.req.raw)
    const call = this.#calls.get(sid)
    const accountSid = c.req.param('account') ?? ''
    this.#record(c, accountSid, call?.call.to ?? null, body, call ? 200 : 404, sid)
    call?.hangUp()
    return call ? c.json({ sid, status: 'completed' }) : c.json({ code: 20404, status: 404 }, 404)
  }

  async #dial(c: Context, dialled: Dialled, body: unknown): Promise<Response> {
    const { account, from, to } = dialled
    const { mode } = await this.#stage.mood(account.accountSid, to)
    const status = REFUSALS[mode] ?? 201
    const protocol = protocolOf(account)
    const call = status === 201 ? this.#take(protocol, newCall(from, to, 'out')) : undefined
    this.#record(c, account.accountSid, to, body, status, call?.call.sid ?? null)
    if (call) void ring(call, protocol, dialled, mode)
    if (mode === 'lost') return broken()
    if (!call) return c.json({ code: 20429, message: mode, status }, status as 400)
    return c.json({ sid: call.call.sid, status: 'queued', from, to, direction: 'outbound-api' }, 201)
  }

  #take(protocol: Protocol, of: CallOf): PhoneCall {
    const call = new PhoneCall(protocol, of)
    this.#calls.set(of.sid, call)
    return call
  }

  #call(c: Context): PhoneCall {
    const call = this.#calls.get(c.req.param('sid') ?? '')
    if (!call) throw new Error('there is no such call')
    return call
  }

  #record(c: Context, accountSid: string, to: string | null, body: unknown, status: number, id: string | null): void {
    const { method } = c.req
    const path = c.req.path.replace(/^\/carrier/, '')
    const { authorization: _, ...headers } = Object.fromEntries(c.req.raw.headers)
    this.#stage.record({
      vendor: 'carrier',
      for: accountSid,
      method,
      host: 'carrier',
      path,
      to,
      body,
      headers,
      status,
      id,
    })
  }
}

/** Asks what is to be done with the call, and does it. */
async function connect(call: PhoneCall, protocol: Protocol, url: string, status: string): Promise<void> {
  try {
    const answer = await ask(url, protocol.asks(url, call.call, status))
    if (!answer.ok) return call.fail('failed', `the webhook answered ${answer.status}`)
    const wanted = protocol.instruction(await answer.text())
    if (wanted.do === 'reject') return call.fail(/busy|486/.test(wanted.reason) ? 'busy' : 'failed')
    if (wanted.do === 'hang-up') return call.fail('ended')
    // Documented of Twilio's, and a trap: what is in a query never arrives.
    if (URL.parse(wanted.url)?.search) return call.fail('failed', 'the address of a stream has no query')
    await call.stream(wanted.url, wanted.parameters)
  } catch (error) {
    call.fail('failed', String(error))
  }
}

/** Somebody is called: it rings, they answer or do not, and the business is told of both. */
async function ring(call: PhoneCall, protocol: Protocol, { voiceUrl, statusUrl }: Dialled, mode: Mode): Promise<void> {
  const tell = async (status: keyof Protocol['statuses']) => {
    if (statusUrl)
      await ask(statusUrl, protocol.asks(statusUrl, call.call, protocol.statuses[status])).catch(() => null)
  }
  await tell('ringing')
  await new Promise((resolve) => setTimeout(resolve, RINGS_MS))
  if (mode === 'blocked' || mode === 'unknown_address') call.fail(mode === 'blocked' ? 'busy' : 'missed')
  if (call.status === 'ringing') {
    await tell('answered')
    await connect(call, protocol, voiceUrl, protocol.statuses.answered)
  }
  await call.ended
  await tell(call.status === 'ringing' || call.status === 'answered' ? 'ended' : call.status)
}

const ask = (url: string, { method, headers, body }: WebhookRequest): Promise<Response> =>
  fetch(url, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(WEBHOOK_MS) })
