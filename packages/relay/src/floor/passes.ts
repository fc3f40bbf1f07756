import type { Holder } from '@baton/protocol'
import type { FloorCommand } from './command.ts'
import type { Draft } from './draft.ts'
import { requestPass } from './offers.ts'
import type { FloorItem } from './state.ts'
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
  const isAwaited =
    to === 'queue' ? stage.at === 'returning' : stage.at === 'reserved' && stage.agent.id === to.agent.id
  if (!isAwaited) return
  const now: { holder: Holder; fence: number } = outcome.ok
    ? { holder: to === 'queue' ? 'queue' : `agent:${to.agent.id}`, fence: outcome.fence }
    : outcome.current
  settle(draft, entry, now)
}

/** Makes the floor agree with where the session says the baton is. */
function settle(draft: Draft, entry: FloorItem, { holder, fence }: { holder: Holder; fence: number }): void {
  const { stage } = entry
  if (stage.at !== 'reserved' && stage.at !== 'returning') return
  if (holder === 'queue') {
    draft.end(entry)
    // Sessions come back to the front when their agent dropped; one that merely moved on keeps the turn it had.
    requeue(draft, entry, { fence, returned: stage.at === 'returning' || entry.returned, passedOver: {} })
  } else if (holder === `agent:${stage.agent.id}`) {
    confirm(draft, { ...entry, fence })
  } else {
    draft.removeItem(entry, fence)
  }
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
