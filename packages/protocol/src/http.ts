import { z } from 'zod'
import { profile } from './brief.ts'
import { deviceSeen } from './device-seen.ts'
import { instant, opaqueId, slug, workspaceId } from './ids.ts'
import { locale } from './locale.ts'
import { agentFace, rank, role } from './party.ts'
import { callDirection } from './voice/call.ts'

/** `POST /v1/join`: a customer's page asks for a ticket. */
export const joinRequest = z.object({
  siteKey: z.string().max(200),
  /** Credential of this device from an earlier join; without it a new customer is made. */
  device: z.string().max(2_000).optional(),
  /** The host site's signed token (JWT), when the customer is signed in there. */
  token: z.string().max(8_000).optional(),
  locale: locale.optional(),
  /** Where the page's clock stands, as IANA calls it. One that nobody knows is as good as none. */
  timeZone: z.string().max(64).optional(),
})
export type JoinRequest = z.infer<typeof joinRequest>

export const joinResponse = z.object({
  ticket: z.string(),
  /** Credential to keep on this device. It opens this customer's session only. */
  device: z.string(),
  session: opaqueId,
  /** Name of the business, for the widget's header. */
  business: z.string(),
  /** Whether the customer may go on by another channel, and connect one: the workspace has a `linkUrl`. */
  ways: z.boolean().optional(),
  /** Whether the customer may call. */
  calls: z.boolean().optional(),
  locale,
})
export type JoinResponse = z.infer<typeof joinResponse>

/** `POST /v1/leave`: a customer's page gives its device up. */
export const leaveRequest = z.object({ siteKey: z.string().max(200), device: z.string().max(2_000) })
export type LeaveRequest = z.infer<typeof leaveRequest>

/** Whose access is taken back: by the host site's id, as in a token's `sub`, or by Baton's own. */
const whom = { subject: z.string().min(1).max(200).optional(), customer: z.string().min(1).max(80).optional() }
const isOne = ({ subject, customer }: { subject?: string | undefined; customer?: string | undefined }): boolean =>
  (subject === undefined) !== (customer === undefined)

/** `POST /v1/admin/workspaces/:id/revocations`: one of both. */
export const revocation = z.object(whom).refine(isOne, 'either subject or customer')
export type Revocation = z.infer<typeof revocation>

/** `POST /v1/business/revocations`: the same, by the business's server. */
export const revocationRequest = z
  .object({ siteKey: z.string().max(200), ...whom })
  .refine(isOne, 'either subject or customer')
export type RevocationRequest = z.infer<typeof revocationRequest>

/**
 * `GET /v1/admin/workspaces/:id/links` and `GET /v1/desk/links?session=`: the last 200, newest first. `held`: both have an
 * agent, so a person decides.
 */
export const linksResponse = z.object({
  links: z.array(
    z.object({
      id: z.string(),
      older: opaqueId,
      newer: opaqueId,
      at: instant,
      state: z.enum(['linked', 'held', 'undone']),
      /** Who brought it about: a sign-in, a code, or an agent. */
      how: z.enum(['signed_in', 'code', 'agent']),
    }),
  ),
})
export type LinksResponse = z.infer<typeof linksResponse>

/** What a ticket says. It rides in `Sec-WebSocket-Protocol`, is signed by the gateway and burnt at first use. */
export const ticketClaims = z.discriminatedUnion('room', [
  z.object({
    room: z.literal('session'),
    workspace: workspaceId,
    origin: z.string(),
    session: opaqueId,
    role,
    participant: z.string().max(80),
    name: z.string().max(80).nullable(),
    profile: profile.nullable(),
    /** Of an agent, as it was when the ticket was made. Absent: the lowest. */
    rank: rank.optional(),
    /** Of an agent: names the sign-in the socket ends with. It opens nothing by itself. */
    login: opaqueId.optional(),
    /** Of a customer: the browser it was made for, and what the customer's grants were. */
    device: opaqueId.optional(),
    grant: z.number().int().nonnegative().optional(),
    /** Of a customer: what their browser says of itself. */
    seen: z.object({ timeZone: z.string().max(64).optional(), device: deviceSeen.optional() }).optional(),
    /** The customer's own call, which speaks for them. The gateway writes it itself; no ticket that is signed has it. */
    call: opaqueId.optional(),
    jti: opaqueId,
    expiresAt: instant,
  }),
  z.object({
    room: z.literal('floor'),
    workspace: workspaceId,
    origin: z.string(),
    agent: agentFace,
    /** Names the sign-in this ticket was made for; the socket ends with it. It opens nothing by itself. */
    login: opaqueId.optional(),
    jti: opaqueId,
    expiresAt: instant,
  }),
  z.object({
    room: z.literal('call'),
    workspace: workspaceId,
    origin: z.string(),
    session: opaqueId,
    call: opaqueId,
    direction: callDirection,
    /** `supervisor`: listens. No door writes such a ticket yet. */
    role: z.enum([...role.options, 'supervisor']),
    participant: z.string().max(80),
    name: z.string().max(80).nullable(),
    /** For whom the call speaks in the session. */
    customer: z.string().max(80),
    locale,
    /** Whether the customer is asked if it may be recorded. */
    recording: z.literal('ask').optional(),
    /** Of a customer: what they came with, as their session's ticket says. */
    device: z.string().max(64).optional(),
    grant: z.number().int().nonnegative().optional(),
    jti: opaqueId,
    expiresAt: instant,
  }),
])
export type TicketClaims = z.infer<typeof ticketClaims>
export type CallTicket = Extract<TicketClaims, { room: 'call' }>
export type SessionTicket = Extract<TicketClaims, { room: 'session' }>
export type FloorTicket = Extract<TicketClaims, { room: 'floor' }>

/** `POST /v1/desk/login`. */
export const loginRequest = z.object({
  workspace: workspaceId,
  email: z.email().max(200),
  password: z.string().min(1).max(200),
})
export type LoginRequest = z.infer<typeof loginRequest>

/** Who is signed in at the desk: answers `POST /v1/desk/login` and `GET /v1/desk/me`. */
export const deskIdentity = z.object({
  workspace: workspaceId,
  business: z.string(),
  agent: agentFace.extend({ email: z.string(), role: slug }),
  /** Customers may be called. */
  calls: z.boolean().optional(),
})
export type DeskIdentity = z.infer<typeof deskIdentity>

/** `POST /v1/desk/ticket`: a ticket for the floor socket. */
export const floorTicketResponse = z.object({ ticket: z.string() })
export type FloorTicketResponse = z.infer<typeof floorTicketResponse>

/** Body of every HTTP error, as RFC 9457 `application/problem+json` with Baton's stable `code`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  retryable: z.boolean(),
  detail: z.string().optional(),
  /** Names this request in the gateway's log. */
  request: z.string().optional(),
})
export type Problem = z.infer<typeof problem>
