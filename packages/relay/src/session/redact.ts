import { REMOVED as PLACEHOLDER, type SessionEvent } from '@baton/protocol'
import { fromLog } from '../masking/index.ts'
import { COMMANDS, may, principalOf } from '../permissions/index.ts'
import { type Actor, partyOf } from './command.ts'
import type { EventDraft } from './draft.ts'
import type { Removal } from './quotes.ts'
import { type RedactedLog, redactLog } from './redaction.ts'
import { spokenOf } from './spoken.ts'

/** Stands where staff took a text out; widget and desk have words of their own for the mark. */
export const REMOVED = { kind: 'removed', placeholder: PLACEHOLDER } as const

export type Removing = { ok: true; log: RedactedLog } | { ok: false; code: 'forbidden' | 'not_found' }

/** A recording has no words that others quote: what was heard of it has messages of its own. */
function takeOut(
  event: Extract<SessionEvent, { kind: 'call.recorded' }>,
  { id, by }: Pick<EventDraft, 'id' | 'by'>,
): Removing {
  if (event.body.lost) return { ok: false, code: 'not_found' }
  const { lost, body } = { lost: 'removed', body: event.body } as const
  return {
    ok: true,
    log: {
      rewritten: [{ ...event, body: { ...body, lost } }],
      drafts: [
        { kind: 'event.redacted', id, by, audience: event.audience, body: { ref: event.seq, cause: 'removed', lost } },
      ],
      originals: [],
      words: fromLog,
    },
  }
}

/** Takes out what somebody wrote, or a recording, whole. `events` are all from the named one on. */
export function decideRedact(id: string, seq: number, actor: Actor, events: readonly SessionEvent[]): Removing {
  if (!may(principalOf(actor), COMMANDS.redact)) return { ok: false, code: 'forbidden' }
  const event = events.find((each) => each.seq === seq)
  if (event?.kind === 'call.recorded') return takeOut(event, { id, by: partyOf(actor) })
  const spoken = event ? spokenOf(event) : null
  if (!spoken || spoken.text === REMOVED.placeholder) return { ok: false, code: 'not_found' }
  const finding = { ...REMOVED, start: 0, end: spoken.text.length, keep: 'drop' } as const
  const removal: Removal = { seq, was: spoken.text, findings: [finding] }
  const said = { id, own: true, by: partyOf(actor), cause: 'removed' } as const
  return { ok: true, log: redactLog(events, [removal], said) }
}
