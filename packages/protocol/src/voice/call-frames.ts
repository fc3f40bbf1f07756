import { z } from 'zod'
import { ERRORS, type ErrorCode } from '../codes.ts'
import { fence, instant, opaqueId } from '../ids.ts'
import { locale } from '../locale.ts'
import { agentFace } from '../party.ts'
import { CODECS, type Codec } from './audio-frame.ts'
import { callDirection, callEnd, voiceSignals } from './call.ts'
import { DTMF_KEYS } from './call-limits.ts'

const codec = z.enum(Object.keys(CODECS) as [Codec, ...Codec[]])
/** Whose words are written down. */
const track = z.enum(['customer', 'bot', 'agent'])
const generation = z.number().int().min(0).max(255)
const milliseconds = z.number().int().nonnegative()
const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

export const dtmfKey = z.enum(DTMF_KEYS)
export type DtmfKey = z.infer<typeof dtmfKey>

/** JSON frames a participant sends on the socket of a call. Audio goes beside them, as binary frames. */
export const callClientFrame = z.discriminatedUnion('type', [
  /** The first frame. `resume` takes a dropped line up again where it was; the socket is opened by a new ticket all the same. */
  z.object({
    type: z.literal('hello'),
    v: z.number().int(),
    /** What it can play and send, best first; `pcm16` is always understood. */
    codecs: z.array(codec).max(4),
    resume: z.string().max(200).optional(),
    /** Of a browser that recognises or speaks by itself, for where the gateway has nothing that does. */
    engines: z.object({ recognises: z.boolean(), speaks: z.boolean() }).optional(),
    /** Agent: to be told in a sentence whom they are about to speak with, before they are heard. */
    whisper: z.boolean().optional(),
    /** Of a telephone: keys the agent presses can be sent on by it. */
    keys: z.boolean().optional(),
  }),
  /** Answered by `pong` at once: how far the other end is, and what its clock says. */
  z.object({ type: z.literal('ping'), t0: z.number() }),
  z.object({ type: z.literal('mute'), on: z.boolean() }),
  z.object({ type: z.literal('hold'), on: z.boolean() }),
  /** Customer: a key of their telephone. Agent: to be pressed on the customer's, for a machine at its other end; else `no_keypad`. */
  z.object({ type: z.literal('dtmf'), key: dtmfKey }),
  /** Agent who has the session: when a colleague takes it they stay on the line beside them, until they leave by `end`. */
  z.object({ type: z.literal('stay'), on: z.boolean() }),
  /** Customer: they spoke over the bot and it was silenced at once, so much of it having been heard. */
  z.object({ type: z.literal('barge'), gen: generation, playedMs: milliseconds }),
  /** Everything of the generation was heard, or it was silenced. */
  z.object({ type: z.literal('played'), gen: generation, playedMs: milliseconds, whole: z.boolean() }),
  /** Of a browser that recognises by itself. A final text is never said again. */
  z.object({
    type: z.literal('heard'),
    turn: z.string().max(80),
    text: z.string().max(4_000),
    final: z.boolean(),
    startMs: milliseconds,
    endMs: milliseconds,
  }),
  /** Customer: whether the call may be recorded. Asked for by `recording`; it may be taken back at any time, and what is there goes. */
  z.object({ type: z.literal('consent'), granted: z.boolean() }),
  /** How the line is doing, every few seconds, for the gateway's numbers. */
  z.object({
    type: z.literal('stats'),
    bufferMs: z.number().nonnegative(),
    targetMs: z.number().nonnegative(),
    /** Share of what was played that had to be made up, 0–1. */
    concealed: z.number().min(0).max(1),
    rttMs: z.number().nonnegative(),
  }),
  /** Hangs up, for both; while it rings, the customer declines by it. An agent who has passed the session on only leaves. */
  z.object({ type: z.literal('end') }),
])
export type CallClientFrame = z.infer<typeof callClientFrame>

/** Who the customer speaks with: `queued` waits for a person, `held` was asked to wait. */
export const callPhase = z.enum(['ringing', 'bot', 'queued', 'agent', 'held', 'ended'])
export type CallPhase = z.infer<typeof callPhase>

/** JSON frames the gateway sends on the socket of a call. */
export const callServerFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    v: z.literal(1),
    call: opaqueId,
    you: z.enum(['customer', 'agent', 'supervisor']),
    direction: callDirection,
    /** Takes this line up again after it dropped, within `resumeMs`. */
    resume: z.string(),
    resumeMs: milliseconds,
    resumed: z.boolean(),
    /** What of it the gateway takes. Each frame says what it is; where the line has room that is `pcm16`. */
    codecs: z.array(codec),
    /** Who recognises what the customer says, and who speaks for the bot. */
    recognises: z.enum(['gateway', 'browser', 'nobody']),
    speaks: z.enum(['gateway', 'browser', 'nobody']),
    locale,
    /** Since when the call has been going on, by the gateway's clock … */
    startedAt: instant,
    /** … which says now: */
    now: instant,
  }),
  z.object({ type: z.literal('pong'), t0: z.number(), t1: z.number() }),
  z.object({
    type: z.literal('state'),
    phase: callPhase,
    fence,
    agent: agentFace.nullable(),
    /** Whether the other end has muted itself. */
    muted: z.boolean(),
    /** Who stays on the line beside the agent, having passed the session on to them. */
    beside: agentFace.optional(),
    /** To agents: keys they press are sent on by the customer's telephone. */
    keys: z.literal(true).optional(),
    /** When it is over. */
    reason: callEnd.optional(),
  }),
  /** Where calls may be recorded: `asked`, as long as the customer has not answered, nothing is. */
  z.object({ type: z.literal('recording'), state: z.enum(['asked', 'on', 'off']) }),
  /** What is played of older generations than `gen` is silenced, and what still comes of them is dropped. */
  z.object({ type: z.literal('clear'), gen: generation }),
  /** To an agent who asked for it: what they are told on the bot's track, and nobody else hears. `state` says when it is over. */
  z.object({ type: z.literal('whisper'), gen: generation, text: z.string(), locale }),
  /** To a line that takes keys: the agent has pressed this one. */
  z.object({ type: z.literal('dtmf'), key: dtmfKey }),
  /** To a browser that speaks by itself: say this. */
  z.object({ type: z.literal('say'), gen: generation, text: z.string(), locale }),
  /** What was understood so far, masked. A later `rev` takes the place of an earlier; `final` is in the log. */
  z.object({
    type: z.literal('caption'),
    track,
    /** Of the track `agent`: who says it, the one who has the session or a colleague beside them. */
    agent: agentFace.optional(),
    turn: z.string(),
    rev: z.number().int().nonnegative(),
    text: z.string(),
    final: z.boolean(),
    startMs: milliseconds,
  }),
  /** To agents: how the customer sounded in the turn that has just ended. */
  z.object({ type: z.literal('signals'), turn: z.string(), signals: voiceSignals }),
  z.object({
    type: z.literal('fault'),
    code: errorCode,
    message: z.string(),
    retryable: z.boolean(),
    of: z.string().optional(),
  }),
  /** Said before the gateway closes the socket. */
  z.object({ type: z.literal('bye'), code: errorCode, message: z.string(), retryable: z.boolean() }),
])
export type CallServerFrame = z.infer<typeof callServerFrame>
