import { z } from 'zod'
import { instant, opaqueId } from '../ids.ts'
import { agentFace } from '../party.ts'

/** Why a call is over. Values are added: who reads them shows one they do not know as `failed`. */
export const callEnd = z.enum([
  /** Somebody hung up; the event says who. */
  'hung_up',
  /** The one who was called said no … */
  'declined',
  /** … or nothing, in time. */
  'missed',
  /** The line was gone for too long. */
  'lost',
  /** The gateway could not go on with it. */
  'failed',
])
export type CallEnd = z.infer<typeof callEnd>

/** `in`: the customer called. `out`: an agent calls the customer, who may decline. */
export const callDirection = z.enum(['in', 'out'])
export type CallDirection = z.infer<typeof callDirection>

/** By what the customer speaks. */
export const callChannel = z.enum(['widget', 'phone'])

/** A call as the session's state has it, from when it rings until it ends. */
export const callView = z.object({
  id: opaqueId,
  direction: callDirection,
  channel: callChannel,
  /** `ringing`: the customer has not answered yet. */
  status: z.enum(['ringing', 'live']),
  at: instant,
  /** The agent who called, or who speaks with the customer now. */
  agent: agentFace.nullable(),
  /** Whether the customer lets it be recorded. Absent: they have not said so. */
  recorded: z.boolean().optional(),
})
export type CallView = z.infer<typeof callView>

/** Whose voice a recording is of. */
export const recordedTrack = z.enum(['customer', 'agent', 'bot'])
export type RecordedTrack = z.infer<typeof recordedTrack>

/** Why a recording cannot be heard: it could not be stored, or staff have taken it out. */
export const recordingLost = z.enum(['not_stored', 'removed'])

/** What was heard of how something was said, each relative to nothing but itself; `arousal` is against how this caller began. */
export const voiceSignals = z.object({
  /** Syllables a second. */
  rate: z.number().nonnegative(),
  /** Median pitch and its range, in Hz. */
  pitch: z.number().nonnegative(),
  pitchRange: z.number().nonnegative(),
  /** In dBov, 0 is as loud as can be. */
  loudness: z.number(),
  /** How often they spoke over the other in this turn. */
  interruptions: z.number().int().nonnegative(),
  /** From 0, as they began, to 1. */
  arousal: z.number().min(0).max(1),
  /** How much that is to be believed, 0–1: little of short turns, and of a caller's first. */
  confidence: z.number().min(0).max(1),
})
export type VoiceSignals = z.infer<typeof voiceSignals>

/** That a message was spoken, and when: in milliseconds since the call began. */
export const spoken = z.object({
  call: opaqueId,
  turn: z.string().max(80),
  startMs: z.number().int().nonnegative(),
  endMs: z.number().int().nonnegative(),
  signals: voiceSignals.optional(),
})
export type Spoken = z.infer<typeof spoken>
