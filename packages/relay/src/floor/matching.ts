import type { Locale } from '@baton/protocol'
import type { Draft } from './draft.ts'
import { type FloorAgent, type FloorItem, type FloorState, loadsOf, placesOf, takenBy } from './state.ts'
import { byTurn } from './waiting.ts'

const language = (locale: Locale): string => locale.split('-')[0] ?? locale

/** 0: speaks the locale itself, 1: its language, 2: neither. */
function distance(agent: FloorAgent, locale: Locale): number {
  if (agent.locales.includes(locale)) return 0
  return agent.locales.some((spoken) => language(spoken) === language(locale)) ? 1 : 2
}

/** Online, with an open socket, and done with the last call: may be counted on. */
export const isServing = (agent: FloorAgent): boolean =>
  agent.connected && agent.presence === 'online' && !agent.wrapUpUntil

/** A caller hears a tone until somebody answers, so that a call is offered for no longer than it should take to answer it. */
const ANSWER_MS = 15_000

export const offerMsOf = ({ item }: Pick<FloorItem, 'item'>, offerMs: number): number =>
  item.call ? Math.min(ANSWER_MS, offerMs) : offerMs

/** Whoever has a call, or is offered or asked about one. */
const speakingOf = (items: Iterable<FloorItem>): Set<string> =>
  new Set([...items].flatMap((entry) => (entry.item.call ? takenBy(entry).map(({ id }) => id) : [])))

/** Whether this agent could be asked about this session now. */
export function canTake({ agents, items }: FloorState, agentId: string, entry: FloorItem): boolean {
  const agent = agents.get(agentId)
  if (!agent || !isServing(agent) || (entry.item.call && speakingOf(items.values()).has(agentId))) return false
  return (loadsOf(items.values(), new Set([agentId])).get(agentId) ?? 0) < agent.capacity
}

interface Candidate {
  agent: FloorAgent
  load: number
  /** Has a call, or is offered one: nobody speaks with two customers. */
  speaks: boolean
}

const isBefore = (a: Candidate, b: Candidate, locale: Locale): boolean =>
  (distance(a.agent, locale) - distance(b.agent, locale) ||
    a.load / a.agent.capacity - b.load / b.agent.capacity ||
    a.agent.idleSince - b.agent.idleSince ||
    (a.agent.id < b.agent.id ? -1 : 1)) < 0

/**
 * The agent to ask next. Those who have not been asked go first; when everybody free has passed it over the round
 * starts again, but nobody sees the same session twice within the time of one offer.
 */
function nextOf(entry: FloorItem, free: readonly Candidate[], now: number): Candidate | undefined {
  const { locale } = entry.item
  let fresh: Candidate | undefined
  let again: Candidate | undefined
  for (const candidate of free) {
    if (entry.item.call && candidate.speaks) continue
    const from = entry.passedOver[candidate.agent.id]
    if (from === undefined) {
      if (!fresh || isBefore(candidate, fresh, locale)) fresh = candidate
    } else if (from <= now && (!again || isBefore(candidate, again, locale))) again = candidate
  }
  return fresh ?? again
}

/**
 * Offers every waiting session, in its turn, to an agent with a free place. One is enough for a call too, though it takes
 * more: what it takes beyond keeps others away, and no caller waits for an agent who happens to be idle.
 */
export function match(draft: Draft): void {
  const { items, agents } = draft.state
  const { offerMs } = draft.context
  const queued = [...items.values()].filter(({ stage }) => stage.at === 'queued').sort(byTurn)
  if (queued.length === 0) return
  const loads = loadsOf(items.values())
  const speaking = speakingOf(items.values())
  let free: Candidate[] = []
  for (const agent of agents.values()) {
    const load = loads.get(agent.id) ?? 0
    if (isServing(agent) && load < agent.capacity) free.push({ agent, load, speaks: speaking.has(agent.id) })
  }
  for (const entry of queued) {
    if (free.length === 0) return
    const next = nextOf(entry, free, draft.now)
    if (!next) continue
    const { agent } = next
    next.load += placesOf(entry)
    next.speaks ||= entry.item.call === true
    if (next.load >= agent.capacity) free = free.filter((candidate) => candidate !== next)
    const isNewRound = entry.passedOver[agent.id] !== undefined
    draft.putItem({
      ...entry,
      passedOver: isNewRound ? {} : entry.passedOver,
      stage: {
        at: 'offered',
        offer: draft.numberOffer(),
        agent: { id: agent.id, name: agent.name },
        offeredAt: draft.now,
        expiresAt: draft.now + offerMsOf(entry, offerMs),
      },
    })
  }
}
