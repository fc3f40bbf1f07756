import type { ErrorCode } from '@baton/protocol'
import type { FloorCommand } from './command.ts'
import type { Draft } from './draft.ts'
import { canTake, offerMsOf } from './matching.ts'
import { requestPass } from './request-pass.ts'
import { askOf, type FloorState } from './state.ts'

type Transfer = Extract<FloorCommand, { type: 'transfer' }>

/** Why a session cannot be passed on like this; null when it can. */
export function transferObstacle(
  state: FloorState,
  { agentId, session, to }: Pick<Transfer, 'agentId' | 'session' | 'to'>,
): Extract<ErrorCode, 'not_found' | 'already_asked' | 'agent_unavailable'> | null {
  const entry = state.items.get(session)
  if (entry?.stage.at !== 'assigned' || entry.stage.agent.id !== agentId) return 'not_found'
  if (askOf(entry)) return 'already_asked'
  if (to === 'queue') return null
  return to.agent !== agentId && canTake(state, to.agent, entry) ? null : 'agent_unavailable'
}

/**
 * A warm pass: the colleague is asked, and nobody else, while whoever has the session keeps it. To the queue it goes at once,
 * before its equals, for its customer has waited already.
 */
export function transfer(draft: Draft, command: Transfer): void {
  const { session, to, note } = command
  const entry = draft.item(session)
  if (entry?.stage.at !== 'assigned' || transferObstacle(draft.state, command) !== null) return
  const { stage } = entry
  if (to === 'queue') {
    draft.end(entry)
    draft.putItem({ ...entry, stage: { at: 'returning', agent: stage.agent, note } })
    return requestPass(draft, entry, 'queue', 'transferred', note)
  }
  const known = draft.agent(to.agent)
  if (!known) return
  const asks = {
    offer: draft.numberOffer(),
    agent: { id: known.id, name: known.name },
    note,
    offeredAt: draft.now,
    expiresAt: draft.now + offerMsOf(entry, draft.context.offerMs),
  }
  draft.putItem({ ...entry, stage: { ...stage, asks } })
}

/** Whoever asked thinks better of it, or has seen how it ended. What the colleague has taken is not to be taken back. */
export function recall(draft: Draft, { agentId, session }: Extract<FloorCommand, { type: 'recall' }>): void {
  const entry = draft.item(session)
  if (entry?.stage.at !== 'assigned' || entry.stage.agent.id !== agentId) return
  const { asks, ...stage } = entry.stage
  if (asks && !asks.taken) draft.putItem({ ...entry, stage })
}
