import type { ErrorCode, SessionEvent } from '@baton/protocol'
import {
  type Actor,
  type CommandContext,
  decide,
  type EventDraft,
  type Prepared,
  partyOf,
  type RedactedLog,
  redactLog,
  SYSTEM,
} from '@baton/relay/session'
import type { Ledger } from './ledger.ts'
import type { Sealed, ToSeal } from './seals.ts'

/** What a command comes to, as things stand: it was stored before, it is refused, or this is what to store. */
export type Plan =
  | { do: 'acknowledge'; known: SessionEvent }
  | { do: 'refuse'; code: ErrorCode }
  /** `seq` is that of the command's own event. */
  | { do: 'store'; seq: number; drafts: EventDraft[]; redacted: RedactedLog | null; toSeal: ToSeal[] }

/**
 * Decides a prepared command on the log of this moment. Synchronous: what is stored at once after it is stored where it
 * says. A number that it completes is taken out of the log first, so that nothing is decided on what is gone.
 */
export function planOf(ledger: Ledger, id: string, prepared: Prepared, actor: Actor, context: CommandContext): Plan {
  const { command, originals, removals } = prepared
  const by = partyOf(actor)
  const known = ledger.find(by, id)
  if (known) return { do: 'acknowledge', known }
  const [first] = removals
  const redacted = first
    ? redactLog(ledger.log.since(first.seq - 1), removals, { id, own: false, by: SYSTEM, cause: 'split' })
    : null
  const base = redacted ? ledger.reworded(redacted.rewritten) : ledger.state
  const verdict = decide(base, id, command, actor, context)
  if (!verdict.ok) return { do: 'refuse', code: verdict.code }
  const drafts = [...verdict.drafts, ...(redacted?.drafts ?? [])]
  const seq = ledger.seqOf(drafts, id, by)
  const toSeal = [...(redacted?.originals ?? []), ...(originals.length > 0 ? [{ seq, originals }] : [])]
  return { do: 'store', seq, drafts, redacted, toSeal }
}

/** Whether everything was sealed, and for the place it will have. */
export const isSealed = (toSeal: readonly ToSeal[], sealed: readonly Sealed[]): boolean =>
  toSeal.every(({ seq, originals }) =>
    originals.every(({ number }) => sealed.some((each) => each.seq === seq && each.number === number)),
  )
