import type { SessionEvent } from '@baton/protocol'
import type { Redacted } from '../masking/index.ts'
import { COMMANDS, may, principalOf } from '../permissions/index.ts'
import { type Actor, partyOf } from './command.ts'
import { accept, refuse, type Verdict } from './draft.ts'

/**
 * Whether somebody may look at an original, and the event that says they did.
 *
 * @param event the one it stood in; null when there is none.
 * @param isKept whether the sealed original is still there.
 */
export function decideReveal(
  id: string,
  { original, reason }: { original: number; reason: Redacted },
  actor: Actor,
  event: SessionEvent | null,
  isKept: boolean,
): Verdict {
  if (!may(principalOf(actor), COMMANDS.reveal)) return refuse('forbidden')
  const mark = event?.kind === 'message' && event.body.marks?.find((each) => each.original === original)
  if (!event || !mark) return refuse('not_found')
  if (!isKept) return refuse('sealed_gone')
  const body = { ref: event.seq, original, mark: mark.kind, reason }
  return accept({ kind: 'original.revealed', id, by: partyOf(actor), audience: 'staff', body })
}
