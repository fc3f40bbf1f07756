import { z } from 'zod'
import { ERRORS, type ErrorCode } from './codes.ts'
import { handoffReason } from './events.ts'
import { clientId, fence, instant, opaqueId } from './ids.ts'
import { PROTOCOL_VERSION } from './limits.ts'
import { locale, localized } from './locale.ts'
import { agentFace } from './party.ts'

const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

export const presence = z.enum(['online', 'away', 'offline'])
export type Presence = z.infer<typeof presence>

/** What the floor shows of a session: enough to choose, nothing that was said beyond the brief's first sentence. */
export const queuedSession = z.object({
  session: opaqueId,
  handoffId: z.string(),
  customer: z.string(),
  want: z.string(),
  reason: handoffReason,
  priority: z.number().int(),
  locale,
  tier: z.string().nullable(),
  queuedAt: instant,
})
export type QueuedSession = z.infer<typeof queuedSession>

/** A queued session shown to one agent. It goes on to the next agent at `expiresAt`. */
export const offer = z.object({ id: z.string(), item: queuedSession, offeredAt: instant, expiresAt: instant })
export type Offer = z.infer<typeof offer>

export const assignment = z.object({ item: queuedSession, agent: agentFace, fence, acceptedAt: instant })
export type Assignment = z.infer<typeof assignment>

/** All one agent sees of the floor. Sent whole when it has changed; it is small and has no history. */
export const board = z.object({
  presence,
  /** Why the agent is away when they did not choose it, and since when. `lapsed`: offers went by unanswered. */
  awayReason: z.enum(['lapsed']).optional(),
  awaySince: instant.optional(),
  capacity: z.number().int(),
  offers: z.array(offer),
  mine: z.array(assignment),
  queue: z.array(queuedSession),
  queueLength: z.number().int(),
  agents: z.array(agentFace.extend({ presence, load: z.number().int(), capacity: z.number().int() })),
  /** How many agents there are, when `agents` ends before all of them: a board stays small however large the team. */
  agentsLength: z.number().int().optional(),
})
export type Board = z.infer<typeof board>

export const floorClientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), v: z.number().int(), req: z.number().int() }),
  z.object({ type: z.literal('presence'), id: clientId, presence: z.enum(['online', 'away']) }),
  z.object({ type: z.literal('accept'), id: clientId, offerId: z.string() }),
  z.object({ type: z.literal('decline'), id: clientId, offerId: z.string() }),
  /** Ask for a ticket to a session this agent holds. */
  z.object({ type: z.literal('open'), id: clientId, session: opaqueId }),
])
export type FloorClientFrame = z.infer<typeof floorClientFrame>

/** A rule that alerts has fired. Which session it was and why, and nothing that was said in it. */
export const floorAlert = z.object({
  session: opaqueId,
  customer: z.string(),
  reason: handoffReason,
  /** The rule's name as its operators call it. */
  rule: localized.optional(),
  at: instant,
})
export type FloorAlert = z.infer<typeof floorAlert>

export const floorServerFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    v: z.literal(PROTOCOL_VERSION),
    req: z.number().int(),
    you: agentFace,
    now: instant,
    board,
  }),
  z.object({ type: z.literal('board'), now: instant, board }),
  /** `ticket` and `session` come with the answer to `accept` and `open`. */
  z.object({
    type: z.literal('ack'),
    id: clientId,
    session: opaqueId.optional(),
    ticket: z.string().optional(),
  }),
  z.object({ type: z.literal('nack'), id: clientId, code: errorCode, message: z.string(), retryable: z.boolean() }),
  z.object({
    type: z.literal('fault'),
    code: errorCode,
    message: z.string(),
    retryable: z.boolean(),
    of: z.string().optional(),
  }),
  /** To supervisors and admins who are there; it is not kept. */
  floorAlert.extend({ type: z.literal('alert') }),
  z.object({ type: z.literal('bye'), code: errorCode, message: z.string(), retryable: z.boolean() }),
  z.object({ type: z.literal('pong') }),
])
export type FloorServerFrame = z.infer<typeof floorServerFrame>
