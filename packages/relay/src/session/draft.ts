import type {
  Audience,
  Brief,
  Entity,
  ErrorCode,
  EventBody,
  EventKind,
  Evidence,
  Firing,
  FlowState,
  Mood,
  Option,
  Party,
  Place,
  Profile,
  Reason,
  SentFile,
  SessionEvent,
} from '@baton/protocol'
import { fromLog, type Masked, type Redacted } from '../masking/index.ts'

/**
 * Fields in which the words of a participant or a partner are stored, or what was made of them; they take only what has
 * passed the masking door. The others hold ids, names of staff, numbers, and what the workspace publishes.
 */
interface Spoken {
  message: {
    text: Redacted
    options?: Masked<Option[]>
    files?: Masked<SentFile>[]
    place?: Masked<Place>
  }
  'attachment.arrived': { file: Masked<SentFile> }
  note: { text: Redacted }
  'case.rated': { comment: Redacted }
  'case.closed': { resolution?: Redacted }
  'case.moved': { want: Redacted | null; facts: Masked<EventBody<'case.moved'>['facts']> }
  'case.summarised': { want: Redacted; outcome: Redacted }
  'bot.decided': {
    mood: Masked<Mood>
    entities: Masked<Entity[]>
    flow: Masked<FlowState> | null
    why: Masked<Reason[]>
    facts?: Masked<Brief['facts']>
  }
  'prescreen.asked': { evidence: Masked<Evidence[]> }
  'prescreen.ended': { facts: Masked<Brief['facts']> }
  'action.started': { input: Masked<Record<string, string>> }
  'rule.fired': { evidence: Masked<Evidence[]> }
  'brief.written': { brief: Masked<Brief> }
  'profile.updated': { profile: Masked<Profile> }
  'original.revealed': { reason: Redacted }
}

type Body<K extends EventKind> = K extends keyof Spoken ? Omit<EventBody<K>, keyof Spoken[K]> & Spoken[K] : EventBody<K>

/** A rule that fired, its evidence masked. */
export type MaskedFiring = Omit<Firing, 'evidence'> & { evidence: Masked<Evidence[]> }

/** A rule that fired, as the session's state has it from the log. */
export const firedBefore = (firing: Firing): MaskedFiring => ({ ...firing, evidence: fromLog(firing.evidence) })

/** An event that is decided but not numbered yet. */
export type EventDraft = {
  [K in EventKind]: { kind: K; id: string; by: Party; audience: Audience; body: Body<K> }
}[EventKind]

/** What came of a command: events to append, or a refusal that changes nothing. */
export type Verdict = { ok: true; drafts: EventDraft[] } | { ok: false; code: ErrorCode }

export const accept = (...drafts: EventDraft[]): Verdict => ({ ok: true, drafts })
export const refuse = (code: ErrorCode): Verdict => ({ ok: false, code })

/** Writer of what the session itself notes. */
export const SYSTEM = { role: 'system', id: 'session' } as const satisfies Party
export const BOT = { role: 'bot', id: 'bot' } as const satisfies Party

export const numbered = (draft: EventDraft, seq: number, at: number): SessionEvent =>
  ({ ...draft, seq, at }) as SessionEvent
