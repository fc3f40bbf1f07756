import type { Locale } from '@baton/protocol'
import type { Draft } from './draft.ts'
import { type FloorAgent, type FloorItem, withAgents } from './state.ts'
import { byTurn } from './waiting.ts'

const language = (locale: Locale): string => locale.split('-')[0] ?? locale

/** 0: speaks the locale itself, 1: its language, 2: neither. */
function distance(agent: FloorAgent, locale: Locale): number {
  if (agent.locales.includes(locale)) return 0
  return agent.locales.some((spoken) => language(spoken) === language(locale)) ? 1 : 2
}

/** Online, with an open socket: may be counted on. */
export const isServing = (agent: FloorAgent): boolean => agent.connected && agent.presence === 'online'

interface Candidate {
  agent: FloorAgent
  load: number
}

function preferred(candidates: Candidate[], locale: Locale): FloorAgent | undefined {
  return candidates.toSorted(
    (a, b) =>
      distance(a.agent, locale) - distance(b.agent, locale) ||
      a.load / a.agent.capacity - b.load / b.agent.capacity ||
      a.agent.idleSince - b.agent.idleSince ||
      (a.agent.id < b.agent.id ? -1 : 1),
  )[0]?.agent
}

/**
 * The agent to ask next. Those who have not been asked go first; when everybody free has passed it over the round
 * starts again, but nobody sees the same session twice within the time of one offer.
 */
function nextAgent(entry: FloorItem, free: Candidate[], now: number): FloorAgent | undefined {
  const fresh = free.filter(({ agent }) => entry.passedOver[agent.id] === undefined)
  const again = free.filter(({ agent }) => (entry.passedOver[agent.id] ?? 0) <= now)
  return preferred(fresh.length > 0 ? fresh : again, entry.item.locale)
}

/** Offers every waiting session, in its turn, to an agent with a free place. */
export function match(draft: Draft): void {
  const queued = [...draft.state.items.values()].filter(({ stage }) => stage.at === 'queued').sort(byTurn)
  if (queued.length === 0) return
  const held = withAgents(draft.state.items.values())
  const candidates = [...draft.state.agents.values()]
    .filter(isServing)
    .map((agent) => ({ agent, load: held.get(agent.id)?.length ?? 0 }))
  for (const entry of queued) {
    const free = candidates.filter(({ agent, load }) => load < agent.capacity)
    if (free.length === 0) return
    const agent = nextAgent(entry, free, draft.now)
    if (!agent) continue
    const taken = candidates.find((candidate) => candidate.agent === agent)
    if (taken) taken.load += 1
    const isNewRound = entry.passedOver[agent.id] !== undefined
    draft.putItem({
      ...entry,
      passedOver: isNewRound ? {} : entry.passedOver,
      stage: {
        at: 'offered',
        offer: draft.numberOffer(),
        agent: { id: agent.id, name: agent.name },
        offeredAt: draft.now,
        expiresAt: draft.now + draft.context.offerMs,
      },
    })
  }
}
