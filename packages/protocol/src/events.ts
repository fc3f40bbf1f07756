import { z } from 'zod'
import { brief, evidence, fact, firing, profile } from './brief.ts'
import {
  accountId,
  attachment,
  channelKind,
  deliveryReason,
  deliveryState,
  place,
  routeId,
  templateUse,
  via,
} from './channels/channel.ts'
import { sentFile } from './file.ts'
import { eventId, fence, instant, opaqueId, ratingTag, seq, slug } from './ids.ts'
import { LIMITS } from './limits.ts'
import { locale, localized } from './locale.ts'
import { agentFace, audience, holder, party } from './party.ts'
import { entity, flowState, guess, mood, near, reason, smallTalk } from './reading.ts'
import { citation, option } from './reply.ts'
import { callChannel, callDirection, callEnd, recordedTrack, recordingLost, spoken } from './voice/call.ts'

/** Where masked data stood in a text, in UTF-16 units. The original is not in the log; it may be kept sealed beside it. */
export const mark = z.object({
  kind: slug,
  start: z.number().int(),
  end: z.number().int(),
  /** Number of the original among those kept sealed for this event; absent when none is kept. */
  original: z.number().int().nonnegative().optional(),
})
export type Mark = z.infer<typeof mark>

export const passReason = z.enum([
  'requested',
  'accepted',
  /** By the agent who had it, to a colleague or to the queue. */
  'transferred',
  'handed_back',
  'resolved',
  'dropped',
  'cancelled',
  'closed',
])
export type PassReason = z.infer<typeof passReason>

/** Why a person is asked for. Values are added: who reads them shows one they do not know as `policy`. */
export const handoffReason = z.enum([
  'asked',
  'mood',
  'not_understood',
  'repeated',
  'unsure',
  'bot_failed',
  'policy',
  'out_of_scope',
  'valued',
  'high_risk',
  'emergency',
  'bad_rating',
  'compliance',
])
export type HandoffReason = z.infer<typeof handoffReason>

/** Body of every event kind. A kind is added here, never changed: the log outlives the code that wrote it. */
export const eventBodies = {
  'case.opened': z.object({ caseId: z.string(), reopened: z.boolean() }),
  message: z.object({
    text: z.string(),
    marks: z.array(mark).optional(),
    locale: locale.optional(),
    citations: z.array(citation).optional(),
    options: z.array(option).optional(),
    files: z.array(sentFile).optional(),
    /** Where it came from; absent: by the widget. */
    via: via.optional(),
    /** What it brings besides, in the order in which `attachment.arrived` counts. */
    attachments: z.array(attachment).max(10).optional(),
    place: place.optional(),
    /** Where staff wanted it to go; absent: to where the customer spoke last. */
    to: z.object({ route: routeId, template: templateUse.omit({ values: true }).optional() }).optional(),
    /** The bot's turn this message ends; deltas with the same `ref` are replaced by it. */
    turn: z.string().optional(),
    /** The fence the answer was begun under. */
    fence: fence.optional(),
    /** It was said in a call. */
    spoken: spoken.optional(),
  }),
  note: z.object({ text: z.string() }),
  /** What the message `ref` brought besides, as number `index`, is here now, or will not come. */
  'attachment.arrived': z.object({ ref: seq.min(1), index: z.number().int().nonnegative(), file: sentFile }),
  'attachment.missed': z.object({
    ref: seq.min(1),
    index: z.number().int().nonnegative(),
    reason: z.enum(['too_large', 'type_refused', 'damaged', 'gone']),
  }),
  /** Staff only: how far the message `ref` has come on a channel. */
  'message.delivery': z.object({
    ref: seq.min(1),
    route: routeId,
    channel: channelKind,
    state: deliveryState,
    reason: deliveryReason.optional(),
    /** Of `sent`: how many messages of the vendor's quota it took; absent: one. What a response carried took none. */
    parts: z.number().int().nonnegative().optional(),
  }),
  /** Staff only: a way to the customer is there, is closed by them, or leads to another session now. */
  'route.changed': z.object({
    route: routeId,
    channel: channelKind,
    account: accountId,
    standing: z.enum(['open', 'blocked', 'gone']),
    /** Of one that comes from another session: what was known of it there. */
    heardAt: instant.nullable().optional(),
    spent: z.number().int().nonnegative().optional(),
    /** The customer spoke here just now, in words that are no message: a code, or an answer to a question about it. */
    speaks: z.literal(true).optional(),
  }),
  /** What the bot made of a message and why it did what it did. Staff only. */
  'bot.decided': z.object({
    turn: z.string(),
    snapshot: z.string(),
    outcome: z.enum(['answer', 'ask', 'act', 'clarify', 'abstain', 'handoff', 'failed']),
    intent: z.object({ id: slug, confidence: z.number(), name: localized.optional() }).nullable(),
    /** False counts as a miss. */
    recognised: z.boolean(),
    mood,
    locale,
    entities: z.array(entity),
    /** Where the flow stands after this turn; null when none is active. */
    flow: flowState.nullable(),
    /** What else it may have meant, and which articles were nearest: what learning looks at later. Three at most of each. */
    alternatives: z.array(guess).optional(),
    nearest: z.array(near).optional(),
    smallTalk: smallTalk.optional(),
    /** How many messages back the customer had asked the same: 1 is the one before. */
    repeated: z.array(z.number().int().positive()).optional(),
    why: z.array(reason),
    /** What flows were told in this turn. A label said again takes the place of the older. */
    facts: z.array(fact).optional(),
  }),
  /** Staff only: before a person takes over, the bot asks the questions of the pack's prescreen. The hand-off waits. */
  'prescreen.asked': firing.extend({
    prescreen: slug,
    handoffId: z.string(),
    reason: handoffReason,
    priority: z.number().int(),
    patienceMs: z.number().int(),
  }),
  /**
   * Staff only, the record for whoever checks: how the questions ended and what was answered. `skipped`: the customer asked
   * again, was upset or wanted something else; `silent`: no answer came in time.
   */
  'prescreen.ended': z.object({
    prescreen: slug,
    handoffId: z.string(),
    outcome: z.enum(['answered', 'skipped', 'silent']),
    facts: z.array(fact),
  }),
  'action.started': z.object({
    turn: z.string(),
    action: slug,
    key: z.string(),
    input: z.record(z.string(), z.string()),
  }),
  'action.finished': z.object({ turn: z.string(), action: slug, key: z.string(), ok: z.boolean(), code: z.string() }),
  /** Staff only, with all a customer need not know of why they were passed on. `handoffId` is there when it hands over. */
  'rule.fired': firing.extend({
    mode: z.enum(['handoff', 'offer']),
    reason: handoffReason,
    priority: z.number().int(),
    handoffId: z.string().optional(),
    /** Supervisors are to know at once. */
    alert: z.literal(true).optional(),
  }),
  /** `asked`: by the customer, in so many words or by the button. */
  'handoff.requested': z.object({ handoffId: z.string(), asked: z.boolean() }),
  'handoff.offered': z.object({ rule: slug }),
  'brief.written': z.object({ handoffId: z.string(), brief }),
  'baton.passed': z.object({
    from: holder,
    to: holder,
    fence,
    reason: passReason,
    handoffId: z.string().optional(),
    agent: agentFace.optional(),
  }),
  'profile.updated': z.object({ profile }),
  /**
   * The customer of one session turned out to be that of another. From here on this one is the other's `earlier` segment,
   * and read-only, or the `newer` of both. `link` names the connection; both logs have it.
   */
  'session.linked': z.object({ link: z.string(), as: z.enum(['earlier', 'newer']), session: opaqueId }),
  /** The connection was taken back; each is a session of its own again. */
  'session.unlinked': z.object({ link: z.string(), session: opaqueId }),
  /** Staff only: both have a case with an agent, so a person decides whether they belong together. */
  'session.link_held': z.object({ link: z.string(), session: opaqueId }),
  /** Staff only: what an earlier segment knew of a case that goes on here. */
  'case.moved': z.object({
    from: opaqueId,
    want: z.string().nullable(),
    facts: brief.shape.facts,
    tried: brief.shape.tried,
    marks: brief.shape.marks,
    /** Who had it there, and under which fence it was let go: they go on with it here, if they can. Absent: nobody yet. */
    held: z.object({ agent: z.string().max(80), fence }).optional(),
  }),
  /** Staff only: the customer has proved who they are for a purpose, until then. */
  'identity.verified': z.object({ method: z.enum(['code', 'id_last_four']), purpose: slug, expiresAt: instant }),
  'case.closed': z.object({
    caseId: z.string(),
    reason: z.enum(['resolved', 'silence']),
    resolution: z.string().optional(),
  }),
  'case.summarised': z.object({
    caseId: z.string(),
    want: z.string(),
    outcome: z.string(),
    agents: z.array(z.string()),
    messages: z.number().int(),
    openedAt: instant,
    closedAt: instant,
  }),
  'case.rated': z.object({
    caseId: z.string(),
    score: z.number().int().min(1).max(5),
    tags: z.array(ratingTag).max(8),
    comment: z.string().max(LIMITS.commentChars),
  }),
  /**
   * The event `ref` as it reads from now on: the fields given here stand in place of its own. The log holds it so already,
   * and with it every event that quoted it. `split`: a number written over several messages; `removed`: staff took it out.
   */
  'event.redacted': z.object({
    ref: seq.min(1),
    cause: z.enum(['split', 'removed']),
    text: z.string().optional(),
    marks: z.array(mark).optional(),
    resolution: z.string().optional(),
    comment: z.string().optional(),
    want: z.string().optional(),
    outcome: z.string().optional(),
    entities: z.array(entity).optional(),
    mood: mood.optional(),
    flow: flowState.nullable().optional(),
    why: z.array(reason).optional(),
    input: z.record(z.string(), z.string()).optional(),
    evidence: z.array(evidence).optional(),
    facts: brief.shape.facts.optional(),
    brief: brief.optional(),
    lost: recordingLost.optional(),
  }),
  /** One that comes `in` is answered at once; one that goes `out` rings until `call.answered`, or ends. */
  'call.started': z.object({
    call: opaqueId,
    direction: callDirection,
    channel: callChannel,
    /** Who calls, when it goes out. */
    agent: agentFace.optional(),
  }),
  'call.answered': z.object({ call: opaqueId }),
  /** The customer and this agent hear each other from here on. */
  'call.bridged': z.object({ call: opaqueId, agent: agentFace }),
  /** The customer spoke over the bot: of the message `ref` they have heard this much. */
  'call.cut': z.object({
    call: opaqueId,
    ref: seq.min(1),
    /** Characters of its text, as near as can be told. */
    heard: z.number().int().nonnegative(),
    playedMs: z.number().int().nonnegative(),
  }),
  /** The customer was asked whether the call may be recorded. Taken back, what was recorded of it is gone. */
  'call.consent': z.object({ call: opaqueId, granted: z.boolean(), by: z.enum(['click', 'keys', 'voice']) }),
  /** One voice of a call, for so long: `startMs` is since the call began, as that of a message that was `spoken`. */
  'call.recorded': z.object({
    call: opaqueId,
    track: recordedTrack,
    /** Of the track `agent`: which of them. Each has pieces of their own. */
    agent: agentFace.optional(),
    startMs: z.number().int().nonnegative(),
    durationMs: z.number().int().nonnegative(),
    file: sentFile.optional(),
    /** There is nothing to be heard, and why. */
    lost: recordingLost.optional(),
  }),
  'call.ended': z.object({
    call: opaqueId,
    reason: callEnd,
    /** From when it was answered; 0 when it never was. */
    durationMs: z.number().int().nonnegative(),
  }),
  /** Somebody of staff has looked at the original behind a mark of the event `ref`. */
  'original.revealed': z.object({
    ref: seq.min(1),
    original: z.number().int().nonnegative(),
    mark: slug,
    reason: z.string(),
  }),
} as const satisfies Record<string, z.ZodType>

export type EventKind = keyof typeof eventBodies
export type EventBody<K extends EventKind> = z.infer<(typeof eventBodies)[K]>

const envelope = {
  seq: seq.min(1),
  id: eventId,
  at: instant,
  by: party,
  audience,
}

/** One durable, numbered fact of a session's log. */
export type SessionEvent = {
  [K in EventKind]: z.infer<z.ZodObject<typeof envelope>> & { kind: K; body: EventBody<K> }
}[EventKind]

const variants = Object.entries(eventBodies).map(([kind, body]) =>
  z.object({ ...envelope, kind: z.literal(kind), body }),
)

// zod cannot infer a union built by `map`; `SessionEvent` above is the same union, spelled by the compiler.
export const sessionEvent = z.union(variants) as unknown as z.ZodType<SessionEvent>

/** An event as one reader receives it: `prev` is the seq of the last event before it that this reader may see. */
export const entry = z.object({ prev: seq, event: sessionEvent })
export type Entry = z.infer<typeof entry>
