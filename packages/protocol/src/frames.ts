import { z } from 'zod'
import { linkCode, redeemed, wayOn } from './channels/linking.ts'
import { ERRORS, type ErrorCode } from './codes.ts'
import { command } from './commands.ts'
import { entry } from './events.ts'
import { fileSize } from './file.ts'
import { clientId, fence, instant, opaqueId, seq } from './ids.ts'
import { LIMITS, PROTOCOL_VERSION } from './limits.ts'
import { party, role } from './party.ts'
import { queuePlace, sessionView } from './state.ts'

const requestNumber = z.number().int().nonnegative()
const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

/** Frames a participant may send on a session socket. */
export const clientFrame = z.discriminatedUnion('type', [
  /** First frame, and again whenever the client finds a gap. `since` resumes; without it the last `tail` events come. */
  z.object({
    type: z.literal('hello'),
    v: z.number().int(),
    req: requestNumber,
    epoch: z.string().max(64).optional(),
    since: seq.optional(),
    tail: z.number().int().min(1).max(LIMITS.pageEvents).optional(),
  }),
  /** An older page: events before `before`, newest last. */
  z.object({
    type: z.literal('history'),
    req: requestNumber,
    before: seq,
    /** Of an earlier segment of this session; its seqs are its own. */
    segment: opaqueId.optional(),
  }),
  z.object({ type: z.literal('send'), id: clientId, body: command }),
  z.object({ type: z.literal('signal'), kind: z.literal('typing'), on: z.boolean() }),
  /** Credit: everything up to `seq` has arrived. */
  z.object({ type: z.literal('got'), seq }),
  /** Everything up to `seq` was shown in a visible tab. */
  z.object({ type: z.literal('read'), seq }),
  /** Asks for a slot for a file; answered by `slot` or `nack`. The same id is the same file again, under new tickets. */
  z.object({
    type: z.literal('upload'),
    id: clientId,
    name: z.string().max(1_000),
    bytes: z.number().int().nonnegative(),
  }),
  /** Asks for a link to a file of this session; answered by `link`, or by a `fault` with `req`. */
  z.object({ type: z.literal('file'), req: requestNumber, file: opaqueId, size: fileSize }),
  /** Asks where else the customer may go on, with a code that connects; answered by `ways`. */
  z.object({ type: z.literal('ways'), req: requestNumber }),
  /** Brings a code from elsewhere, or answers whether to be connected; answered by `connected`. */
  z.object({
    type: z.literal('connect'),
    req: requestNumber,
    code: z.string().max(40).optional(),
    consents: z.boolean().optional(),
  }),
  /**
   * A ticket for the call of this session; answered by `call`, or by a `fault` with `req`. `start` begins one where there is
   * none: a customer's is answered by the bot, an agent's rings at the customer.
   */
  z.object({ type: z.literal('call'), req: requestNumber, do: z.enum(['start', 'join']) }),
])
export type ClientFrame = z.infer<typeof clientFrame>

export const signal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typing'), by: party, on: z.boolean() }),
  z.object({ kind: z.literal('read'), by: z.enum(['customer', 'staff']), seq }),
  z.object({ kind: z.literal('queue'), place: queuePlace.nullable() }),
  z.object({ kind: z.literal('presence'), who: z.enum(['customer', 'staff']), online: z.boolean() }),
])
export type Signal = z.infer<typeof signal>

/** Frames the gateway sends on a session socket. */
export const serverFrame = z.discriminatedUnion('type', [
  /** Answers `hello`. `resumed: false` after a `since` is the explicit resync: drop what you hold, a tail follows. */
  z.object({
    type: z.literal('welcome'),
    v: z.literal(PROTOCOL_VERSION),
    req: requestNumber,
    session: z.string(),
    /** The gateway's clock. */
    now: instant,
    epoch: z.string(),
    head: seq,
    resumed: z.boolean(),
    you: z.object({ role, id: z.string(), name: z.string().nullable() }),
    state: sessionView,
  }),
  /** Follows `welcome`. While `more`, the socket is not live: ask on with `hello {since}`. */
  z.object({ type: z.literal('replay'), req: requestNumber, entries: z.array(entry), more: z.boolean() }),
  z.object({
    type: z.literal('page'),
    req: requestNumber,
    entries: z.array(entry),
    more: z.boolean(),
    segment: opaqueId.optional(),
  }),
  /** The command is on disk. `seq` is that of the event which carries its id. */
  z.object({ type: z.literal('ack'), id: clientId, seq, at: instant }),
  z.object({
    type: z.literal('nack'),
    id: clientId,
    code: errorCode,
    message: z.string(),
    retryable: z.boolean(),
    retryAfterMs: z.number().int().optional(),
  }),
  entry.extend({ type: z.literal('event') }),
  z.object({ type: z.literal('signal'), signal }),
  /** The answer so far (cumulative, so a lost delta costs nothing). `fence` is the one it was begun under. */
  z.object({ type: z.literal('delta'), ref: z.string(), fence, n: z.number().int(), text: z.string() }),
  /** You are out of live fan-out; ask with `hello {since}`. */
  z.object({ type: z.literal('behind'), head: seq }),
  /** A frame that has no acknowledgement was refused. `of` is its `type` where that was readable. */
  z.object({
    type: z.literal('fault'),
    code: errorCode,
    message: z.string(),
    retryable: z.boolean(),
    of: z.string().optional(),
    req: requestNumber.optional(),
  }),
  /** Said before the gateway closes the socket. */
  z.object({
    type: z.literal('bye'),
    code: errorCode,
    message: z.string(),
    retryable: z.boolean(),
    retryAfterMs: z.number().int().optional(),
  }),
  /** Where a file may be put: each ticket is for one `POST /v1/files`, `thumb` for the small picture that may follow. */
  z.object({ type: z.literal('slot'), id: clientId, file: opaqueId, ticket: z.string(), thumb: z.string() }),
  /** Path at the gateway under which the file may be read until `expiresAt`, by whoever has it. */
  z.object({
    type: z.literal('link'),
    req: requestNumber,
    file: opaqueId,
    size: fileSize,
    path: z.string(),
    expiresAt: instant,
  }),
  /** `href` goes on there with the code; null where the code is to be typed. Nobody but the customer is told. */
  z.object({
    type: z.literal('ways'),
    req: requestNumber,
    code: linkCode,
    expiresAt: instant,
    ways: z.array(wayOn),
  }),
  z.object({ type: z.literal('connected'), req: requestNumber, ...redeemed.shape }),
  /** Opens one socket at `GET /v1/call`. */
  z.object({ type: z.literal('call'), req: requestNumber, call: opaqueId, ticket: z.string() }),
  /** Answers `reveal`, once and to the one who asked; to be shown this long. It is in no log. */
  z.object({ type: z.literal('revealed'), id: clientId, text: z.string(), hideAfterMs: z.number().int().positive() }),
  z.object({ type: z.literal('pong') }),
])
export type ServerFrame = z.infer<typeof serverFrame>
