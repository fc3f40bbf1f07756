import type { Draft } from './draft.ts'
import { requestPass } from './request-pass.ts'
import { type Ask, askOf, type FloorItem } from './state.ts'

/** The colleague takes it: the session is asked, and until it has answered the agent who has it keeps it. False: it is no such offer. */
export function acceptAsk(draft: Draft, agentId: string, offerId: string): boolean {
  const entry = asked(draft, agentId, offerId)
  const ask = entry && askOf(entry)
  if (!entry || !ask) return false
  if (ask.taken) return true
  change(draft, entry, { ...ask, taken: true })
  draft.changeAgent(agentId, { lapses: 0, idleSince: draft.now })
  requestPass(draft, entry, { agent: ask.agent }, 'transferred', ask.note)
  return true
}

/** False: it is no such offer. */
export function declineAsk(draft: Draft, agentId: string, offerId: string): boolean {
  const entry = asked(draft, agentId, offerId)
  const ask = entry && askOf(entry)
  if (!entry || !ask) return false
  if (ask.taken) return true
  draft.changeAgent(agentId, { lapses: 0 })
  endAsk(draft, entry, 'declined')
  return true
}

/** It comes to nothing: the session stays where it is, and whoever has it sees why. */
export function endAsk(draft: Draft, entry: FloorItem, ended: NonNullable<Ask['ended']>): void {
  const ask = askOf(entry)
  if (ask) change(draft, entry, { ...ask, ended })
}

/** A colleague who is away or gone is asked no longer. One who has taken it is with the session already. */
export function withdrawAsks(draft: Draft, agentId: string): void {
  for (const entry of draft.asksTo(agentId)) if (!askOf(entry)?.taken) endAsk(draft, entry, 'unavailable')
}

function asked(draft: Draft, agentId: string, offerId: string): FloorItem | undefined {
  return draft.asksTo(agentId).find((entry) => askOf(entry)?.offer === offerId)
}

function change(draft: Draft, entry: FloorItem, asks: Ask): void {
  if (entry.stage.at === 'assigned') draft.putItem({ ...entry, stage: { ...entry.stage, asks } })
}
