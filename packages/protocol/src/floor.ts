import { z } from 'zod'
import { brief } from './brief.ts'
import { ERRORS, type ErrorCode } from './codes.ts'
import { handoffReason } from './events.ts'
import { clientId, fence, instant, opaqueId } from './ids.ts'
import { LIMITS, PROTOCOL_VERSION } from './limits.ts'
import { locale, localized } from './locale.ts'
import { agentFace, party } from './party.ts'
import { voiceSignals } from './voice/call.ts'

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
  /** The customer is on a call: they wait at the telephone, and not at a page. */
  call: z.boolean().optional(),
})
export type QueuedSession = z.infer<typeof queuedSession>

/** A queued session shown to one agent. It goes on to the next agent at `expiresAt`. */
export const offer = z.object({
  id: z.string(),
  item: queuedSession,
  offeredAt: instant,
  expiresAt: instant,
  /** A colleague who has it asks this agent, and nobody else, to take it; else it stays with them. */
  from: z.object({ agent: agentFace, note: z.string() }).optional(),
})
export type Offer = z.infer<typeof offer>

/** Whom the agent who has a session has asked to take it. `ended`: it came to nothing, and the session stays. */
export const transfer = z.object({
  to: agentFace,
  askedAt: instant,
  expiresAt: instant,
  ended: z.enum(['declined', 'lapsed', 'unavailable']).optional(),
})
export type Transfer = z.infer<typeof transfer>

export const assignment = z.object({
  item: queuedSession,
  agent: agentFace,
  fence,
  acceptedAt: instant,
  transfer: transfer.optional(),
})
export type Assignment = z.infer<typeof assignment>

/** All one agent sees of the floor. Sent whole when it has changed; it is small and has no history. */
export const board = z.object({
  presence,
  /** Why the agent is away when they did not choose it, and since when. `lapsed`: offers went by unanswered. */
  awayReason: z.enum(['lapsed']).optional(),
  awaySince: instant.optional(),
  /** Until when nothing new is offered, because a call has just ended; `ready` ends it sooner. */
  wrapUpUntil: instant.optional(),
  capacity: z.number().int(),
  /** How much of it is taken: a call takes more than a chat. Absent: as many as there are sessions. */
  load: z.number().int().optional(),
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
  /** Ask for a ticket to a call this agent has a line in, though the session is with a colleague by now. */
  z.object({ type: z.literal('rejoin'), id: clientId, session: opaqueId, call: opaqueId }),
  /** Ask for what is said on a call that is offered to this agent; answered by `glance` or `nack`. */
  z.object({ type: z.literal('glance'), id: clientId, offerId: z.string() }),
  /** The work after a call is done. */
  z.object({ type: z.literal('ready'), id: clientId }),
  /** Pass a session this agent holds on: to a colleague, who is asked first, or back to the queue. The note is for staff. */
  z.object({
    type: z.literal('transfer'),
    id: clientId,
    session: opaqueId,
    to: z.union([z.literal('queue'), z.object({ agent: z.string() })]),
    note: z.string().trim().max(LIMITS.noteChars),
  }),
  /** Ask the colleague no longer; or, when they were asked in vain, show it no longer. */
  z.object({ type: z.literal('recall'), id: clientId, session: opaqueId }),
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

/** What an agent sees of a call while it is offered to them: nothing but its case, and of that the end. */
export const glance = z.object({
  brief: brief.nullable(),
  /** The last of what was said, the latest last. */
  said: z.array(z.object({ by: party.shape.role, text: z.string(), at: instant, signals: voiceSignals.optional() })),
})
export type Glance = z.infer<typeof glance>

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
  glance.extend({ type: z.literal('glance'), id: clientId }),
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
