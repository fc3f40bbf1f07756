import type { Attachment, DeliveryReason, Place } from '@baton/protocol'
import { z } from 'zod'
import { parseJson } from '../durable/parse-json.ts'
import type { Inbound } from './channel.ts'
import { placeOf, timeOf, wellFormed } from './reading.ts'
import { vendorId } from './vendor-id.ts'
import { saidBy } from './wechat-words.ts'

/** How long the welcome of somebody who comes in may take. */
const WELCOME_MS = 20_000

/** Halves of a letter, which JSON may hold, are not kept. */
const said = z.string().transform(wellFormed)
const id = z.string().min(1).max(256)
const kfMessage = z.object({
  msgid: id,
  send_time: z.number().int(),
  /** 3: the customer's. 4: an event. 5: of somebody who answers in WeCom itself. */
  origin: z.number(),
  open_kfid: said.optional(),
  external_userid: said.optional(),
  msgtype: said,
  text: z.object({ content: said, menu_id: said.optional() }).optional(),
  image: z.object({ media_id: id }).optional(),
  voice: z.object({ media_id: id }).optional(),
  video: z.object({ media_id: id }).optional(),
  file: z.object({ media_id: id }).optional(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: said.optional(),
      address: said.optional(),
    })
    .optional(),
  link: z.object({ title: said.optional(), desc: said.optional(), url: said.optional() }).optional(),
  event: z
    .object({
      event_type: said,
      open_kfid: said.optional(),
      external_userid: said.optional(),
      scene_param: said.optional(),
      welcome_code: said.optional(),
      fail_msgid: said.optional(),
      fail_type: z.number().optional(),
    })
    .optional(),
})
type KfMessage = z.infer<typeof kfMessage>

/** What was fetched at once. What is from before `since` is left out. */
const page = z.object({ since: z.number(), messages: z.array(z.unknown()) })

export const pageText = (since: number, messages: unknown): string =>
  JSON.stringify({ since, messages: messages ?? [] })

export function heardOf(payload: string, openKfId: string): Inbound[] {
  const { since, messages } = page.safeParse(parseJson(payload)).data ?? { since: 0, messages: [] }
  return messages.flatMap((raw) => {
    const message = kfMessage.safeParse(raw)
    if (!message.success || message.data.send_time * 1_000 < since) return []
    return message.data.origin === 4 ? eventOf(message.data, openKfId) : messageOf(message.data, openKfId)
  })
}

function whenOf({ send_time: seconds }: Pick<KfMessage, 'send_time'>): { at?: number } {
  const at = timeOf(seconds, 1_000)
  return at === undefined ? {} : { at }
}

function messageOf(message: KfMessage, openKfId: string): Inbound[] {
  const { external_userid: address, origin, text, location, link } = message
  if (origin !== 3 || !address || message.open_kfid !== openKfId) return []
  const said = (words: string, more: { kind?: Attachment['kind']; ref?: string; place?: Place } = {}): Inbound[] => [
    {
      kind: 'message',
      id: vendorId(message.msgid),
      from: { address },
      text: words,
      media: more.kind && more.ref !== undefined ? [{ kind: more.kind, ref: more.ref }] : [],
      ...whenOf(message),
      ...(more.place && { place: more.place }),
    },
  ]
  switch (message.msgtype) {
    case 'text':
      return text ? said(saidBy(text.menu_id, text.content)) : []
    case 'image':
    case 'voice':
    case 'video':
    case 'file': {
      const kind = message.msgtype
      const ref = message[kind]?.media_id
      return ref === undefined ? [] : said('', { kind, ref })
    }
    case 'location': {
      const place = location && placeOf(location.latitude, location.longitude, location.name || location.address)
      return place ? said('', { place }) : []
    }
    case 'link':
      return link ? said([link.title, link.desc, link.url].filter((line) => line).join('\n')) : []
    default:
      return []
  }
}

function eventOf({ msgid, send_time: seconds, event }: KfMessage, openKfId: string): Inbound[] {
  const address = event?.external_userid
  if (!event || !address || event.open_kfid !== openKfId) return []
  const { event_type: type, scene_param: code, welcome_code: welcome, fail_msgid: failed, fail_type: why = 0 } = event
  const from = { address }
  const when = whenOf({ send_time: seconds })
  if (type === 'msg_send_fail' && failed) {
    return [{ kind: 'receipt', from, of: { ids: [failed] }, state: 'failed', reason: FAILURES[why] ?? 'rejected' }]
  }
  if (type !== 'enter_session' || !code || !/^[\w-]{1,128}$/.test(code)) return []
  const replyWith = welcome ? { token: welcome, until: seconds * 1_000 + WELCOME_MS } : null
  return [
    { kind: 'message', id: vendorId(msgid), from, text: '', media: [], ...when, code, ...(replyWith && { replyWith }) },
  ]
}

/** What becomes of a message after it was accepted: https://developer.work.weixin.qq.com/document/path/94670 */
const FAILURES: Partial<Record<number, DeliveryReason>> = {
  1: 'account_gone',
  2: 'account_gone',
  4: 'window_closed',
  5: 'window_closed',
  6: 'quota_spent',
  10: 'blocked',
}
