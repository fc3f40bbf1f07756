import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { Hono } from 'hono'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { signedBy } from './api.ts'
import type { AccountOf, Mode, Said, SaidMessage } from './control.ts'
import { bodyOf, broken, isMessage, type Stage, type Vendor } from './stage.ts'

/** How a provider refuses over HTTP: Resend's errors, https://resend.com/docs/api-reference/errors. */
const REFUSALS: Partial<Record<Mode, { status: number; name: string; message: string }>> = {
  down: { status: 500, name: 'application_error', message: 'An unexpected error occurred.' },
  rate_limited: { status: 429, name: 'rate_limit_exceeded', message: 'Too many requests.' },
  unauthorised: { status: 401, name: 'missing_api_key', message: 'Missing API key.' },
  blocked: { status: 422, name: 'validation_error', message: 'The recipient is suppressed.' },
  unknown_address: { status: 422, name: 'validation_error', message: 'Invalid `to` field.' },
  rejected: { status: 422, name: 'validation_error', message: 'The domain is not verified.' },
}

/** The same over SMTP: RFC 5321, 3463. */
const SMTP_REFUSALS: Partial<Record<Mode, { code: number; text: string }>> = {
  down: { code: 421, text: '4.3.2 Service not available, closing' },
  rate_limited: { code: 450, text: '4.7.1 Too much mail' },
  blocked: { code: 554, text: '5.7.1 Refused by policy' },
  unknown_address: { code: 550, text: '5.1.1 No such user here' },
  rejected: { code: 554, text: '5.7.1 Refused by policy' },
}

/** Ports of the mail server: as it is, with STARTTLS, and with TLS from the start. Its certificate is nobody's. */
export interface MailPorts {
  plain: number
  startTls: number
  tls: number
}

interface Posted {
  from?: string
  to?: string[]
  headers?: Record<string, string>
}

/** A provider of mail at `/email/send`; who sends is known by their address. */
export function mail(stage: Stage): Vendor {
  const app = new Hono()
  app.post('/send', async (c) => {
    const { body } = await bodyOf(c.req.raw)
    const { from = '', to = [] } = body as Posted
    const address = /<([^<>]+)>/.exec(from)?.[1] ?? from
    const { mode, retryAfterS } = await stage.mood(address, to[0] ?? null)
    const isKnown = /^Bearer \S{8,}$/.test(c.req.header('authorization') ?? '')
    const refusal = isKnown ? REFUSALS[mode] : REFUSALS.unauthorised
    const key = c.req.header('idempotency-key') ?? ''
    stage.record({
      vendor: 'email',
      for: address,
      method: 'POST',
      host: 'email',
      path: '/send',
      to: to[0] ?? null,
      body,
      headers: { 'idempotency-key': key },
      status: refusal?.status ?? 200,
      id: refusal ? null : key,
    })
    if (mode === 'lost') return broken()
    if (!refusal) return c.json({ id: key })
    const wait = mode === 'rate_limited' ? { 'retry-after': String(retryAfterS) } : undefined
    return Response.json(
      { statusCode: refusal.status, ...refusal },
      { status: refusal.status, ...(wait && { headers: wait }) },
    )
  })
  return {
    name: 'email',
    apps: { email: app },
    webhooks: (account, said) =>
      said.map((each) => signedBy(account.inboundSecret ?? '', JSON.stringify(postedOf(account, each)))),
    retriesS: [5, 300, 1_800, 7_200],
    timeoutMs: 20_000,
  }
}

const CRLF = '\r\n'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** `raw` is a mail as it stands, or what is posted in place of one. */
function postedOf(account: AccountOf, said: Said): unknown {
  if ('raw' in said) return typeof said.raw === 'string' ? { raw: base64(said.raw) } : said.raw
  const to = account.address ?? 'help@shop.example'
  if (isMessage(said)) return { raw: base64(letterOf(said, to)), envelope: { from: said.from, to } }
  if (!('receipt' in said) || said.receipt !== 'failed') throw new Error('a mail server only tells what did not arrive')
  return { raw: base64(bounceOf(said.from, said.ids?.[0] ?? '', to)), envelope: { from: '', to } }
}

function letterOf(
  { from, name, id = `${randomUUID()}@mail.example`, text = '', media }: SaidMessage,
  to: string,
): string {
  const head = [
    `From: ${name === undefined ? from : `=?UTF-8?B?${base64(name)}?= <${from}>`}`,
    `To: ${to}`,
    'Subject: A question',
    `Message-ID: <${id}>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
  ]
  const words = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', base64(text)]
  if (!media) return [...head, ...words, ''].join(CRLF)
  const file = [
    `Content-Type: ${media.type}`,
    `Content-Disposition: attachment; filename="${media.name ?? 'file'}"`,
    'Content-Transfer-Encoding: base64',
    '',
    media.base64,
  ]
  return [...head, 'Content-Type: multipart/mixed; boundary=b', '', '--b', ...words, '--b', ...file, '--b--', ''].join(
    CRLF,
  )
}

/** RFC 3464. */
const bounceOf = (to: string, id: string, account: string): string =>
  [
    'From: Mail Delivery System <mailer-daemon@mail.example>',
    `To: ${account}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${randomUUID()}@mail.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It did not arrive.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Status: 5.1.1',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${id}>`,
    'Subject: Re: A question',
    '',
    'What was said.',
    '--b--',
    '',
  ].join(CRLF)

/** Mail servers that take everything and deliver nothing. */
export async function startMailServers(stage: Stage): Promise<{ ports: MailPorts; stop(): Promise<void> }> {
  const servers = {
    plain: server(stage, { hideSTARTTLS: true, allowInsecureAuth: true }),
    startTls: server(stage, {}),
    tls: server(stage, { secure: true }),
  }
  const listening = Object.entries(servers).map(async ([name, each]) => {
    // Who hangs up in the middle is no fault of the server.
    each.on('error', () => {})
    await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve))
    return [name, (each.server.address() as AddressInfo).port] as const
  })
  const ports = Object.fromEntries(await Promise.all(listening)) as unknown as MailPorts
  return {
    ports,
    stop: async () => {
      await Promise.all(Object.values(servers).map((each) => new Promise<void>((resolve) => each.close(resolve))))
    },
  }
}

const refusal = ({ code, text }: { code: number; text: string }): Error =>
  Object.assign(new Error(text), { responseCode: code })

function server(stage: Stage, options: SMTPServerOptions): SMTPServer {
  return new SMTPServer({
    ...options,
    // Says that it is known whose certificate this is: nobody's. Else every start of the demo warns of it.
    logger: false,
    authMethods: ['PLAIN', 'LOGIN'],
    // Who signs in is the account's address, or as the provider calls it.
    onAuth: async ({ username, password }, _, done) => {
      const { mode } = await stage.mood(`auth:${username ?? ''}`, null)
      const isWrong = mode === 'unauthorised' || (password ?? '').length < 8
      done(isWrong ? refusal({ code: 535, text: '5.7.8 Bad credentials' }) : null, { user: username ?? '' })
    },
    onRcptTo: async ({ address }, session, done) => {
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
      const { mode } = await stage.mood(from, address)
      const refused = SMTP_REFUSALS[mode]
      if (refused) record(stage, { from, to: address, raw: '', status: refused.code })
      done(refused ? refusal(refused) : null)
    },
    onData: async (stream, session, done) => {
      let raw = ''
      for await (const chunk of stream) raw += chunk
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
      for (const { address } of session.envelope.rcptTo) record(stage, { from, to: address, raw, status: 250 })
      done(null)
    },
    closeTimeout: 100,
  })
}

function record(
  stage: Stage,
  { from, to, raw, status }: { from: string; to: string; raw: string; status: number },
): void {
  const id = /^message-id:\s*<([^<>]+)>/im.exec(raw)?.[1] ?? null
  stage.record({
    vendor: 'email',
    for: from,
    method: 'DATA',
    host: 'email',
    path: '/smtp',
    to,
    body: { raw },
    headers: {},
    status,
    id,
  })
}
