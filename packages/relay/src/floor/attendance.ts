import type { FloorCommand } from './command.ts'
import type { Draft } from './draft.ts'
import { withdrawOffers } from './offers.ts'
import { requestPass } from './request-pass.ts'
import { askOf } from './state.ts'

/** An agent said hello. Coming back within the grace time changes nothing but the connection. */
export function arrive(draft: Draft, { agent }: Extract<FloorCommand, { type: 'arrive' }>): void {
  const known = draft.agent(agent.id)
  draft.putAgent({
    presence: 'online',
    connectedSince: draft.now,
    idleSince: draft.now,
    lapses: 0,
    ...known,
    ...agent,
    ...(known?.connected === false ? { connectedSince: draft.now } : {}),
    connected: true,
    graceUntil: null,
  })
}

/** An agent's last socket is gone: offers go on at once, sessions stay for the grace time. */
export function leave(draft: Draft, { agentId, revoked }: Extract<FloorCommand, { type: 'leave' }>): void {
  const agent = draft.agent(agentId)
  if (!agent || (!agent.connected && !revoked)) return
  const graceUntil = revoked ? draft.now : draft.now + draft.context.graceMs
  draft.putAgent({ ...agent, connected: false, graceUntil })
  withdrawOffers(draft, agentId)
  endGrace(draft)
}

export function choosePresence(draft: Draft, agentId: string, presence: 'online' | 'away'): void {
  const agent = draft.agent(agentId)
  if (!agent) return
  draft.putAgent({ ...agent, presence, lapses: 0, awaySince: null, wrapUpUntil: null })
  if (presence === 'away') withdrawOffers(draft, agentId)
}

/** Agents who did not come back in time give their sessions back and leave the floor. */
export function endGrace(draft: Draft): void {
  for (const agent of [...draft.state.agents.values()]) {
    if (agent.graceUntil === null || agent.graceUntil > draft.now) continue
    for (const entry of draft.itemsOf(agent.id)) {
      // What a colleague has taken is theirs as soon as the session has said so.
      if (entry.stage.at !== 'assigned' || askOf(entry)?.taken) continue
      draft.putItem({ ...entry, stage: { at: 'returning', agent: entry.stage.agent } })
      requestPass(draft, entry, 'queue', 'dropped')
    }
    draft.removeAgent(agent.id)
  }
}
