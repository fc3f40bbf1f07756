import { CHANNELS } from '@baton/protocol'

import type { Account, Channel, Inbound, Outgoing, OutgoingFile, Part, Sent, To, Tools } from './channel.ts'
import { bytesOfBase64, isSignedBy } from './proof.ts'
import { type Fields, fieldsOf, idOf, listOf, parsed, placeOf, textOf, timeOf } from './reading.ts'
import { type Answer, asked, LATER, saying, tooMuch } from './sending.ts'
import { vendorId } from './vendor-id.ts'
import { asWords, coordinatesOf, offered, pieces } from './words.ts'

/** Limits of https://developers.line.biz/en/reference/messaging-api/. */
const MESSAGES = 5
const CHOICES = 13
const LABEL_CHARS = 20
const CHOICE_CHARS = 300
const PLACE_CHARS = 100
/** A picture is fetched twice, once as its own preview, which may not be larger. */
const PREVIEW_BYTES = 1024 * 1024
const PICTURES = ['image/png', 'image/jpeg']
/** A reply token is good for a minute; the way there and back is part of it. */
const REPLY_MS = 50_000
const LOADING_SECONDS = 20

/** A message object as LINE takes it, or a file that becomes one when its address is made. */
type Message = Fields | { file: OutgoingFile }
interface Data {
  messages: Message[]
  quickReply: Fields | null
}

export const line: Channel<'line'> = {
  kind: 'line',
  maxBytes: 256 * 1024,
  verify: async ({ method, headers, body }, { secrets }) => {
    const signature = bytesOfBase64(headers.get('x-line-signature') ?? '')
    if (method !== 'POST' || !(await isSignedBy(body, signature, secrets.channelSecret))) return { as: 'refused' }
    // The console's "Verify" button comes with no events at all, which is a payload like any other.
    return { as: 'payload', payload: new TextDecoder().decode(body) }
  },
  normalise: (payload) => listOf(parsed(payload).events).flatMap(heardIn),
  parts,
  send,
  media: async (ref, account, tools) => {
    if (!/^\d{1,32}$/.test(ref)) return new Response(null, { status: 404 })
    const found = await tools.fetch('line-data', `/v2/bot/message/${ref}/content`, { headers: bearer(account) })
    // A long video is being prepared.
    return found.status === 202 ? new Response(null, { status: 503, headers: { 'retry-after': '5' } }) : found
  },
  typingMs: LOADING_SECONDS * 1_000,
  signal: async (what, { address, readWith }, account, tools) => {
    if (what === 'typing')
      await call(account, tools, '/v2/bot/chat/loading/start', { chatId: address, loadingSeconds: LOADING_SECONDS })
    else if (readWith !== undefined)
      await call(account, tools, '/v2/bot/chat/markAsRead', { markAsReadToken: readWith })
  },
  link: (code, { settings }) =>
    `https://line.me/R/oaMessage/${encodeURIComponent(settings.basicId)}/?${encodeURIComponent(code)}`,
}

function heardIn(event: Fields): Inbound[] {
  const { type: source, userId } = fieldsOf(event.source)
  const address = textOf(userId)
  // A group is nobody's; and on standby somebody else answers.
  if (source !== 'user' || address === undefined || event.mode === 'standby') return []
  const from = { address }
  const at = timeOf(event.timestamp)
  const when = at === undefined ? {} : { at }
  if (event.type === 'unfollow') return [{ kind: 'standing', from, standing: 'blocked', ...when }]
  if (event.type === 'follow') return [{ kind: 'standing', from, standing: 'open', ...when, ...replyOf(event) }]
  const id = textOf(event.webhookEventId)
  return event.type === 'message' && id !== undefined ? said(event, vendorId(id), from, when) : []
}

const MEDIA = { image: 'image', video: 'video', audio: 'voice', file: 'file', sticker: 'sticker' } as const
const isMedia = (type: unknown): type is keyof typeof MEDIA => typeof type === 'string' && Object.hasOwn(MEDIA, type)

function said(event: Fields, id: string, from: { address: string }, when: { at?: number }): Inbound[] {
  const message = fieldsOf(event.message)
  const { type, title, address, latitude, longitude, fileName } = message
  const ref = idOf(message.id)
  const text = type === 'text' ? (textOf(message.text) ?? '') : ''
  const place = type === 'location' ? placeOf(latitude, longitude, title ?? address) : undefined
  // What an app of somebody else's brought is not LINE's to give.
  const isTheirs = (fieldsOf(message.contentProvider).type ?? 'line') === 'line'
  const name = textOf(fileName)
  const readWith = textOf(message.markAsReadToken)
  const media =
    isMedia(type) && ref !== undefined && isTheirs
      ? // A sticker is LINE's own picture and cannot be fetched: that there was one is all there is to tell.
        [{ kind: MEDIA[type], ref: type === 'sticker' ? 'sticker' : ref, ...(name !== undefined && { name }) }]
      : []
  if (text === '' && media.length === 0 && !place) return []
  return [
    {
      kind: 'message',
      id,
      from,
      text,
      media,
      ...when,
      ...(place && { place }),
      ...(readWith !== undefined && { readWith }),
      ...replyOf(event),
    },
  ]
}

function replyOf({ replyToken, timestamp }: Fields): { replyWith?: { token: string; until: number } } {
  const token = textOf(replyToken)
  return token === undefined ? {} : { replyWith: { token, until: (timeOf(timestamp) ?? 0) + REPLY_MS } }
}

function parts(outgoing: Outgoing): Part[] {
  const choices = offered(outgoing.options)
  const isBare = outgoing.text.trim() === '' && outgoing.files.length === 0 && !outgoing.place
  const fits =
    !isBare &&
    choices.length <= CHOICES &&
    choices.every(({ label, text }) => label.length <= LABEL_CHARS && text.length <= CHOICE_CHARS)
  const text = fits ? outgoing.text : asWords(outgoing.text, choices)
  const messages: Message[] = pieces(text, CHANNELS.line.textChars).map((each) => ({ type: 'text', text: each }))
  if (outgoing.place) {
    const { name, latitude, longitude } = outgoing.place
    const where = coordinatesOf(outgoing.place)
    messages.push({
      type: 'location',
      title: (name ?? where).slice(0, PLACE_CHARS),
      address: where,
      latitude,
      longitude,
    })
  }
  for (const file of outgoing.files) messages.push({ file })
  const items = choices.map(({ label, text: choice }) => ({
    type: 'action',
    action: { type: 'message', label, text: choice },
  }))
  const quickReply = fits && items.length > 0 ? { items } : null
  // Several messages of one request are one for the quota, and stay in order.
  const requests = Array.from({ length: Math.ceil(messages.length / MESSAGES) }, (_, at) =>
    messages.slice(at * MESSAGES, (at + 1) * MESSAGES),
  )
  return requests.map((each, at) => ({
    data: { messages: each, quickReply: at === requests.length - 1 ? quickReply : null } satisfies Data,
  }))
}

async function send(part: Part, to: To, account: Account<'line'>, tools: Tools): Promise<Sent> {
  const { messages: given, quickReply } = part.data as Data
  let messages: Fields[]
  try {
    messages = await Promise.all(given.map((each) => messageOf(each, tools)))
  } catch {
    // The file is gone, or nobody outside can reach us.
    return { as: 'failed', reason: 'unsupported' }
  }
  if (quickReply) messages = messages.map((each, at) => (at === messages.length - 1 ? { ...each, quickReply } : each))
  if (to.replyWith !== undefined) {
    const answer = await call(account, tools, '/v2/bot/message/reply', { replyToken: to.replyWith, messages })
    // Used up, or too late: then it goes the way that counts for the quota.
    if (answer?.status !== 400) return became(answer)
  }
  const headers = { 'x-line-retry-key': to.key }
  return became(await call(account, tools, '/v2/bot/message/push', { to: to.address, messages }, headers))
}

/** LINE takes no files from us; it is told where they are. */
async function messageOf(message: Message, tools: Tools): Promise<Fields> {
  if (!isOurFile(message)) return message
  const { file } = message
  const url = await tools.fileUrl(file)
  return PICTURES.includes(file.type) && file.bytes <= PREVIEW_BYTES
    ? { type: 'image', originalContentUrl: url, previewImageUrl: url }
    : { type: 'text', text: `${file.name}\n${url}` }
}

const isOurFile = (message: Message): message is { file: OutgoingFile } => 'file' in message

const bearer = ({ secrets }: Account<'line'>) => ({ authorization: `Bearer ${secrets.accessToken[0]}` })

const call = (
  account: Account<'line'>,
  tools: Tools,
  path: string,
  body: Fields,
  headers: Record<string, string> = {},
): Promise<Answer | null> =>
  asked(
    tools.fetch('line', path, {
      method: 'POST',
      headers: { ...bearer(account), ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )

function became(answer: Answer | null): Sent {
  if (!answer || answer.status >= 500) return LATER
  const { status, body, headers } = answer
  // 409: it has been accepted before, under the same key.
  if (status === 200 || status === 409) return { as: 'sent', id: null }
  const said = textOf(body.message)
  const details = listOf(body.details).map((each) => textOf(each.message))
  const text = saying([said, ...details].filter((each) => each !== undefined).join(' · ') || undefined)
  if (status === 429) {
    return /monthly limit/i.test(said ?? '')
      ? { as: 'failed', reason: 'quota_spent', ...text }
      : tooMuch(headers.get('retry-after'))
  }
  if (status === 401 || status === 403) return { as: 'failed', reason: 'credentials', ...text }
  const isNobody = status === 400 && /'to'/.test(said ?? '')
  return { as: 'failed', reason: isNobody ? 'unknown_address' : 'rejected', ...text }
}
