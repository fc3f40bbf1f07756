import type { Board } from '@baton/protocol'
import { agentOf, type FloorState, isWaiting, withAgents } from './state.ts'
import { byTurn } from './waiting.ts'

/** A board travels whole on every change, so the list of the waiting ends where nobody scrolls any more. */
const SHOWN_QUEUE = 30

/**
 * Boards of one state: what all agents see alike is worked out once, what differs when asked for by agent id.
 * `queueLength` counts everybody who waits, also those offered to somebody.
 */
export function boardsOf(state: FloorState): (agentId: string) => Board {
  const entries = [...state.items.values()].sort(byTurn)
  const waiting = entries.filter(isWaiting)
  const held = withAgents(entries)
  const agents = [...state.agents.values()].map(({ id, name, presence, connected, capacity }) => ({
    id,
    name,
    presence: connected ? presence : ('offline' as const),
    load: held.get(id)?.length ?? 0,
    capacity,
  }))
  return (agentId) => {
    const agent = state.agents.get(agentId)
    const own = held.get(agentId) ?? []
    return {
      presence: agent?.connected ? agent.presence : 'offline',
      ...(agent?.awaySince && { awayReason: 'lapsed' as const, awaySince: agent.awaySince }),
      capacity: agent?.capacity ?? 0,
      offers: own.flatMap(({ item, stage }) =>
        stage.at === 'offered'
          ? [{ id: stage.offer, item, offeredAt: stage.offeredAt, expiresAt: stage.expiresAt }]
          : [],
      ),
      mine: own.flatMap(({ item, fence, stage }) =>
        stage.at === 'assigned' ? [{ item, agent: stage.agent, fence, acceptedAt: stage.acceptedAt }] : [],
      ),
      // One agent's own offers are few, so this many more are enough to fill the list without them.
      queue: waiting
        .slice(0, SHOWN_QUEUE + own.length)
        .filter((entry) => agentOf(entry)?.id !== agentId)
        .slice(0, SHOWN_QUEUE)
        .map(({ item }) => item),
      queueLength: waiting.length,
      agents,
    }
  }
}

/** Whether this agent holds this session now. */
export function holds(state: FloorState, agentId: string, session: string): boolean {
  const stage = state.items.get(session)?.stage
  return stage?.at === 'assigned' && stage.agent.id === agentId
}
