import { z } from 'zod'
import { channelKind } from './channels/channel.ts'
import { deviceSeen } from './device-seen.ts'
import { instant, slug } from './ids.ts'
import { locale, localized } from './locale.ts'
import { mood } from './reading.ts'

/** Whose word counts for more, the least first: what a customer, or their browser, said of themselves, …, what the host site has signed. */
export const PROFILE_SOURCES = ['said', 'channel', 'agent', 'api', 'host_token'] as const
export const profileSource = z.enum(PROFILE_SOURCES)
export type ProfileSource = z.infer<typeof profileSource>

/** The customer as staff see one. What is not verified by the host site's token says so. */
export const profile = z.object({
  id: z.string(),
  /** The customer's id on the host site, from its signed token (`sub`); null when not verified. */
  hostId: z.string().nullable(),
  name: z.string().nullable(),
  verified: z.boolean(),
  locale,
  tier: z.string().nullable(),
  /** What the host site's signed token says besides, e.g. `memberSince`. */
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  tags: z.array(z.string().min(1).max(40)).max(50).optional(),
  /** What they have agreed to, or not, e.g. `marketing`. */
  consent: z.record(slug, z.boolean()).optional(),
  /** As IANA calls it, e.g. `Asia/Shanghai`. */
  timeZone: z.string().max(64).optional(),
  /** What they have come to the page with, in the order in which it was first seen; the last five kinds. */
  devices: z.array(deviceSeen).max(5).optional(),
  /** Who said what, by the field (`tier`, `attributes.memberSince`, `consent.marketing`). One that was taken back is here only. */
  sources: z
    .record(
      z.string(),
      z.object({
        by: profileSource,
        at: instant,
        /** Which channel, when `by` is `channel`. */
        channel: channelKind.optional(),
      }),
    )
    .optional(),
})
export type Profile = z.infer<typeof profile>

/** A recent order as the business API gives it, for the side panel. Amounts are in the smallest unit of `currency`. */
export const order = z.object({
  number: z.string(),
  status: z.string(),
  placedAt: z.string(),
  total: z.object({ amount: z.number().int(), currency: z.string().length(3) }),
  items: z.array(z.object({ title: z.string(), quantity: z.number().int().positive() })),
})
export type Order = z.infer<typeof order>

/** Why a rule fired: the fact it looked at, its value, and the customer's words where there are some. */
export const evidence = z.object({
  fact: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  words: z.array(z.string()),
})
export type Evidence = z.infer<typeof evidence>

export const firing = z.object({
  rule: slug,
  /** The rule's name as its operators call it. The gateway's own rules have none; their ids are documented. */
  name: localized.optional(),
  ruleVersion: z.string(),
  evidence: z.array(evidence),
})
export type Firing = z.infer<typeof firing>

/** Something known of the customer or their matter, and how. */
export const fact = z.object({
  label: z.string(),
  value: z.string(),
  verified: z.enum(['token', 'business', 'said', 'code', 'id_last_four']),
})
export type Fact = z.infer<typeof fact>

/** What the agent reads first. */
export const brief = z.object({
  want: z.string(),
  facts: z.array(fact),
  /** Intents the bot has worked on, by the names their operators gave them. */
  tried: z.array(z.object({ id: slug, name: localized.optional() })),
  mood: mood.shape.level,
  moodWords: z.array(z.string()),
  /** Kinds of sensitive data met in the conversation, e.g. `card`. */
  marks: z.array(z.string()),
  firing: firing.nullable(),
  locale,
  orders: z.array(order),
  /**
   * `anonymous`: nobody is signed in, so there is nothing to ask for. `asked`: the answer is on its way, another brief
   * follows. `unreachable`: the business system did not answer, which is not the same as no orders.
   */
  ordersState: z.enum(['known', 'asked', 'unreachable', 'anonymous']),
  at: instant,
})
export type Brief = z.infer<typeof brief>
