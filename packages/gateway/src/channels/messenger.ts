import { CHANNELS, type Place } from '@baton/protocol'
import { readLinkCode } from '../directory/link-code.ts'
import type { Account, Channel, Inbound, Outgoing, Part, Sent, To, Tools } from './channel.ts'
import { becameOfGraph, graph, META_BYTES, verifyMeta } from './meta.ts'
import { type Fields, fieldsOf, idOf, listOf, parsed, placeOf, textOf, timeOf } from './reading.ts'
import { type Answer, formFile } from './sending.ts'
import { vendorId } from './vendor-id.ts'
import { asWords, offered, pieces, placeAsWords } from './words.ts'

/** Limits of https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies. */
const CHOICES = 13
const LABEL_CHARS = 20
const PAYLOAD_CHARS = 1_000

interface Data {
  message: Fields
  /** A person wrote it: then it may be later than a machine's. */
  isHuman: boolean
}

export const messenger: Channel<'messenger'> = {
  kind: 'messenger',
  maxBytes: META_BYTES,
  verify: (knock, { secrets }) => verifyMeta(knock, secrets),
  normalise: (payload, { settings }) => {
    const { object, entry } = parsed(payload)
    if (object !== 'page') return []
    return (
      listOf(entry)
        .filter(({ id }) => idOf(id) === settings.pageId)
        // What is on `standby` somebody else answers.
        .flatMap(({ messaging }) => listOf(messaging))
        .flatMap((event) => heardIn(event, settings.pageId))
    )
  },
  parts,
  send,
  media: async (ref, _account, tools) => {
    try {
      return await tools.fetch('messenger-media', ref)
    } catch (error) {
      // It leads elsewhere.
      if (error instanceof TypeError) return new Response(null, { status: 404 })
      throw error
    }
  },
  typingMs: 20_000,
  signal: async (what, { address }, account, tools) => {
    await call(account, tools, {
      recipient: { id: address },
      sender_action: what === 'typing' ? 'typing_on' : 'mark_seen',
    })
  },
  link: (code, { settings }) => `https://m.me/${encodeURIComponent(settings.pageName)}?ref=${encodeURIComponent(code)}`,
}

function heardIn(event: Fields, pageId: string): Inbound[] {
  const address = idOf(fieldsOf(event.sender).id)
  // What the page itself said, in our words or another's, comes back as an echo.
  if (address === undefined || address === pageId || fieldsOf(event.message).is_echo === true) return []
  const from = { address }
  if (event.delivery !== undefined) return delivered(fieldsOf(event.delivery), from)
  if (event.read !== undefined) return until(fieldsOf(event.read).watermark, from, 'read')
  const at = timeOf(event.timestamp)
  const when = at === undefined ? {} : { at }
  if (event.message !== undefined) return said(fieldsOf(event.message), from, when)
  if (event.postback !== undefined) return chosen(event, from, when)
  return came(event, fieldsOf(event.referral), from, when)
}

type From = { address: string }
/** Nothing where the vendor does not say it. */
type When = { at?: number }

function delivered({ mids, watermark }: Fields, from: From): Inbound[] {
  const ids = Array.isArray(mids) ? mids.flatMap((mid) => textOf(mid) ?? []) : []
  if (ids.length > 0) return [{ kind: 'receipt', from, of: { ids }, state: 'delivered' }]
  return until(watermark, from, 'delivered')
}

const until = (watermark: unknown, from: From, state: 'delivered' | 'read'): Inbound[] =>
  typeof watermark === 'number' && watermark > 0 ? [{ kind: 'receipt', from, of: { until: watermark }, state }] : []

/** A photo of a sticker has the sticker's number; what is shared as a link is in the text. */
const MEDIA = { image: 'image', video: 'video', audio: 'voice', file: 'file' } as const

function said(message: Fields, from: From, when: When): Inbound[] {
  const id = textOf(message.mid)
  if (id === undefined || message.is_deleted === true) return []
  const attachments = listOf(message.attachments)
  const media = attachments.flatMap(({ type, payload }): Extract<Inbound, { kind: 'message' }>['media'] => {
    const { url, sticker_id: sticker } = fieldsOf(payload)
    const ref = textOf(url)
    if (ref === undefined || !Object.hasOwn(MEDIA, textOf(type) ?? '')) return []
    return [{ kind: sticker === undefined ? MEDIA[type as keyof typeof MEDIA] : 'sticker', ref }]
  })
  const place = attachments.map(placeIn).find((each) => each !== undefined)
  // What stands on a quick reply is its label; what it says is what it brings back.
  const text = textOf(fieldsOf(message.quick_reply).payload) ?? textOf(message.text) ?? ''
  const code = readLinkCode(textOf(fieldsOf(message.referral).ref) ?? '')
  if (text === '' && media.length === 0 && !place) return []
  return [
    {
      kind: 'message',
      id: vendorId(id),
      from,
      text,
      media: media.slice(0, 10),
      ...when,
      ...(place && { place }),
      ...(code !== null && { code }),
    },
  ]
}

function placeIn({ type, title, payload }: Fields): Place | undefined {
  const { lat, long } = fieldsOf(fieldsOf(payload).coordinates)
  return type === 'location' ? placeOf(lat, long, title) : undefined
}

/** A button of the page's menu, or the one that begins: what stands on it was said, unless it only opened the conversation. */
function chosen(event: Fields, from: From, when: When): Inbound[] {
  const postback = fieldsOf(event.postback)
  const referral = fieldsOf(postback.referral)
  if (readLinkCode(textOf(referral.ref) ?? '') !== null) return came(event, referral, from, when)
  const text = textOf(postback.title)
  const id = textOf(postback.mid) ?? idOf(event.timestamp)
  if (text === undefined || id === undefined) return []
  return [{ kind: 'message', id: vendorId(id), from, text, media: [], ...when }]
}

/** Somebody opened the conversation by a link. That has no id of its own. */
function came(event: Fields, { ref }: Fields, from: From, when: When): Inbound[] {
  const code = readLinkCode(textOf(ref) ?? '')
  const at = idOf(event.timestamp)
  // A link of an advertisement has something else there.
  if (code === null || at === undefined) return []
  return [{ kind: 'message', id: vendorId(`ref-${from.address}-${at}`), from, text: '', media: [], code, ...when }]
}

function parts({ text, options, files, place, by }: Outgoing): Part[] {
  const choices = offered(options)
  const words = place ? [text, placeAsWords(place)].filter((each) => each !== '').join('\n\n') : text
  const fits =
    words !== '' &&
    choices.length <= CHOICES &&
    choices.every((each) => each.label.length <= LABEL_CHARS && each.text.length <= PAYLOAD_CHARS)
  const said = pieces(fits ? words : asWords(words, choices), CHANNELS.messenger.textChars)
  const isHuman = by.role === 'agent'
  const quickReplies = choices.map((each) => ({ content_type: 'text', title: each.label, payload: each.text }))
  const brought = files.map((file): Part => {
    const type = file.type.startsWith('image/') ? 'image' : 'file'
    return { data: { message: { attachment: { type, payload: {} } }, isHuman } satisfies Data, file }
  })
  const texts = said.map((each, at): Part => {
    const isLast = at === said.length - 1
    const message = { text: each, ...(fits && isLast && choices.length > 0 && { quick_replies: quickReplies }) }
    return { data: { message, isHuman } satisfies Data }
  })
  // Choices vanish with the next message, so what is asked comes last.
  return fits && choices.length > 0 ? [...texts.slice(0, -1), ...brought, ...texts.slice(-1)] : [...texts, ...brought]
}

async function send(part: Part, { address }: To, account: Account<'messenger'>, tools: Tools): Promise<Sent> {
  const { message, isHuman } = part.data as Data
  const given = part.file ? await formFile(part.file, tools) : null
  if (given && !(given instanceof File)) return given
  const said = async (type: Fields): Promise<Sent> => {
    const body = { recipient: { id: address }, message, ...type }
    const answer = await call(account, tools, given ? formOf(body, given) : body)
    return becameOfGraph(answer, ({ message_id: id }) => textOf(id) ?? null)
  }
  const sent = await said({ messaging_type: 'RESPONSE' })
  const isLate = sent.as === 'failed' && sent.reason === 'window_closed'
  // Whether it is late only the vendor knows for sure; a person may answer for seven days.
  return isLate && isHuman ? said({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }) : sent
}

/** What is not a text is JSON within its field. */
function formOf(body: Fields, file: File): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(body))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  form.set('filedata', file)
  return form
}

const call = (
  { settings, secrets }: Account<'messenger'>,
  tools: Tools,
  body: Fields | FormData,
): Promise<Answer | null> => graph(tools, 'messenger', secrets.accessToken[0], `/${settings.pageId}/messages`, body)
