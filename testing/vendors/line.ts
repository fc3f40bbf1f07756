import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { LINE_SIGNATURE_HTTP_HEADER_NAME, type messagingApi, validateSignature, type webhook } from '@line/bot-sdk'
import { type Context, Hono } from 'hono'
import type { AccountOf, Said, SaidMessage, WebhookRequest } from './control.ts'
import { bodyOf, broken, isMessage, keptOf, type Stage, type Vendor } from './stage.ts'

/** A reply token "can be used only once" and not much later than a minute: https://developers.line.biz/en/reference/messaging-api/#send-reply-message. */
const REPLY_MS = 60_000

interface Refusal {
  status: number
  body: messagingApi.ErrorResponse
}

const refusal = (status: number, message: string, details?: messagingApi.ErrorDetail[]): Refusal => ({
  status,
  body: { message, ...(details && { details }) },
})

/** The Messaging API, and its host for what people sent. */
export function line(stage: Stage): Vendor {
  const replyTokens = new Map<string, number>()
  const accepted = new Map<string, string>()
  const api = new Hono()
  api.post('/v2/bot/message/push', (c) => sent(stage, c, (body) => pushed(body, c, accepted)))
  api.post('/v2/bot/message/reply', (c) => sent(stage, c, (body) => replied(body, replyTokens)))
  api.post('/v2/bot/chat/loading/start', (c) => sent(stage, c, loading))
  api.post('/v2/bot/chat/markAsRead', (c) => sent(stage, c, markedAsRead))
  const data = new Hono()
  data.get('/v2/bot/message/:id/content', (c) => {
    const kept = stage.kept(c.req.param('id'))
    if (!c.req.header('authorization')?.startsWith('Bearer ')) return c.json({ message: 'Authentication failed' }, 401)
    if (!kept) return c.json({ message: 'Not found' }, 404)
    return c.body(Uint8Array.from(kept.bytes), 200, { 'content-type': kept.type })
  })
  return {
    name: 'line',
    apps: { line: api, 'line-data': data },
    webhooks: (account, said) => {
      const events = said.map((each) => eventOf(stage, each, replyTokens))
      return [signed(account, { destination: `U${'0'.repeat(32)}`, events })]
    },
    // The console's "Verify" button.
    handshake: (account) => ({
      ...signed(account, { destination: `U${'0'.repeat(32)}`, events: [] }),
      expects: { status: 200 },
    }),
    // Redelivered only where the account has it switched on; how often and how fast is not told.
    retriesS: [1, 5, 30, 60],
    timeoutMs: 2_000,
  }
}

/** Made by the algorithm LINE documents, and only sent when LINE's own library accepts it. */
function signed(account: AccountOf, payload: webhook.CallbackRequest): WebhookRequest {
  const body = JSON.stringify(payload)
  const secret = account.channelSecret ?? ''
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  if (!validateSignature(body, secret, signature)) throw new Error('LINE itself would refuse this')
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'application/json; charset=utf-8', [LINE_SIGNATURE_HTTP_HEADER_NAME]: signature },
    body,
  }
}

type Outcome = { id: string | null; accepted?: true; body: unknown } | Refusal
const isRefusal = (outcome: Outcome): outcome is Refusal => 'status' in outcome

async function sent(stage: Stage, c: Context, make: (body: Record<string, unknown>) => Outcome): Promise<Response> {
  const token = (c.req.header('authorization') ?? '').replace(/^Bearer /, '')
  const { body } = await bodyOf(c.req.raw)
  const fields = (typeof body === 'object' ? body : null) as Record<string, unknown> | null
  const to = typeof fields?.to === 'string' ? fields.to : null
  const { mode } = await stage.mood(token, to)
  const outcome = refusedBy(mode, token) ?? make(fields ?? {})
  const retryKey = c.req.header('x-line-retry-key')
  const requestId = randomUUID()
  stage.record({
    vendor: 'line',
    for: token,
    method: 'POST',
    host: 'line',
    path: c.req.path.replace(/^\/line/, ''),
    to,
    body,
    headers: retryKey === undefined ? {} : { 'x-line-retry-key': retryKey },
    status: isRefusal(outcome) ? outcome.status : 200,
    id: isRefusal(outcome) ? null : outcome.id,
  })
  if (mode === 'lost') return broken()
  const headers: Record<string, string> = { 'x-line-request-id': requestId }
  if (!isRefusal(outcome)) return Response.json(outcome.body, { headers })
  if (outcome.status === 409) headers['x-line-accepted-request-id'] = randomUUID()
  return Response.json(outcome.body, { status: outcome.status, headers })
}

function refusedBy(mode: string, token: string): Refusal | null {
  if (token === '' || mode === 'unauthorised') {
    return refusal(401, 'Authentication failed. Confirm that the access token in the authorization header is valid.')
  }
  if (mode === 'down') return refusal(500, 'Internal server error')
  if (mode === 'rate_limited') return refusal(429, 'The API rate limit has been exceeded. Try again later.')
  if (mode === 'quota_spent') return refusal(429, 'You have reached your monthly limit.')
  if (mode === 'unknown_address') {
    return refusal(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
  }
  if (mode === 'rejected') return refusal(400, 'The request body has 1 error(s)')
  // Somebody who has blocked the account: it is accepted all the same, and never shown.
  return null
}

function pushed(body: Record<string, unknown>, c: Context, accepted: Map<string, string>): Outcome {
  const wrong = wrongIn(body.messages)
  if (!/^U[0-9a-f]{32}$/.test(String(body.to))) {
    return refusal(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
  }
  if (wrong) return wrong
  const key = c.req.header('x-line-retry-key')
  if (key !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) {
    return refusal(400, 'Invalid retry key')
  }
  const before = key === undefined ? undefined : accepted.get(key)
  if (before !== undefined) {
    return { status: 409, body: { message: 'The retry key is already accepted', sentMessages: [{ id: before }] } }
  }
  const answer = sentMessages(body.messages)
  if (key !== undefined && answer.id !== null) accepted.set(key, answer.id)
  return answer
}

function replied(body: Record<string, unknown>, tokens: Map<string, number>): Outcome {
  const token = String(body.replyToken)
  const until = tokens.get(token) ?? 0
  if (until < Date.now()) return refusal(400, 'Invalid reply token')
  const wrong = wrongIn(body.messages)
  if (wrong) return wrong
  tokens.delete(token)
  return sentMessages(body.messages)
}

function loading({ chatId, loadingSeconds = 20 }: Record<string, unknown>): Outcome {
  const isRight = typeof loadingSeconds === 'number' && loadingSeconds % 5 === 0 && loadingSeconds <= 60
  return typeof chatId === 'string' && isRight
    ? { id: null, body: {} }
    : refusal(400, 'The request body has 1 error(s)')
}

const markedAsRead = ({ markAsReadToken }: Record<string, unknown>): Outcome =>
  typeof markAsReadToken === 'string' ? { id: null, body: {} } : refusal(400, 'The request body has 1 error(s)')

function sentMessages(messages: unknown): { id: string | null; body: messagingApi.PushMessageResponse } {
  const ids = (messages as unknown[]).map(() => String(randomInt(10 ** 9, 10 ** 12)))
  return { id: ids[0] ?? null, body: { sentMessages: ids.map((id) => ({ id, quoteToken: 'q' })) } }
}

/** What LINE refuses of messages: https://developers.line.biz/en/reference/messaging-api/#message-objects. */
function wrongIn(messages: unknown): Refusal | null {
  const all = Array.isArray(messages) ? (messages as Record<string, unknown>[]) : []
  const details: messagingApi.ErrorDetail[] = []
  const wrong = (property: string, message: string) => details.push({ property, message })
  if (all.length < 1 || all.length > 5) wrong('messages', 'Size must be between 1 and 5')
  for (const [at, each] of all.entries()) {
    const length = (field: string) => String(each[field] ?? '').length
    if (each.type === 'text' && (length('text') < 1 || length('text') > 5_000)) {
      wrong(`messages[${at}].text`, 'Length must be between 1 and 5000')
    }
    if (each.type === 'location' && (length('title') < 1 || length('title') > 100 || length('address') < 1)) {
      wrong(`messages[${at}].title`, 'Length must be between 1 and 100')
    }
    if (each.type === 'image' && !String(each.originalContentUrl).startsWith('https://')) {
      wrong(`messages[${at}].originalContentUrl`, 'Must be a valid https url')
    }
    const { items = [] } = (each.quickReply ?? {}) as { items?: { action: { label?: string; text?: string } }[] }
    if (items.length > 13) wrong(`messages[${at}].quickReply.items`, 'Size must be between 1 and 13')
    for (const { action } of items) {
      if (!action.label || action.label.length > 20) wrong('label', 'Length must be between 1 and 20')
      if (!action.text || action.text.length > 300) wrong('text', 'Length must be between 1 and 300')
    }
  }
  return details.length > 0 ? refusal(400, `The request body has ${details.length} error(s)`, details) : null
}

function eventOf(stage: Stage, said: Said, tokens: Map<string, number>): webhook.Event {
  if ('raw' in said) return said.raw as webhook.Event
  const at = (isMessage(said) ? said.at : undefined) ?? Date.now()
  const replyToken = randomBytes(16).toString('hex')
  tokens.set(replyToken, at + REPLY_MS)
  const base: webhook.EventBase = {
    type: 'message',
    source: { type: 'user', userId: said.from } as webhook.UserSource,
    timestamp: at,
    mode: 'active',
    webhookEventId: (isMessage(said) && said.id) || `01${randomBytes(12).toString('hex').toUpperCase()}`,
    deliveryContext: { isRedelivery: false },
  }
  if (isMessage(said)) return { ...base, type: 'message', replyToken, message: contentOf(stage, said) }
  if (!('standing' in said)) throw new Error('LINE tells bots neither receipts nor typing')
  if (said.standing === 'blocked') return { ...base, type: 'unfollow' }
  return { ...base, type: 'follow', replyToken, follow: { isUnblocked: true } }
}

function contentOf(stage: Stage, said: SaidMessage): webhook.MessageContent {
  const id = String(randomInt(10 ** 9, 10 ** 12))
  if (said.place) {
    const { name, ...where } = said.place
    return { type: 'location', id, ...where, ...(name !== undefined && { title: name, address: name }) }
  }
  if (said.media) {
    const kept = keptOf(said.media)
    stage.keep(kept, id)
    const mine = { id, contentProvider: { type: 'line' }, quoteToken: 'q', markAsReadToken: `read-${id}` } as const
    if (said.media.kind === 'image') return { ...mine, type: 'image' }
    if (said.media.kind === 'video') return { ...mine, type: 'video', duration: 3_000 }
    if (said.media.kind === 'voice') return { ...mine, type: 'audio', duration: 3_000 }
    if (said.media.kind === 'file') {
      return { type: 'file', id, fileName: kept.name ?? 'file', fileSize: kept.bytes.byteLength }
    }
    return { type: 'sticker', id, packageId: '1', stickerId: '1', stickerResourceType: 'STATIC', quoteToken: 'q' }
  }
  // A link only writes the code into the box; the person sends it.
  return {
    type: 'text',
    id,
    text: said.code ?? said.tap ?? said.text ?? '',
    quoteToken: 'q',
    markAsReadToken: `read-${id}`,
  }
}
