import { z } from 'zod'
import { instant, slug } from '../ids.ts'
import { CHANNEL_KINDS } from './kinds.ts'

export const channelKind = z.enum(CHANNEL_KINDS)

/** Names an account of a channel, e.g. one WhatsApp number; given out by the gateway and part of its callback address. */
export const accountId = z.string().regex(/^ch_[A-Za-z0-9_-]{16,64}$/)

/**
 * A way to a customer: their address on one account, by a mark that tells nothing of the address. The same address has the
 * same mark in every session of the workspace.
 */
export const routeId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

/** Where a message came from that did not come by the widget. */
export const via = z.object({ channel: channelKind, route: routeId })
export type Via = z.infer<typeof via>

/** A way to the customer, and what its channel still allows. */
export const route = z.object({
  id: routeId,
  channel: channelKind,
  account: accountId,
  /** `blocked`: the customer closed it. */
  standing: z.enum(['open', 'blocked']),
  /** When the customer spoke here last; null when they never did. */
  heardAt: instant.nullable(),
  /** Messages sent since. */
  spent: z.number().int().nonnegative(),
})
export type Route = z.infer<typeof route>

/** Something a channel brings besides words. It is fetched after the message is stored. */
export const attachment = z.object({ kind: z.enum(['image', 'file', 'voice', 'video', 'sticker']) })
export type Attachment = z.infer<typeof attachment>

/** A place somebody shared. Degrees. */
export const place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().max(200).optional(),
})
export type Place = z.infer<typeof place>

/**
 * How far a message has come on a channel. `held`: it waits until the vendor allows it, which is when the customer writes.
 * States go forward only; one that has `failed` may be tried again.
 */
export const DELIVERY_STATES = ['held', 'failed', 'sent', 'delivered', 'read'] as const
export const deliveryState = z.enum(DELIVERY_STATES)
export type DeliveryState = z.infer<typeof deliveryState>

/** Why it waits or has failed, in a word the desk has a sentence for. */
export const deliveryReason = z.enum([
  'window_closed',
  'quota_spent',
  'blocked',
  'unknown_address',
  'unsupported',
  'template_refused',
  'rejected',
  'credentials',
  'account_gone',
  /** The vendor did not answer for as long as is tried. */
  'gave_up',
])
export type DeliveryReason = z.infer<typeof deliveryReason>

/** Words a vendor has approved for outside the window. `{{1}}` stands for the first value. */
export const template = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  /** As the vendor calls it, e.g. `zh_CN`. */
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/),
  text: z.string().min(1).max(1_024),
})
export type Template = z.infer<typeof template>

/** A template as an agent sends it. */
export const templateUse = z.object({
  name: template.shape.name,
  language: template.shape.language,
  values: z.array(z.string().trim().min(1).max(200)).max(10),
})
export type TemplateUse = z.infer<typeof templateUse>

/** `PUT …/channels/:account`. Secrets that are left out stay; one that is given replaces the old, which is good a day longer. */
export const accountRequest = z.object({
  channel: channelKind,
  name: z.string().trim().min(1).max(80),
  isOn: z.boolean(),
  settings: z.record(slug, z.string().max(1_024)),
  secrets: z.record(slug, z.string().max(1_024)),
  templates: z.array(template).max(50).default([]),
})
export type AccountRequest = z.infer<typeof accountRequest>

/** An account as whoever sets it up sees it. */
export const accountView = accountRequest.omit({ secrets: true }).extend({
  id: accountId,
  /** The address to give to the vendor. */
  callback: z.string(),
  /** Which secrets are there, and until when the one before is good too. */
  secrets: z.record(slug, z.object({ isSet: z.boolean(), previousUntil: instant.nullable() })),
  /** Null: everything needed is there. Else the first thing that is missing; until then nothing comes in and nothing goes out. */
  missing: slug.nullable(),
  /** Null: the vendor answers. Else since when it does not. */
  downSince: instant.nullable(),
  /** When the vendor was last heard. */
  heardAt: instant.nullable(),
})
export type AccountView = z.infer<typeof accountView>

export const accountsResponse = z.object({ accounts: z.array(accountView) })
export type AccountsResponse = z.infer<typeof accountsResponse>

/** What staff know of the accounts there are: how each is called, and what may be sent outside its window. */
export const deskWaysResponse = z.object({
  ways: z.array(accountView.pick({ id: true, channel: true, name: true, templates: true })),
})
export type DeskWaysResponse = z.infer<typeof deskWaysResponse>
export type DeskWay = DeskWaysResponse['ways'][number]

/** `POST …/channels/:account/test`: something goes out to this address now. */
export const testRequest = z.object({ to: z.string().trim().min(1).max(200) })
export type TestRequest = z.infer<typeof testRequest>

/** `text`: what the vendor said of it, where it was refused. */
export const testResponse = z.object({
  ok: z.boolean(),
  reason: deliveryReason.optional(),
  text: z.string().optional(),
})
export type TestResponse = z.infer<typeof testResponse>

/** A message that could not be delivered. Nothing of what it says is here. */
export const undelivered = z.object({
  id: z.string(),
  session: z.string(),
  seq: z.number().int(),
  account: accountId,
  channel: channelKind,
  reason: deliveryReason,
  at: instant,
})
export type Undelivered = z.infer<typeof undelivered>

/** Newest first; `next` goes on. */
export const undeliveredResponse = z.object({ undelivered: z.array(undelivered), next: z.string().nullable() })
export type UndeliveredResponse = z.infer<typeof undeliveredResponse>

/** `POST …/undelivered/replay`: these are tried again, or all there are, a thousand at a time and the oldest first. */
export const replayRequest = z.object({
  ids: z.union([z.literal('all'), z.array(undelivered.shape.id.min(1).max(300)).min(1).max(500)]),
})
export type ReplayRequest = z.infer<typeof replayRequest>

/** How many are on their way again. */
export const replayResponse = z.object({ replayed: z.number().int().nonnegative() })
export type ReplayResponse = z.infer<typeof replayResponse>
