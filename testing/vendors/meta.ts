import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { AccountKey, AccountOf, Mode, Mount, Said, SaidMessage, SentRecord, WebhookRequest } from './control.ts'
import { bodyOf, broken, isMessage, keptOf, type Stage, type Vendor } from './stage.ts'

type Fields = Record<string, unknown>

/** How the Graph API refuses: https://developers.facebook.com/docs/graph-api/guides/error-handling. */
interface GraphError {
  status: number
  code: number
  subcode?: number
  message: string
}

type Refusals = Partial<Record<Mode, GraphError>>

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes. */
const WHATSAPP: Refusals = {
  down: { status: 503, code: 131016, message: 'Service unavailable' },
  rate_limited: { status: 429, code: 130429, message: 'Rate limit hit' },
  unauthorised: { status: 401, code: 190, message: 'Invalid OAuth access token' },
  blocked: { status: 400, code: 131026, message: 'Message undeliverable' },
  unknown_address: { status: 400, code: 131026, message: 'Message undeliverable' },
  window_closed: { status: 400, code: 131047, message: 'Re-engagement message' },
  rejected: { status: 400, code: 100, message: 'Invalid parameter' },
}

/** https://developers.facebook.com/docs/messenger-platform/error-codes. */
const MESSENGER: Refusals = {
  down: { status: 500, code: 2, message: 'Service temporarily unavailable' },
  rate_limited: { status: 400, code: 613, message: 'Calls to this API have exceeded the rate limit' },
  unauthorised: { status: 401, code: 190, message: 'Invalid OAuth access token.' },
  blocked: { status: 400, code: 551, subcode: 1545041, message: "This person isn't available right now." },
  unknown_address: { status: 400, code: 100, subcode: 2018001, message: 'No matching user found' },
  window_closed: {
    status: 403,
    code: 10,
    subcode: 2018278,
    message: 'This message is sent outside of allowed window.',
  },
  rejected: { status: 400, code: 100, message: 'Invalid parameter' },
}

const invalid = (details: string): GraphError => ({ status: 400, code: 100, message: `Invalid parameter: ${details}` })

function refused({ status, code, subcode, message }: GraphError, retryAfterS?: number): Response {
  const error = {
    message: `(#${code}) ${message}`,
    type: 'OAuthException',
    code,
    ...(subcode !== undefined && { error_subcode: subcode }),
    fbtrace_id: randomBytes(8).toString('hex'),
  }
  const headers: Record<string, string> = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }
  return Response.json({ error }, { status, headers })
}

/** One call of an account, answered as it is told to and kept. `answer` says what it comes to when nothing is in the way. */
async function called(
  stage: Stage,
  c: Context,
  what: { vendor: string; key: AccountKey; host: Mount; refusals: Refusals; to(body: Fields): string | null },
  answer: (
    body: Fields,
    files: ReadonlyMap<string, File>,
  ) => Promise<GraphError | { id: string | null; body: unknown }>,
): Promise<Response> {
  const { body, files } = await bodyOf(c.req.raw)
  const fields = opened(body)
  const to = what.to(fields)
  const { mode, retryAfterS, code } = await stage.mood(what.key, to)
  const isHuman = mode === 'window_closed' && fields.tag === 'HUMAN_AGENT'
  const told = isHuman ? undefined : what.refusals[mode]
  const hasToken = /^Bearer \S+$/.test(c.req.header('authorization') ?? '')
  const inTheWay = hasToken ? told : what.refusals.unauthorised
  const given = inTheWay ? { ...inTheWay, ...(code !== undefined && { code }) } : await answer(fields, files)
  const isRefusal = 'status' in given
  stage.record({
    vendor: what.vendor,
    for: what.key,
    method: c.req.method,
    host: what.host,
    path: c.req.path.replace(`/${what.host}`, ''),
    to,
    body: fields,
    headers: {},
    status: isRefusal ? given.status : 200,
    id: isRefusal ? null : given.id,
  } satisfies SentRecord)
  if (mode === 'lost') return broken()
  if (isRefusal) return refused(given, mode === 'rate_limited' ? retryAfterS : undefined)
  return Response.json(given.body)
}

/** A form's fields that are JSON, as JSON. */
const opened = (body: unknown): Fields => {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Fields
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value,
    ]),
  )
}

/** Signed over the bytes as they are sent, in which Meta writes everything that is not ASCII as `\uXXXX`, and `/` as `\/`. */
function signed(account: AccountOf, payload: unknown): WebhookRequest {
  const body = JSON.stringify(payload)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const signature = createHmac('sha256', account.appSecret ?? '')
    .update(body)
    .digest('hex')
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  }
}

function handshake(account: AccountOf): ReturnType<NonNullable<Vendor['handshake']>> {
  const challenge = String(randomInt(10 ** 9, 10 ** 12))
  const query = { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': account.verifyToken ?? '' }
  return { method: 'GET', query, headers: {}, body: '', expects: { status: 200, body: challenge } }
}

/** "If any of these updates fail, we will retry immediately, then … with decreasing frequency". */
const RETRIES_S = [1, 5, 30, 120, 600, 3_600]

const numericId = (): string => String(randomInt(10 ** 12, 10 ** 14))

export function whatsapp(stage: Stage): Vendor {
  const app = new Hono()
  const call = { vendor: 'whatsapp', host: 'whatsapp', refusals: WHATSAPP } as const
  const recipient = ({ to, recipient: scoped }: Fields) => (to ?? scoped) as string | undefined
  app.post('/:version/:key/messages', (c) =>
    called(stage, c, { ...call, key: c.req.param('key'), to: (body) => recipient(body) ?? null }, async (body) => {
      if (body.messaging_product !== 'whatsapp') return invalid('messaging_product')
      if (body.status === 'read') return { id: null, body: { success: true } }
      const wrong = wrongInWhatsapp(stage, body)
      if (wrong) return wrong
      const id = `wamid.${randomBytes(30).toString('base64')}==`
      const contact =
        body.to === undefined
          ? { input: body.recipient, user_id: body.recipient }
          : { input: body.to, wa_id: String(body.to).replace('+', '') }
      return { id, body: { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id }] } }
    }),
  )
  app.post('/:version/:key/media', (c) =>
    called(stage, c, { ...call, key: c.req.param('key'), to: () => null }, async ({ type }, files) => {
      const file = files.get('file')
      if (!file || typeof type !== 'string') return invalid('file')
      if (!WHATSAPP_TYPES.includes(type)) return { status: 400, code: 131053, message: 'Media upload error' }
      const id = stage.keep({ bytes: await file.bytes(), type, name: file.name }, numericId())
      return { id: null, body: { id } }
    }),
  )
  app.get('/:version/:media', (c) => {
    const id = c.req.param('media')
    const kept = stage.kept(id)
    if (!c.req.header('authorization')) return refused(WHATSAPP.unauthorised ?? invalid('token'))
    if (!kept) return refused(invalid(`Object with ID '${id}' does not exist`))
    const url = `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${id}&ext=1700000000&hash=${randomBytes(8).toString('hex')}`
    const file = { mime_type: kept.type, file_size: kept.bytes.byteLength, id }
    return c.json({ url, ...file, messaging_product: 'whatsapp' })
  })
  const media = new Hono()
  media.get('/whatsapp_business/attachments/', (c) => {
    const kept = stage.kept(c.req.query('mid') ?? '')
    if (!c.req.header('authorization') || !kept) return c.body(null, 404)
    return c.body(Uint8Array.from(kept.bytes), 200, { 'content-type': kept.type })
  })
  return {
    name: 'whatsapp',
    apps: { whatsapp: app, 'whatsapp-media': media },
    webhooks: (account, said) => {
      const changes = said.map((each) => ({ field: 'messages', value: whatsappValue(stage, account, each) }))
      return [signed(account, { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] })]
    },
    handshake,
    retriesS: RETRIES_S,
    timeoutMs: 20_000,
  }
}

/** What may be a document or a picture: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media. */
const WHATSAPP_TYPES = ['image/jpeg', 'image/png', 'application/pdf', 'text/plain', 'audio/ogg', 'video/mp4']

const sizeOf = (value: unknown): number => String(value ?? '').length

function wrongInWhatsapp(stage: Stage, body: Fields): GraphError | null {
  const type = String(body.type)
  const object = (body[type] ?? {}) as Fields
  if (body.to === undefined && !/^[A-Z]{2}\.\w+$/.test(String(body.recipient))) return invalid('to')
  if (body.to !== undefined && !/^\+?\d{5,15}$/.test(String(body.to))) return invalid('to')
  if (type === 'text') return sizeOf(object.body) < 1 || sizeOf(object.body) > 4_096 ? invalid('text.body') : null
  if (type === 'image' || type === 'document') return stage.kept(String(object.id)) ? null : invalid('media id')
  if (type === 'location') return typeof object.latitude === 'number' ? null : invalid('location')
  if (type === 'template') {
    return object.name === 'unknown_template'
      ? { status: 404, code: 132001, message: 'Template name does not exist in the translation' }
      : null
  }
  return type === 'interactive'
    ? wrongInteractive(object)
    : { status: 400, code: 131051, message: 'Unsupported message type' }
}

interface Interactive {
  type?: string
  body?: { text?: string }
  action?: {
    button?: string
    buttons?: { reply: { id: string; title: string } }[]
    sections?: { rows: { id: string; title: string }[] }[]
  }
}

function wrongInteractive({ type, body, action }: Interactive): GraphError | null {
  const buttons = action?.buttons?.map(({ reply }) => reply) ?? []
  const rows = action?.sections?.flatMap((section) => section.rows) ?? []
  if (sizeOf(body?.text) < 1) return invalid('interactive.body')
  const all = type === 'button' ? buttons : rows
  if (new Set(all.map(({ id }) => id)).size !== all.length) return invalid('duplicated ids')
  if (type === 'button') {
    const isRight = buttons.length >= 1 && buttons.length <= 3 && sizeOf(body?.text) <= 1_024
    return isRight && buttons.every(({ id, title }) => title.length <= 20 && id.length <= 256)
      ? null
      : invalid('buttons')
  }
  const isRight = rows.length >= 1 && rows.length <= 10 && sizeOf(action?.button) >= 1 && sizeOf(action?.button) <= 20
  return isRight && rows.every(({ id, title }) => title.length <= 24 && id.length <= 200) ? null : invalid('sections')
}

/** Somebody by their number, or by the id Meta gives who shows none: `US.13491208655302741918`. */
const isScoped = (from: string): boolean => /^[A-Z]{2}\./.test(from)

function whatsappValue(stage: Stage, account: AccountOf, said: Said): unknown {
  const key = account.phoneNumberId ?? ''
  const metadata = { display_phone_number: account.number ?? '', phone_number_id: key }
  const value = { messaging_product: 'whatsapp', metadata }
  if ('raw' in said) return { ...value, ...(said.raw as Fields) }
  const timestamp = String(Math.floor(((isMessage(said) ? said.at : undefined) ?? Date.now()) / 1_000))
  if (isMessage(said)) {
    const who = isScoped(said.from) ? { user_id: said.from } : { wa_id: said.from }
    const from = isScoped(said.from) ? { from_user_id: said.from } : { from: said.from }
    const id = said.id ?? `wamid.${randomBytes(24).toString('base64')}`
    const message = { ...from, id, timestamp, ...whatsappContent(stage, key, said) }
    return { ...value, contacts: [{ profile: { name: said.name ?? 'Somebody' }, ...who }], messages: [message] }
  }
  if (!('receipt' in said)) throw new Error('WhatsApp tells neither who blocks an account nor who types')
  const who = isScoped(said.from) ? { recipient_user_id: said.from } : { recipient_id: said.from }
  const errors = said.receipt === 'failed' ? { errors: [{ code: said.error ?? 131026, title: 'Not delivered' }] } : {}
  const statuses = (said.ids ?? []).map((id) => ({ id, status: said.receipt, timestamp, ...who, ...errors }))
  return { ...value, statuses }
}

function whatsappContent(stage: Stage, key: AccountKey, said: SaidMessage): Fields {
  if (said.tap !== undefined) {
    const found = choicesOf(stage, key, said.from).find(({ title }) => title === said.tap)
    const reply = { id: found?.id ?? said.tap, title: said.tap }
    const type = found?.isRow ? 'list_reply' : 'button_reply'
    return { type: 'interactive', interactive: { type, [type]: reply } }
  }
  if (said.place) return { type: 'location', location: said.place }
  if (said.media) {
    const kept = keptOf(said.media)
    const file = { id: stage.keep(kept, numericId()), mime_type: kept.type, sha256: 'x' }
    const caption = said.text === undefined ? {} : { caption: said.text }
    if (said.media.kind === 'voice') return { type: 'audio', audio: { ...file, voice: true } }
    if (said.media.kind === 'sticker') return { type: 'sticker', sticker: { ...file, animated: false } }
    if (said.media.kind === 'file') {
      return {
        type: 'document',
        document: { ...file, ...caption, ...(kept.name !== undefined && { filename: kept.name }) },
      }
    }
    return { type: said.media.kind, [said.media.kind]: { ...file, ...caption } }
  }
  return { type: 'text', text: { body: said.code ?? said.text ?? '' } }
}

/** What was last offered to somebody: the id of a button comes back with what stands on it. */
function choicesOf(stage: Stage, key: AccountKey, to: string): { id: string; title: string; isRow: boolean }[] {
  const sent = stage.sent(key).findLast((each) => each.to === to && (each.body as Fields).type === 'interactive')
  const { action } = ((sent?.body as Fields | undefined)?.interactive ?? {}) as Interactive
  const buttons = action?.buttons?.map(({ reply }) => ({ ...reply, isRow: false })) ?? []
  return [...buttons, ...(action?.sections?.flatMap(({ rows }) => rows.map((row) => ({ ...row, isRow: true }))) ?? [])]
}

export function messenger(stage: Stage): Vendor {
  const app = new Hono()
  const call = { vendor: 'messenger', host: 'messenger', refusals: MESSENGER } as const
  const recipient = ({ recipient: to }: Fields) => (to as { id?: string } | undefined)?.id
  app.post('/:version/:key/messages', (c) =>
    called(
      stage,
      c,
      { ...call, key: c.req.param('key'), to: (body) => recipient(body) ?? null },
      async (body, files) => {
        const to = recipient(body)
        if (to === undefined || !/^\d+$/.test(to)) return MESSENGER.unknown_address ?? invalid('recipient')
        if (body.sender_action !== undefined) return { id: null, body: { recipient_id: to } }
        const wrong = wrongInMessenger(body, files)
        if (wrong) return wrong
        const id = `m_${randomBytes(48).toString('base64url')}`
        return { id, body: { recipient_id: to, message_id: id } }
      },
    ),
  )
  const media = new Hono()
  media.get('/v/:folder/:id', (c) => {
    const kept = stage.kept(c.req.param('id'))
    return kept ? c.body(Uint8Array.from(kept.bytes), 200, { 'content-type': kept.type }) : c.body(null, 404)
  })
  return {
    name: 'messenger',
    apps: { messenger: app, 'messenger-media': media },
    webhooks: (account, said) => {
      const time = Date.now()
      const messaging = said.map((each) => messengerEvent(stage, account, each))
      return [signed(account, { object: 'page', entry: [{ id: account.pageId ?? '', time, messaging }] })]
    },
    handshake,
    retriesS: RETRIES_S,
    timeoutMs: 20_000,
  }
}

interface QuickReply {
  content_type: string
  title: string
  payload: string
}

function wrongInMessenger(body: Fields, files: ReadonlyMap<string, File>): GraphError | null {
  const {
    text,
    attachment,
    quick_replies: replies = [],
  } = (body.message ?? {}) as {
    text?: string
    attachment?: Fields
    quick_replies?: QuickReply[]
  }
  if (!['RESPONSE', 'UPDATE', 'MESSAGE_TAG'].includes(String(body.messaging_type))) return invalid('messaging_type')
  if (text === undefined && !attachment) return invalid('message')
  if (text !== undefined && (text.length < 1 || text.length > 2_000)) return invalid('message[text]')
  if (attachment && !files.has('filedata')) return { status: 400, code: 100, subcode: 2018074, message: 'Invalid data' }
  if (replies.length > 13) return invalid('quick_replies')
  const isRight = replies.every(({ title, payload }) => title.length <= 20 && payload.length <= 1_000)
  return isRight ? null : invalid('quick_replies[title]')
}

function messengerEvent(stage: Stage, account: AccountOf, said: Said): unknown {
  const pageId = account.pageId ?? ''
  if ('raw' in said) return said.raw
  const base = { sender: { id: said.from }, recipient: { id: pageId } }
  if (isMessage(said)) {
    const timestamp = said.at ?? Date.now()
    if (said.code !== undefined) {
      const referral = { ref: said.code, source: 'SHORTLINK', type: 'OPEN_THREAD' }
      return { ...base, timestamp, referral }
    }
    const mid = said.id ?? `m_${randomBytes(48).toString('base64url')}`
    return { ...base, timestamp, message: { mid, ...messengerContent(stage, pageId, said) } }
  }
  if (!('receipt' in said)) throw new Error('Messenger tells neither who blocks an account nor who types')
  const watermark = said.until ?? Date.now()
  if (said.receipt === 'read') return { ...base, timestamp: Date.now(), read: { watermark } }
  if (said.receipt !== 'delivered') throw new Error('Messenger tells only what was delivered and read')
  return { ...base, delivery: { ...(said.ids && { mids: said.ids }), watermark } }
}

function messengerContent(stage: Stage, key: AccountKey, said: SaidMessage): Fields {
  if (said.tap !== undefined) {
    const offered = stage.sent(key).findLast(({ to, body }) => to === said.from && 'message' in (body as Fields))
    const { quick_replies: replies = [] } = ((offered?.body as Fields | undefined)?.message ?? {}) as {
      quick_replies?: QuickReply[]
    }
    const payload = replies.find(({ title }) => title === said.tap)?.payload ?? said.tap
    return { text: said.tap, quick_reply: { payload } }
  }
  const text = said.text === undefined ? {} : { text: said.text }
  if (said.place) {
    const { latitude, longitude, name } = said.place
    const payload = { coordinates: { lat: latitude, long: longitude } }
    return { ...text, attachments: [{ type: 'location', title: name, payload }] }
  }
  if (!said.media) return text
  const id = stage.keep(keptOf(said.media), numericId())
  const url = `https://scontent.xx.fbcdn.net/v/t1.15752-9/${id}?_nc_cat=1&oh=${randomBytes(8).toString('hex')}&oe=1`
  const { kind } = said.media
  const type = kind === 'voice' ? 'audio' : kind === 'sticker' ? 'image' : kind
  return {
    ...text,
    attachments: [{ type, payload: { url, ...(kind === 'sticker' && { sticker_id: 369239263222822 }) } }],
  }
}
