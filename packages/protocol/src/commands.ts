import { z } from 'zod'
import { routeId, templateUse } from './channels/channel.ts'
import { FILE_LIMITS } from './file-limits.ts'
import { opaqueId, ratingTag, seq } from './ids.ts'
import { LIMITS } from './limits.ts'
import { locale } from './locale.ts'
import { agentFace } from './party.ts'
import { callEnd, spoken } from './voice/call.ts'

const message = z
  .object({
    kind: z.literal('message'),
    text: z.string().trim().max(LIMITS.textChars),
    locale: locale.optional(),
    /** Files this participant has uploaded and not sent yet. */
    files: z.array(opaqueId).min(1).max(FILE_LIMITS.filesPerMessage).optional(),
    /** Agent: by this way instead of where the customer spoke last; a template takes the place of the text. */
    to: z.object({ route: routeId, template: templateUse.optional() }).optional(),
  })
  .refine(({ text, files, to }) => text !== '' || files !== undefined || to?.template !== undefined, {
    path: ['text'],
    error: 'says nothing',
  })

/** What a participant asks the session to do. One `send` carries one command. */
export const command = z.discriminatedUnion('kind', [
  /** Customer, or the agent who holds the baton. With files the text may be empty. */
  message,
  /** Agent: a private note for staff. */
  z.object({ kind: z.literal('note'), text: z.string().trim().min(1).max(LIMITS.noteChars) }),
  /** Customer: a person, please. */
  z.object({ kind: z.literal('handoff.request') }),
  /** Customer: stop waiting, go on with the bot. */
  z.object({ kind: z.literal('handoff.cancel') }),
  /** Agent: give the session back to the bot. The note is for staff and for the next agent's brief. */
  z.object({ kind: z.literal('handback'), note: z.string().trim().max(LIMITS.noteChars) }),
  /** Agent: the matter is settled; closes the case. `resolution` is told to the customer in the summary. */
  z.object({ kind: z.literal('resolve'), resolution: z.string().trim().min(1).max(LIMITS.noteChars) }),
  /** Customer: rate the case that was closed last. */
  z.object({
    kind: z.literal('rate'),
    score: z.number().int().min(1).max(5),
    tags: z.array(ratingTag).max(8),
    comment: z.string().trim().max(LIMITS.commentChars),
  }),
  /** Agent, from senior on: the original behind a mark of the event `seq`. It comes once, as `revealed`, to this socket. */
  z.object({
    kind: z.literal('reveal'),
    seq: seq.min(1),
    original: z.number().int().nonnegative(),
    reason: z.string().trim().min(3).max(LIMITS.reasonChars),
  }),
  /** Agent, from senior on: take out what somebody wrote, with every copy of it. */
  z.object({
    kind: z.literal('redact'),
    seq: seq.min(1),
    reason: z.string().trim().min(3).max(LIMITS.reasonChars),
  }),
  /**
   * Customer or agent: says no to a call that rings, or ends it for both. Of the call itself `by` tells which line hung up;
   * without it, nobody did.
   */
  z.object({
    kind: z.literal('call.end'),
    call: opaqueId,
    reason: callEnd,
    by: z.enum(['customer', 'agent']).optional(),
  }),
  /** The call itself, which the gateway holds, and nobody else: the customer has answered. */
  z.object({ kind: z.literal('call.answer'), call: opaqueId }),
  /** The same: the agent who holds the session and the customer hear each other. */
  z.object({ kind: z.literal('call.bridge'), call: opaqueId }),
  /** The same: the customer lets it be recorded, or not. */
  z.object({
    kind: z.literal('call.consent'),
    call: opaqueId,
    granted: z.boolean(),
    by: z.enum(['click', 'keys', 'voice']),
  }),
  /** The same: what was understood. `track` is `agent`: `agent` said it, who holds the session or stays beside who does; absent, the holder. */
  z.object({
    kind: z.literal('utterance'),
    track: z.enum(['customer', 'agent']),
    agent: agentFace.optional(),
    text: z.string().trim().min(1).max(LIMITS.textChars),
    locale: locale.optional(),
    spoken,
  }),
  /** The same: so much was heard of the bot's message `ref` before the customer spoke over it. */
  z.object({
    kind: z.literal('call.cut'),
    call: opaqueId,
    ref: seq.min(1),
    heard: z.number().int().nonnegative(),
    playedMs: z.number().int().nonnegative(),
  }),
])
export type Command = z.infer<typeof command>
export type CommandKind = Command['kind']
