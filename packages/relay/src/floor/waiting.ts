import type { FloorCommand } from './command.ts'
import type { Draft } from './draft.ts'
import { goOn } from './offers.ts'
import { agentOf, type Departure, type FloorItem } from './state.ts'

/** Whoever waits at a telephone goes before all but what goes before everything. */
const CALLS_AS = 8

const urgency = ({ item }: FloorItem): number => (item.call ? Math.max(item.priority, CALLS_AS) : item.priority)

/** Serving order: urgency, priority, then sessions an agent dropped, then the longest wait. */
export function byTurn(a: FloorItem, b: FloorItem): number {
  return (
    urgency(b) - urgency(a) ||
    b.item.priority - a.item.priority ||
    Number(b.returned) - Number(a.returned) ||
    a.item.queuedAt - b.item.queuedAt ||
    (a.item.session < b.item.session ? -1 : 1)
  )
}

// One fence belongs to one pass of the baton; the handoff tells apart a session that left and came back in the same pass.
const isOlder = (request: { handoffId: string; fence: number }, known: { handoffId: string; fence: number }): boolean =>
  request.fence < known.fence || (request.fence === known.fence && request.handoffId === known.handoffId)

/** A session waits for a person. */
export function enqueue(draft: Draft, command: Extract<FloorCommand, { type: 'enqueue' }>): void {
  const { item, fence, goesOn } = command
  const departure: Departure | undefined = draft.state.departures.get(item.session)
  if (departure && isOlder({ handoffId: item.handoffId, fence }, departure)) return
  const known = draft.item(item.session)
  if (known) {
    if (isOlder({ handoffId: item.handoffId, fence }, { handoffId: known.item.handoffId, fence: known.fence })) return
    draft.end(known)
  }
  draft.forgetDeparture(item.session)
  const entry: FloorItem = {
    item,
    fence,
    returned: false,
    passedOver: {},
    place: null,
    placedAt: 0,
    retellAt: null,
    stage: { at: 'queued' },
  }
  if (!goesOn || !goOn(draft, entry, goesOn)) draft.putItem(entry)
}

/** A session went on without the floor: its place and its agent are free again. */
export function release(draft: Draft, command: Extract<FloorCommand, { type: 'release' }>): void {
  const { session, handoffId, fence } = command
  const known = draft.item(session)
  if (known) {
    const isNewer = fence > known.fence || (fence === known.fence && handoffId === known.item.handoffId)
    if (isNewer) draft.removeItem(known, fence)
    return
  }
  // The release may overtake the enqueue it belongs to.
  const departure = draft.state.departures.get(session)
  if (!departure || fence > departure.fence) draft.depart(session, handoffId, fence)
}

/** Takes the words of a session's want back, in whatever stage it is; one that has left took them along. */
export function reword(draft: Draft, { session, handoffId, want }: Extract<FloorCommand, { type: 'reword' }>): void {
  const known = draft.item(session)
  if (known?.item.handoffId === handoffId && known.item.want !== want) {
    draft.putItem({ ...known, item: { ...known.item, want } })
  }
}

/** Puts a session back into the queue, as it stood, under the fence the session named. */
export function requeue(draft: Draft, entry: FloorItem, change: Partial<FloorItem>): void {
  const holder = agentOf(entry)
  draft.putItem({ ...entry, ...change, stage: { at: 'queued' } })
  if (holder) draft.changeAgent(holder.id, { idleSince: draft.now })
}
