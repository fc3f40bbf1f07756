import type { Redacted } from '../masking/index.ts'
import type { Draft } from './draft.ts'
import type { FloorItem } from './state.ts'

/** Asks the session to pass the baton. Nothing is confirmed until it has answered. */
export function requestPass(
  draft: Draft,
  entry: FloorItem,
  to: { agent: { id: string; name: string } } | 'queue',
  reason: 'accepted' | 'dropped' | 'transferred',
  note?: Redacted,
): void {
  const { session, handoffId } = entry.item
  draft.effects.push({
    type: 'pass',
    session,
    handoffId,
    expectedFence: entry.fence,
    to,
    reason,
    ...(note && { note }),
  })
}
