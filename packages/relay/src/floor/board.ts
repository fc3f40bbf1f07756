import type { AgentFace, Assignment, Board, Offer, QueuedSession } from '@baton/protocol'
import {
  agentOf,
  askOf,
  type FloorAgent,
  type FloorItem,
  type FloorState,
  isWaiting,
  loadsOf,
  type Stage,
  takenBy,
  withAgents,
} from './state.ts'
import { byTurn } from './waiting.ts'

/** A board travels whole, so the lists of the waiting and of the team end where nobody scrolls any more. */
const SHOWN_QUEUE = 30
export const SHOWN_TEAM = 100
const LOOKED_UP = 3

/**
 * Boards of one state: what all agents see alike is worked out once, and is the same object on each board; what differs
 * when asked for by agent id. `queueLength` counts everybody who waits, also those offered to somebody.
 */
export function boardsOf(state: FloorState): (agentId: string) => Board {
  const waiting = [...state.items.values()].filter(isWaiting).sort(byTurn)
  const commonQueue = waiting.slice(0, SHOWN_QUEUE).map(({ item }) => item)
  const team = teamOf(state)
  const loads = loadsOf(state.items.values(), new Set(team.map(({ id }) => id)))
  const ownOf = ownItems(state)
  const agents = team.map(({ id, name, presence, connected, capacity }) => ({
    id,
    name,
    presence: connected ? presence : ('offline' as const),
    // A call may take more than there was room for: full is full.
    load: Math.min(capacity, loads.get(id) ?? 0),
    capacity,
  }))
  return (agentId) => {
    const agent = state.agents.get(agentId)
    const taken = ownOf(agentId).toSorted(byTurn)
    const own = taken.filter((entry) => agentOf(entry)?.id === agentId)
    return {
      presence: agent?.connected ? agent.presence : 'offline',
      ...(agent?.awaySince && { awayReason: 'lapsed' as const, awaySince: agent.awaySince }),
      ...(agent?.wrapUpUntil && { wrapUpUntil: agent.wrapUpUntil }),
      capacity: agent?.capacity ?? 0,
      load: Math.min(agent?.capacity ?? 0, loadsOf(taken).get(agentId) ?? 0),
      offers: taken.flatMap((entry) => offerTo(agentId, entry) ?? []),
      mine: own.flatMap(({ item, fence, stage }) =>
        stage.at === 'assigned'
          ? [{ item, agent: stage.agent, fence, acceptedAt: stage.acceptedAt, ...transferOf(stage) }]
          : [],
      ),
      // One agent's own offers are few, so this many more are enough to fill the list without them.
      queue: own.some(isWaiting)
        ? waiting
            .slice(0, SHOWN_QUEUE + own.length)
            .filter((entry) => agentOf(entry)?.id !== agentId)
            .slice(0, SHOWN_QUEUE)
            .map(({ item }) => item)
        : commonQueue,
      queueLength: waiting.length,
      agents,
      ...(state.agents.size > agents.length && { agentsLength: state.agents.size }),
    }
  }
}

/** A few agents are looked up one by one; for many, all are sorted out once. */
function ownItems(state: FloorState): (agentId: string) => FloorItem[] {
  let asked = 0
  let held: Map<string, FloorItem[]> | undefined
  return (agentId) => {
    asked += 1
    if (asked > LOOKED_UP && !held) held = withAgents(state.items.values())
    if (held) return held.get(agentId) ?? []
    return [...state.items.values()].filter((entry) => takenBy(entry).some(({ id }) => id === agentId))
  }
}

/** What this agent has to answer: an offer of the floor, or a colleague's question. */
function offerTo(agentId: string, entry: FloorItem): Offer | null {
  const { item, stage } = entry
  if (stage.at === 'offered') return { id: stage.offer, item, offeredAt: stage.offeredAt, expiresAt: stage.expiresAt }
  const ask = askOf(entry)
  if (stage.at !== 'assigned' || ask?.agent.id !== agentId || ask.taken) return null
  const { offer: id, offeredAt, expiresAt, note } = ask
  return { id, item, offeredAt, expiresAt, from: { agent: stage.agent, note } }
}

function transferOf({ asks }: Extract<Stage, { at: 'assigned' }>): Pick<Assignment, 'transfer'> {
  if (!asks) return {}
  const { agent: to, offeredAt: askedAt, expiresAt, ended } = asks
  return { transfer: { to, askedAt, expiresAt, ...(ended && { ended }) } }
}

/** Everybody; of a large team those who serve first. */
function teamOf({ agents }: FloorState): FloorAgent[] {
  if (agents.size <= SHOWN_TEAM) return [...agents.values()]
  const serving: FloorAgent[] = []
  const others: FloorAgent[] = []
  for (const agent of agents.values()) {
    if (serving.length === SHOWN_TEAM) break
    if (agent.connected && agent.presence === 'online') serving.push(agent)
    else if (others.length < SHOWN_TEAM) others.push(agent)
  }
  return [...serving, ...others].slice(0, SHOWN_TEAM)
}

/** Who has accepted this session, and waits for its answer. */
export function awaitedBy(state: FloorState, session: string): { agent: AgentFace; offer: string } | null {
  const entry = state.items.get(session)
  if (entry?.stage.at === 'reserved') return entry.stage
  const ask = entry ? askOf(entry) : null
  return ask?.taken ? ask : null
}

/** Whether this agent holds this session now. */
export function holds(state: FloorState, agentId: string, session: string): boolean {
  const stage = state.items.get(session)?.stage
  return stage?.at === 'assigned' && stage.agent.id === agentId
}

/** The session of this offer, when it is a call that is offered to this agent now. */
export function offeredCall(state: FloorState, agentId: string, offerId: string): QueuedSession | null {
  for (const entry of state.items.values()) {
    const isTheirs = takenBy(entry).some(({ id }) => id === agentId)
    if (isTheirs && offerTo(agentId, entry)?.id === offerId) return entry.item.call ? entry.item : null
  }
  return null
}
