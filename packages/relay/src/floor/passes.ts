import type { AgentFace, Holder } from '@baton/protocol'
import type { FloorCommand } from './command.ts'
import type { Draft } from './draft.ts'
import { requestPass } from './request-pass.ts'
import { askOf, type FloorItem } from './state.ts'
import { requeue } from './waiting.ts'

/**
 * The session answered a pass. An answer to anything but the pass now in flight is a repeat, or was overtaken by a
 * newer fence, and says nothing new.
 */
export function passed(draft: Draft, command: Extract<FloorCommand, { type: 'passed' }>): void {
  const { session, handoffId, expectedFence, to, outcome } = command
  const entry = draft.item(session)
  if (!entry || entry.item.handoffId !== handoffId || entry.fence !== expectedFence) return
  const { stage } = entry
  const isAwaited = to === 'queue' ? stage.at === 'returning' : awaited(entry)?.id === to.agent.id
  if (!isAwaited) return
  const now: { holder: Holder; fence: number } = outcome.ok
    ? { holder: to === 'queue' ? 'queue' : `agent:${to.agent.id}`, fence: outcome.fence }
    : outcome.current
  settle(draft, entry, now)
}

/** The agent for whom the session was asked to pass the baton. */
function awaited(entry: FloorItem): AgentFace | null {
  if (entry.stage.at === 'reserved') return entry.stage.agent
  const ask = askOf(entry)
  return ask?.taken ? ask.agent : null
}

/** Makes the floor agree with where the session says the baton is. */
function settle(draft: Draft, entry: FloorItem, { holder, fence }: { holder: Holder; fence: number }): void {
  const { stage } = entry
  if (stage.at === 'assigned') return settleAsk(draft, entry, { holder, fence })
  if (stage.at !== 'reserved' && stage.at !== 'returning') return
  if (holder === 'queue') {
    draft.end(entry)
    // Sessions come back to the front when their agent dropped; one that merely moved on keeps the turn it had. Whoever has
    // just given it away is not the first to be asked.
    const isGivenBack = stage.at === 'returning' && stage.note !== undefined
    const passedOver = isGivenBack ? { [stage.agent.id]: draft.now + draft.context.offerMs } : {}
    requeue(draft, entry, { fence, returned: stage.at === 'returning' || entry.returned, passedOver })
  } else if (holder === `agent:${stage.agent.id}`) {
    confirm(draft, { ...entry, fence })
  } else {
    draft.removeItem(entry, fence)
  }
}

/** A colleague has taken it, if the session says so too. */
function settleAsk(draft: Draft, entry: FloorItem, { holder, fence }: { holder: Holder; fence: number }): void {
  const { stage } = entry
  const ask = askOf(entry)
  if (stage.at !== 'assigned' || !ask) return
  if (holder === `agent:${ask.agent.id}`) {
    // Their answer is on its way as that of any offer; the one who had it has done with it.
    draft.end({ ...entry, stage: { ...stage, asks: { ...ask, ended: 'unavailable' } } })
    const { agent, offer } = ask
    confirm(draft, { ...entry, fence, stage: { at: 'reserved', offer, agent } })
    return
  }
  if (holder !== 'queue' && holder !== `agent:${stage.agent.id}`) return draft.removeItem(entry, fence)
  if (holder === 'queue') {
    draft.end(entry)
    return requeue(draft, entry, { fence })
  }
  draft.effects.push({ type: 'offerGone', agentId: ask.agent.id, offerId: ask.offer })
  if (draft.agent(stage.agent.id)) {
    draft.putItem({ ...entry, fence, stage: { ...stage, asks: { ...ask, ended: 'unavailable' } } })
    return
  }
  draft.putItem({ ...entry, fence, stage: { at: 'returning', agent: stage.agent } })
  requestPass(draft, { ...entry, fence }, 'queue', 'dropped')
}

/** The session is with the agent of its stage; when that agent has left the floor meanwhile, it is asked back at once. */
function confirm(draft: Draft, entry: FloorItem): void {
  const { stage } = entry
  if (stage.at !== 'reserved' && stage.at !== 'returning') return
  const { agent } = stage
  if (stage.at === 'returning' || !draft.agent(agent.id)) {
    if (stage.at === 'reserved') draft.end(entry)
    draft.putItem({ ...entry, place: null, retellAt: null, stage: { at: 'returning', agent } })
    requestPass(draft, entry, 'queue', 'dropped')
    return
  }
  const { offer } = stage
  draft.putItem({
    ...entry,
    returned: false,
    passedOver: {},
    place: null,
    retellAt: null,
    stage: { at: 'assigned', offer, agent, acceptedAt: draft.now },
  })
  draft.effects.push({ type: 'accepted', agentId: agent.id, offerId: offer, session: entry.item.session })
}
