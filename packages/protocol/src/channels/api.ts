import { z } from 'zod'
import { locale } from '../locale.ts'
import { option } from '../reply.ts'
import { attachment, DELIVERY_STATES, deliveryReason, place, templateUse } from './channel.ts'

/**
 * The channel for anything else: what is posted both ways, signed by Standard Webhooks. `docs/guides/channels.md` has it with
 * examples.
 */

const address = z.string().regex(/^[^\p{C}]{1,200}$/u)
const sender = z.object({ address, name: z.string().trim().min(1).max(80).optional(), locale: locale.optional() })
const mediaUrl = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\//)

/** A customer says something. One of `text`, `option`, `code`, `location` or `media` is there. */
const apiMessage = z.object({
  type: z.literal('message'),
  /** Your own id of it. The same is taken once, however often it is posted. */
  id: z.string().min(1).max(500),
  from: sender,
  text: z.string().trim().max(100_000).optional(),
  /** The `text` of an option they chose. */
  option: z.string().min(1).max(1_000).optional(),
  /** Fetched from the origin messages are posted to, and from nowhere else. */
  media: z
    .array(z.object({ kind: attachment.shape.kind, url: mediaUrl, name: z.string().max(200).optional() }))
    .max(10)
    .optional(),
  location: place.optional(),
  /** A code that connects them with a chat on the web, from a link or a picture. */
  code: z.string().min(1).max(64).optional(),
})

const apiTyping = z.object({ type: z.literal('typing'), from: sender })

/** What became of something posted to you: by its ids, or of everything up to a moment. */
const apiReceipt = z.object({
  type: z.literal('receipt'),
  from: sender,
  ids: z.array(z.string().min(1).max(500)).min(1).max(100).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  state: z.enum(DELIVERY_STATES).exclude(['held']),
  reason: deliveryReason.optional(),
})

/** They want no messages any more, or want them again. */
const apiStanding = z.object({ type: z.literal('standing'), from: sender, standing: z.enum(['open', 'blocked']) })

/** What is posted to us. */
export const apiInbound = z.discriminatedUnion('type', [
  apiMessage.refine((each) => each.text || each.option || each.code || each.location || each.media?.length, {
    message: 'one of text, option, code, location or media',
  }),
  apiTyping,
  apiReceipt.refine((each) => (each.ids === undefined) !== (each.until === undefined), {
    message: 'either ids or until',
  }),
  apiStanding,
])
export type ApiInbound = z.infer<typeof apiInbound>

/** What is posted to you. */
export const apiOutgoing = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    /** The same for the same message, however often it is posted. */
    id: z.uuid(),
    to: address,
    text: z.string(),
    by: z.object({ role: z.enum(['bot', 'agent']), name: z.string().nullable() }),
    locale,
    /** Answers that can be chosen; choosing one is posted as `option`. */
    options: z.array(option),
    /** `url` is good for an hour. */
    files: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number().int(), url: z.string() })),
    location: place.optional(),
    /** Approved words to send in place of `text`. */
    template: templateUse.optional(),
  }),
  /** The business types, or has read. Best not kept. */
  z.object({ type: z.enum(['typing', 'read']), to: address }),
])
export type ApiOutgoing = z.infer<typeof apiOutgoing>

/** What you may answer: your own id of it, by which receipts name it, or why it is refused. */
export const apiAnswer = z.object({
  id: z.string().min(1).max(500).optional(),
  reason: deliveryReason.optional(),
  detail: z.string().max(500).optional(),
})
export type ApiAnswer = z.infer<typeof apiAnswer>
