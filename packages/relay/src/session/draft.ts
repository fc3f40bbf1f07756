import type { Audience, ErrorCode, EventBody, EventKind, Party, SessionEvent } from '@baton/protocol'
import type { Redacted } from '../masking/index.ts'

/** Fields in which somebody's own words are stored; they take masked text only. */
interface Spoken {
  message: { text: Redacted }
  note: { text: Redacted }
  'case.rated': { comment: Redacted }
  'original.revealed': { reason: Redacted }
}

type Body<K extends EventKind> = K extends keyof Spoken ? Omit<EventBody<K>, keyof Spoken[K]> & Spoken[K] : EventBody<K>

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
