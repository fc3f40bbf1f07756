import { CHANNELS, type Place } from '@baton/protocol'
import { readLinkCode } from '../directory/link-code.ts'
import type { Account, Channel, Inbound, Outgoing, OutgoingFile, Part, Sender, Sent, To, Tools } from './channel.ts'
import { isOneOf } from './proof.ts'
import { type Fields, fieldsOf, idOf, listOf, localeOfTag, parsed, placeOf, textOf, timeOf } from './reading.ts'
import { type Answer, asked, formFile, LATER, saying, tooMuch, unfetched } from './sending.ts'
import { vendorId } from './vendor-id.ts'
import { asWords, coordinatesOf, offered, pieces } from './words.ts'

/** What one call of the Bot API is to say: https://core.telegram.org/bots/api. */
type Call = { method: 'sendMessage'; text: string } | { method: 'sendVenue'; place: Place } | { method: 'file' }

/** The choices go with the last thing said. */
type Data = Call & { choices: string[] }

/** "up to 10 MB" for a photo; what is larger, or moves, is a document. */
const PHOTO_BYTES = 10 * 1024 * 1024
const PHOTOS = ['image/png', 'image/jpeg', 'image/webp']

export const telegram: Channel<'telegram'> = {
  kind: 'telegram',
  maxBytes: 256 * 1024,
  verify: async ({ method, headers, body }, { secrets }) => {
    const token = headers.get('x-telegram-bot-api-secret-token')
    if (method !== 'POST' || !(await isOneOf(token, secrets.secretToken))) return { as: 'refused' }
    return { as: 'payload', payload: new TextDecoder().decode(body) }
  },
  normalise,
  parts,
  send,
  media: async (ref, { secrets }, tools) => {
    const token = secrets.botToken[0]
    const found = await asked(tools.fetch('telegram', `/bot${token}/getFile?file_id=${encodeURIComponent(ref)}`))
    const path = textOf(fieldsOf(found?.body.result).file_path)
    // Of letters, digits and slashes, so that it leads nowhere else.
    if (path === undefined || !/^[\w./-]+$/.test(path) || path.includes('..')) {
      // "For the moment, bots can download files of up to 20MB in size."
      return unfetched(found, /too big/i.test(textOf(found?.body.description) ?? ''))
    }
    return tools.fetch('telegram', `/file/bot${token}/${path}`)
  },
  signal: async (what, { address }, account, tools) => {
    // There is no way to say that something was read.
    if (what === 'typing') await call(account, tools, 'sendChatAction', { chat_id: address, action: 'typing' })
  },
  link: (code, { settings }) => `https://t.me/${settings.botName}?start=${encodeURIComponent(code)}`,
}

function normalise(payload: string): Inbound[] {
  const update = parsed(payload)
  const id = idOf(update.update_id)
  if (id === undefined) return []
  const change = fieldsOf(update.my_chat_member)
  if (update.my_chat_member !== undefined) return standingOf(change)
  return messageOf(id, fieldsOf(update.message))
}

/** In private, where the chat is the person: a group is nobody's. */
const senderOf = ({ chat, from }: Fields): Sender | null => {
  const { id, type } = fieldsOf(chat)
  const person = fieldsOf(from)
  const address = idOf(id)
  if (address === undefined || type !== 'private' || person.is_bot === true) return null
  const name = [textOf(person.first_name), textOf(person.last_name)].filter((each) => each !== undefined).join(' ')
  const locale = localeOfTag(person.language_code)
  return { address, ...(name !== '' && { name }), ...(locale !== undefined && { locale }) }
}

function whenOf({ date }: Fields): { at?: number } {
  const at = timeOf(date, 1_000)
  return at === undefined ? {} : { at }
}

function standingOf(change: Fields): Inbound[] {
  const from = senderOf(change)
  const { status } = fieldsOf(change.new_chat_member)
  if (!from || (status !== 'kicked' && status !== 'member')) return []
  return [{ kind: 'standing', from, standing: status === 'kicked' ? 'blocked' : 'open', ...whenOf(change) }]
}

type Media = Extract<Inbound, { kind: 'message' }>['media']

/** What each kind of message calls what it brings. A sticker, a note and the like have no name. */
const MEDIA = {
  document: 'file',
  audio: 'file',
  voice: 'voice',
  video: 'video',
  video_note: 'video',
  animation: 'video',
  sticker: 'sticker',
} as const

function mediaOf(message: Fields): Media {
  const photo = listOf(message.photo).at(-1)
  const ref = textOf(photo?.file_id)
  if (ref !== undefined) return [{ kind: 'image', ref }]
  for (const [field, kind] of Object.entries(MEDIA)) {
    // A video without sound comes as a document, too.
    if (field === 'document' && message.animation !== undefined) continue
    const { file_id: id, file_name: called } = fieldsOf(message[field])
    const found = textOf(id)
    const name = textOf(called)
    if (found !== undefined) return [{ kind, ref: found, ...(name !== undefined && { name }) }]
  }
  return []
}

function messageOf(id: string, message: Fields): Inbound[] {
  const from = senderOf(message)
  if (!from) return []
  const place = placeIn(message)
  const text = textOf(message.text) ?? textOf(message.caption) ?? contactIn(message) ?? ''
  const start = /^\/start(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*$/.exec(text)
  const code = readLinkCode(start?.[1] ?? '')
  const media = mediaOf(message)
  // Everybody sends this who opens a bot, some by a link of an advertisement; it says nothing.
  if (start && code === null) return [{ kind: 'standing', from, standing: 'open', ...whenOf(message) }]
  if (text === '' && media.length === 0 && !place) return []
  return [
    {
      kind: 'message',
      id: vendorId(id),
      from,
      text: start ? '' : text,
      media,
      ...whenOf(message),
      ...(place && { place }),
      ...(code !== null && { code }),
    },
  ]
}

function placeIn(message: Fields): Place | undefined {
  const venue = fieldsOf(message.venue)
  const { latitude, longitude } = fieldsOf(message.location ?? venue.location)
  return placeOf(latitude, longitude, venue.title)
}

/** Somebody's card, as words. */
function contactIn({ contact }: Fields): string | undefined {
  const { first_name: first, last_name: last, phone_number: phone } = fieldsOf(contact)
  return textOf([first, last, phone].flatMap((each) => textOf(each) ?? []).join(' '))
}

function parts(outgoing: Outgoing): Part[] {
  // A keyboard sends what stands on its buttons, so it says what would be said.
  const choices = offered(outgoing.options).map(({ text }) => text)
  const isBare = outgoing.text.trim() === '' && outgoing.files.length === 0 && !outgoing.place
  const text = isBare ? asWords('', offered(outgoing.options)) : outgoing.text
  const calls: { call: Call; file?: OutgoingFile }[] = pieces(text, CHANNELS.telegram.textChars).map((each) => ({
    call: { method: 'sendMessage', text: each },
  }))
  if (outgoing.place) calls.push({ call: { method: 'sendVenue', place: outgoing.place } })
  for (const file of outgoing.files) calls.push({ call: { method: 'file' }, file })
  return calls.map(({ call: each, file }, index) => ({
    data: { ...each, choices: index === calls.length - 1 ? choices : [] } satisfies Data,
    ...(file && { file }),
  }))
}

/** Buttons in place of the keyboard, one below the other. Without any, those of an earlier message go. */
const keyboardOf = (choices: string[]): unknown =>
  choices.length === 0
    ? { remove_keyboard: true }
    : { keyboard: choices.map((text) => [{ text }]), resize_keyboard: true, one_time_keyboard: true }

async function send(part: Part, { address }: To, account: Account<'telegram'>, tools: Tools): Promise<Sent> {
  const data = part.data as Data
  const common = { chat_id: address, reply_markup: keyboardOf(data.choices) }
  if (data.method === 'sendMessage') {
    // Nothing that is written is a command to the vendor, and no page behind a link is looked at.
    const options = { link_preview_options: { is_disabled: true } }
    return became(await call(account, tools, 'sendMessage', { ...common, text: data.text, ...options }))
  }
  if (data.method === 'sendVenue') {
    const { latitude, longitude, name } = data.place
    const where = coordinatesOf(data.place)
    return became(
      await call(account, tools, 'sendVenue', { ...common, latitude, longitude, title: name ?? where, address: where }),
    )
  }
  return part.file ? sendFile(part.file, common, account, tools) : { as: 'failed', reason: 'unsupported' }
}

async function sendFile(
  file: OutgoingFile,
  { chat_id: to, reply_markup: markup }: { chat_id: string; reply_markup: unknown },
  account: Account<'telegram'>,
  tools: Tools,
): Promise<Sent> {
  const isPhoto = PHOTOS.includes(file.type) && file.bytes <= PHOTO_BYTES
  const given = await formFile(file, tools)
  if (!(given instanceof File)) return given
  const form = new FormData()
  form.set('chat_id', to)
  form.set('reply_markup', JSON.stringify(markup))
  form.set(isPhoto ? 'photo' : 'document', given)
  const path = `/bot${account.secrets.botToken[0]}/${isPhoto ? 'sendPhoto' : 'sendDocument'}`
  return became(await asked(tools.fetch('telegram', path, { method: 'POST', body: form })))
}

const call = (account: Account<'telegram'>, tools: Tools, method: string, fields: Fields): Promise<Answer | null> =>
  asked(
    tools.fetch('telegram', `/bot${account.secrets.botToken[0]}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    }),
  )

/** What an answer means. Telegram says it in words, which have stayed the same for years; there are no finer codes. */
function became(answer: Answer | null): Sent {
  if (!answer || answer.status >= 500) return LATER
  const { status, body } = answer
  // It tells bots nothing of what becomes of a message.
  if (body.ok === true) return { as: 'sent', id: null }
  if (status === 429) return tooMuch(fieldsOf(body.parameters).retry_after)
  const said = textOf(body.description)
  // A token that is no token is not found.
  if (status === 401 || status === 404) return { as: 'failed', reason: 'credentials', ...saying(said) }
  if (status === 403) return { as: 'failed', reason: 'blocked', ...saying(said) }
  const isNobody = /chat not found|user not found|PEER_ID_INVALID|chat_id is empty/i.test(said ?? '')
  return { as: 'failed', reason: isNobody ? 'unknown_address' : 'rejected', ...saying(said) }
}
