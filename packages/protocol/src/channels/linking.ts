import { z } from 'zod'
import { opaqueId } from '../ids.ts'
import { accountId, channelKind } from './channel.ts'

/**
 * A code that connects two ways of one customer: good once and for a quarter of an hour. Ten of 32 letters and digits that
 * are not taken for each other, shown with a dash in the middle.
 */
export const linkCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)

/** A channel on which a customer may go on. */
export const wayOn = z.object({
  channel: channelKind,
  account: accountId,
  name: z.string(),
  href: z.string().nullable(),
})
export type WayOn = z.infer<typeof wayOn>

/** Whom or what a code would connect with, in a few words. */
export const linkOffer = z.object({
  channel: z.union([channelKind, z.literal('widget')]),
  name: z.string().max(80).nullable(),
})
export type LinkOffer = z.infer<typeof linkOffer>

/**
 * What became of a code. `consent`: it is good, and whoever brought it is asked first. `linked`: they are one customer from
 * now on. `held`: both are with an agent, and a person decides. `verified`: both are somebody the host site knows, and no
 * machine makes one of two. `unknown`: no code, too late, used already, or too many tries.
 */
export const redeemed = z.object({
  as: z.enum(['consent', 'linked', 'held', 'declined', 'unknown', 'same', 'verified']),
  with: linkOffer.optional(),
})

/** Why, for the audit log; masked before it is kept. */
const reason = z.string().trim().min(3).max(500)

/** `POST /v1/desk/links`: two sessions are one customer's. The one the host site vouches for goes on; else `newer`. */
export const linkRequest = z
  .object({ older: opaqueId, newer: opaqueId, reason })
  .refine(({ older, newer }) => older !== newer, 'two sessions')
export type LinkRequest = z.infer<typeof linkRequest>

export const linkResponse = z.object({ link: z.string(), state: z.enum(['linked', 'held']) })
export type LinkResponse = z.infer<typeof linkResponse>

/** `POST /v1/desk/links/:link/undo`. */
export const unlinkRequest = z.object({ reason })
