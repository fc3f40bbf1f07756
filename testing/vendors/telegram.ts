import { randomInt } from 'node:crypto'
import type { ApiError, Message, Update, User } from '@grammyjs/types'
import { type Context, Hono } from 'hono'
import type { AccountOf, Mode, Said, SaidMessage, WebhookRequest } from './control.ts'
import { bodyOf, broken, isMessage, keptOf, type Stage, type Vendor } from './stage.ts'

/** How the Bot API refuses, in its own words: https://core.telegram.org/bots/api#making-requests. */
const REFUSALS: Partial<Record<Mode, { code: number; description: string }>> = {
  down: { code: 502, description: 'Bad Gateway' },
  unauthorised: { code: 401, description: 'Unauthorized' },
  blocked: { code: 403, description: 'Forbidden: bot was blocked by the user' },
  unknown_address: { code: 400, description: 'Bad Request: chat not found' },
  rejected: { code: 400, description: 'Bad Request: message is too long' },
}

type Fields = Record<string, unknown>

/** The Bot API at `/bot<token>/<method>` and its files at `/file/bot<token>/<path>`. */
export function telegram(stage: Stage): Vendor {
  const app = new Hono()
  app.get('/file/:bot/:folder/:id', (c) => {
    const kept = stage.kept(c.req.param('id'))
    if (!kept) return c.json({ ok: false, error_code: 404, description: 'Not Found' } satisfies ApiError, 404)
    return c.body(Uint8Array.from(kept.bytes), 200, { 'content-type': 'application/octet-stream' })
  })
  app.on(['GET', 'POST'], '/:bot/:method', (c) => call(stage, c))
  return {
    name: 'telegram',
    apps: { telegram: app },
    webhooks: (account, said) =>
      updatesOf(stage, account, said).map(
        (update): WebhookRequest => ({
          method: 'POST',
          query: {},
          headers: {
            'content-type': 'application/json',
            ...(account.secretToken !== undefined && { 'x-telegram-bot-api-secret-token': account.secretToken }),
          },
          body: JSON.stringify(update),
        }),
      ),
    // "In case of an unsuccessful request … we will repeat the request and give up after a reasonable amount of attempts."
    retriesS: [1, 2, 5, 10, 30, 60],
    timeoutMs: 60_000,
  }
}

async function call(stage: Stage, c: Context): Promise<Response> {
  const bot = c.req.param('bot') ?? ''
  const method = c.req.param('method') ?? ''
  const token = bot.startsWith('bot') ? bot.slice(3) : ''
  const { body, files } = await bodyOf(c.req.raw)
  const fields: Fields = { ...c.req.query(), ...(typeof body === 'object' && body) }
  const to = fields.chat_id === undefined ? null : String(fields.chat_id)
  const { mode, retryAfterS } = await stage.mood(token, to)
  const answer = await answerTo(stage, { token, method, fields, files, mode, retryAfterS })
  const { code, result } = answer
  stage.record({
    vendor: 'telegram',
    for: token,
    method: c.req.method,
    host: 'telegram',
    path: `/bot/${method}`,
    to,
    body,
    headers: {},
    status: code ?? 200,
    id: result && typeof result === 'object' && 'message_id' in result ? String(result.message_id) : null,
  })
  if (mode === 'lost') return broken()
  if (code === undefined) return c.json({ ok: true, result })
  const { description = '', parameters } = answer
  return Response.json(
    { ok: false, error_code: code, description, ...(parameters && { parameters }) } satisfies ApiError,
    { status: code },
  )
}

interface Answer {
  result?: unknown
  code?: number
  description?: string
  parameters?: ApiError['parameters']
}

interface Asked {
  token: string
  method: string
  fields: Fields
  files: ReadonlyMap<string, File>
  mode: Mode
  retryAfterS: number
}

const refused = (description: string, code = 400): Answer => ({ code, description })
const jsonOf = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

async function answerTo(stage: Stage, { token, method, fields, files, mode, retryAfterS }: Asked): Promise<Answer> {
  if (!/^\d+:[\w-]{20,}$/.test(token)) return refused('Not Found', 404)
  if (mode === 'rate_limited') {
    const description = `Too Many Requests: retry after ${retryAfterS}`
    return { code: 429, description, parameters: { retry_after: retryAfterS } }
  }
  const refusal = REFUSALS[mode]
  if (refusal) return refusal
  const me = botOf(token)
  if (method === 'getMe') return { result: me }
  if (method === 'getFile') return fileOf(stage, String(fields.file_id ?? ''))
  if (method === 'setWebhook' || method === 'answerCallbackQuery') return { result: true }
  if (fields.chat_id === undefined) return refused('Bad Request: chat_id is empty')
  if (!/^-?\d+$/.test(String(fields.chat_id))) return refused('Bad Request: chat not found')
  if (method === 'sendChatAction') return { result: true }
  const markup = fields.reply_markup === undefined ? null : wrongMarkup(jsonOf(fields.reply_markup))
  if (markup) return markup
  const sent = {
    message_id: randomInt(1, 2 ** 31),
    date: Math.floor(Date.now() / 1_000),
    chat: { id: Number(fields.chat_id), type: 'private', first_name: 'Somebody' },
    from: me,
  } as const
  switch (method) {
    case 'sendMessage': {
      const text = String(fields.text ?? '')
      if (text.trim() === '') return refused('Bad Request: message text is empty')
      if (text.length > 4_096) return refused('Bad Request: message is too long')
      return { result: { ...sent, text } satisfies Message.TextMessage }
    }
    case 'sendPhoto':
    case 'sendDocument':
    case 'sendVideo':
    case 'sendVoice':
    case 'sendAudio': {
      const field = method.slice('send'.length).toLowerCase()
      const file = files.get(field)
      if (!file) return refused(`Bad Request: there is no ${field} in the request`)
      if (file.size === 0) return refused('Bad Request: file must be non-empty')
      if (String(fields.caption ?? '').length > 1_024) return refused('Bad Request: message caption is too long')
      const limit = field === 'photo' ? 10 : 50
      if (file.size > limit * 1024 * 1024) return refused('Request Entity Too Large', 413)
      const id = stage.keep({ bytes: await file.bytes(), type: file.type, name: file.name })
      return { result: { ...sent, [field]: { file_id: id, file_unique_id: id.slice(0, 12), file_size: file.size } } }
    }
    case 'sendLocation':
    case 'sendVenue':
      return Number.isNaN(Number(fields.latitude)) || Number.isNaN(Number(fields.longitude))
        ? refused("Bad Request: location can't be empty")
        : { result: { ...sent, location: { latitude: Number(fields.latitude), longitude: Number(fields.longitude) } } }
    default:
      return refused('Not Found', 404)
  }
}

/** Buttons as the API takes them. */
function wrongMarkup(markup: unknown): Answer | null {
  const { inline_keyboard: rows = [] } = markup as { inline_keyboard?: { text?: string; callback_data?: string }[][] }
  for (const { text, callback_data: data } of rows.flat()) {
    if (!text) return refused('Bad Request: text buttons are unallowed in the inline keyboard')
    if (data !== undefined && Buffer.byteLength(data) > 64) return refused('Bad Request: BUTTON_DATA_INVALID')
  }
  return null
}

function fileOf(stage: Stage, id: string): Answer {
  const kept = stage.kept(id)
  if (!kept) return refused('Bad Request: wrong file_id or the file is temporarily unavailable')
  // "For the moment, bots can download files of up to 20MB in size."
  if (kept.bytes.byteLength > 20 * 1024 * 1024) return refused('Bad Request: file is too big')
  const file = { file_id: id, file_unique_id: id.slice(0, 12), file_size: kept.bytes.byteLength }
  return { result: { ...file, file_path: `documents/${id}` } }
}

const botOf = (token: string) => ({
  id: Number(token.split(':')[0]),
  is_bot: true as const,
  first_name: 'Shop',
  username: 'shop_bot',
})

/** `id` of a message is that of its update, which is what comes again. */
function updatesOf(stage: Stage, account: AccountOf, said: Said[]): Update[] {
  return said.map((each) => {
    if ('raw' in each) return each.raw as Update
    const updateId = isMessage(each) && each.id !== undefined ? Number(each.id) : randomInt(1, 2 ** 31)
    if (!isMessage(each)) {
      if (!('standing' in each)) throw new Error('Telegram tells bots neither receipts nor typing')
      return standingOf(account, each, updateId)
    }
    return messageUpdate(stage, account, each, updateId)
  })
}

const personOf = ({ from, name, language }: Pick<SaidMessage, 'from' | 'name' | 'language'>) =>
  ({
    id: Number(from),
    is_bot: false,
    first_name: name ?? 'Somebody',
    ...(language !== undefined && { language_code: language }),
  }) satisfies User

function standingOf(
  account: AccountOf,
  said: { from: string; standing: 'blocked' | 'open' },
  updateId: number,
): Update {
  const from = personOf(said)
  const user = botOf(account.botToken ?? '1:')
  const member = { status: 'member', user } as const
  const kicked = { status: 'kicked', user, until_date: 0 } as const
  const isBlocked = said.standing === 'blocked'
  const change = {
    chat: { id: from.id, type: 'private', first_name: from.first_name },
    from,
    date: Math.floor(Date.now() / 1_000),
    old_chat_member: isBlocked ? member : kicked,
    new_chat_member: isBlocked ? kicked : member,
  }
  return { update_id: updateId, my_chat_member: change } as Update
}

function messageUpdate(stage: Stage, account: AccountOf, said: SaidMessage, updateId: number): Update {
  const from = personOf(said)
  const base = {
    message_id: randomInt(1, 2 ** 31),
    from,
    chat: { id: from.id, type: 'private', first_name: from.first_name },
    date: Math.floor((said.at ?? Date.now()) / 1_000),
  }
  if (said.tap !== undefined) {
    // The button's data is what it was sent with; a test that wants another says it `raw`.
    const message = { ...base, from: botOf(account.botToken ?? '1:'), text: 'Which one?' }
    const query = { id: String(updateId), from, message, chat_instance: '1', data: said.tap }
    return { update_id: updateId, callback_query: query } as Update
  }
  const text = said.code === undefined ? said.text : `/start ${said.code}`
  const message: Fields = { ...base }
  if (said.media) {
    const kept = keptOf(said.media)
    const id = stage.keep(kept)
    const file = { file_id: id, file_unique_id: id.slice(0, 12), file_size: kept.bytes.byteLength }
    const named = { ...file, mime_type: said.media.type, ...(kept.name !== undefined && { file_name: kept.name }) }
    if (text !== undefined) message.caption = text
    if (said.media.kind === 'image') message.photo = [{ ...file, width: 90, height: 60 }]
    else if (said.media.kind === 'voice') message.voice = { ...named, duration: 3 }
    else if (said.media.kind === 'video') message.video = { ...named, duration: 3, width: 320, height: 240 }
    else if (said.media.kind === 'sticker') message.sticker = { ...file, width: 512, height: 512, type: 'regular' }
    else message.document = named
  } else if (text !== undefined) {
    message.text = text
    if (said.code !== undefined) message.entities = [{ type: 'bot_command', offset: 0, length: 6 }]
  }
  if (said.place) {
    const { name, ...location } = said.place
    message.location = location
    if (name !== undefined) message.venue = { location, title: name, address: '' }
  }
  return { update_id: updateId, message } as unknown as Update
}
