import { acceptAsk, declineAsk, endAsk, withdrawAsks } from './asks.ts'
import type { GoesOn } from './command.ts'
import type { Draft } from './draft.ts'
import { requestPass } from './request-pass.ts'
import { askOf, type FloorItem, placesOf } from './state.ts'

/** Offers let pass twice in a row say that nobody sits there. */
const LAPSES_UNTIL_AWAY = 2

/** Reserves the agent and asks the session to pass the baton. Nothing is confirmed until the session has answered. */
export function accept(draft: Draft, agentId: string, offerId: string): void {
  if (acceptAsk(draft, agentId, offerId)) return
  const entry = draft.offered(agentId, offerId)
  if (entry?.stage.at === 'offered') {
    const { agent, offer } = entry.stage
    draft.putItem({ ...entry, stage: { at: 'reserved', offer, agent } })
    draft.changeAgent(agentId, { lapses: 0, idleSince: draft.now })
    requestPass(draft, entry, { agent }, 'accepted')
  } else if (entry?.stage.at === 'assigned') {
    draft.effects.push({ type: 'accepted', agentId, offerId, session: entry.item.session })
  } else if (entry?.stage.at !== 'reserved') {
    draft.effects.push({ type: 'offerGone', agentId, offerId })
  }
}

/**
 * A case goes on in another session: its agent is not asked again, as long as their desk is open and they have room. It takes
 * the place it had: that session has let go, though its word of it may still be on its way. False: it waits like any other.
 */
export function goOn(draft: Draft, entry: FloorItem, { agent: id, from, fence }: GoesOn): boolean {
  const known = draft.agent(id)
  const held = draft.itemsOf(id).filter(({ item }) => item.session !== entry.item.session)
  const before = held.find((one) => one.item.session === from && one.stage.at === 'assigned' && one.fence < fence)
  const taken = [...held, ...draft.asksTo(id)].reduce((sum, one) => sum + (one === before ? 0 : placesOf(one)), 0)
  if (!known?.connected || taken >= known.capacity) return false
  if (before) draft.removeItem(before, fence)
  const agent = { id, name: known.name }
  draft.putItem({ ...entry, stage: { at: 'reserved', offer: draft.numberOffer(), agent } })
  requestPass(draft, entry, { agent }, 'accepted')
  return true
}

export function decline(draft: Draft, agentId: string, offerId: string): void {
  if (declineAsk(draft, agentId, offerId)) return
  const entry = draft.offered(agentId, offerId)
  if (entry?.stage.at !== 'offered') {
    draft.effects.push({ type: 'offerGone', agentId, offerId })
    return
  }
  draft.changeAgent(agentId, { lapses: 0 })
  passOver(draft, entry, agentId, entry.stage.expiresAt)
}

/** Offers whose time is over go on to the next agent; a colleague's question comes to nothing. */
export function lapseOffers(draft: Draft): void {
  for (const entry of [...draft.state.items.values()]) {
    const current = draft.item(entry.item.session)
    const ask = current ? askOf(current) : null
    if (current && ask && !ask.taken && ask.expiresAt <= draft.now) {
      endAsk(draft, current, 'lapsed')
      countLapse(draft, ask.agent.id, ask.offeredAt)
    }
    if (current?.stage.at !== 'offered' || current.stage.expiresAt > draft.now) continue
    const agentId = current.stage.agent.id
    passOver(draft, current, agentId, current.stage.expiresAt)
    countLapse(draft, agentId, current.stage.offeredAt)
  }
}

function countLapse(draft: Draft, agentId: string, offeredAt: number): void {
  const agent = draft.agent(agentId)
  // One look away misses everything that stood on the screen at that time.
  if (!agent || offeredAt < (agent.lapsedAt ?? 0)) return
  const lapses = agent.lapses + 1
  if (lapses < LAPSES_UNTIL_AWAY) {
    draft.changeAgent(agentId, { lapses, lapsedAt: draft.now })
    return
  }
  draft.changeAgent(agentId, { presence: 'away', lapses: 0, lapsedAt: draft.now, awaySince: draft.now })
  withdrawOffers(draft, agentId)
}

/** An agent who is away or gone is shown nothing; that is not held against them. */
export function withdrawOffers(draft: Draft, agentId: string): void {
  for (const entry of draft.itemsOf(agentId)) {
    if (entry.stage.at === 'offered') draft.putItem({ ...entry, stage: { at: 'queued' } })
  }
  withdrawAsks(draft, agentId)
}

function passOver(draft: Draft, entry: FloorItem, agentId: string, again: number): void {
  draft.putItem({ ...entry, passedOver: { ...entry.passedOver, [agentId]: again }, stage: { at: 'queued' } })
}
