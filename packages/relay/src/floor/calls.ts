import type { FloorCommand } from './command.ts'
import type { Draft } from './draft.ts'
import { withdrawOffers } from './offers.ts'

/** The work after a call ends by itself after this time: an agent who has forgotten it would be offered nothing any more. */
const WRAP_UP_MS = 120_000

/** A customer who waits, or is spoken with, has called or hung up. */
export function onCall(draft: Draft, { session, handoffId, call }: Extract<FloorCommand, { type: 'onCall' }>): void {
  const known = draft.item(session)
  if (known?.item.handoffId !== handoffId || (known.item.call ?? false) === call) return
  draft.putItem({ ...known, item: { ...known.item, call } })
  const { stage } = known
  if (!call && stage.at === 'assigned') wrapUp(draft, stage.agent.id)
}

/** An agent's call is over: nothing is offered to them until they have written down what is to be written down. */
export function wrapUp(draft: Draft, agentId: string): void {
  draft.changeAgent(agentId, { wrapUpUntil: draft.now + WRAP_UP_MS })
  withdrawOffers(draft, agentId)
}

export function endWrapUp(draft: Draft, agentId: string): void {
  if (draft.agent(agentId)?.wrapUpUntil) draft.changeAgent(agentId, { wrapUpUntil: null, idleSince: draft.now })
}

export function endWrapUps(draft: Draft): void {
  for (const { id, wrapUpUntil } of [...draft.state.agents.values()])
    if (wrapUpUntil && wrapUpUntil <= draft.now) endWrapUp(draft, id)
}
