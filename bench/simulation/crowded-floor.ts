import { decideFloor, emptyFloor, type FloorAgent, type FloorItem, type FloorState } from '@baton/relay/floor'

const PER_AGENT = 3
const NOW = 1_700_000_000_000
export const CONTEXT = { now: NOW, offerMs: 20_000, graceMs: 30_000 }

const agentId = (at: number): string => `agent-${at}`

export const queuedItem = (session: string): FloorItem['item'] => ({
  session: session.padEnd(27, 'x'),
  handoffId: `h_${session}`,
  customer: 'Kim Example',
  want: 'Where is my parcel? It should have come on Monday.',
  reason: 'asked',
  priority: 0,
  locale: 'en',
  tier: 'gold',
  queuedAt: NOW,
})

/**
 * A floor in the middle of its day: every agent connected, nearly every one with all the sessions they may hold.
 * @param waiting how many sessions wait; agents have no room then.
 */
export function crowdedFloor(agents: number, waiting: number): FloorState {
  const state = emptyFloor()
  const people = new Map<string, FloorAgent>()
  const items = new Map<string, FloorItem>()
  const base = { returned: false, passedOver: {}, place: null, placedAt: 0, retellAt: null }
  for (let at = 0; at < agents; at += 1) {
    const face = { id: agentId(at), name: `Agent ${at}` }
    people.set(face.id, {
      ...face,
      capacity: PER_AGENT,
      locales: ['en'],
      presence: 'online',
      connected: true,
      connectedSince: NOW - at,
      idleSince: NOW - at,
      graceUntil: null,
      lapses: 0,
    })
    // With nobody waiting, each has one place free.
    for (let own = waiting > 0 ? 0 : 1; own < PER_AGENT; own += 1) {
      const item = queuedItem(`held-${at}-${own}`)
      const stage = { at: 'assigned' as const, offer: `o_${at}_${own}`, agent: face, acceptedAt: NOW - 60_000 }
      items.set(item.session, { ...base, item, fence: 3, stage })
    }
  }
  let floor: FloorState = { ...state, agents: people, items, handlingMs: Array.from({ length: 20 }, () => 600_000) }
  for (let at = 0; at < waiting; at += 1) {
    const item = queuedItem(`waits-${at}`)
    const place = { position: at + 1, waitMs: { low: 0, high: 30_000 } }
    const entry: FloorItem = { ...base, item, fence: 2, place, placedAt: NOW, stage: { at: 'queued' } }
    floor = { ...floor, items: new Map(floor.items).set(item.session, entry) }
    if (at > 2_000) break
  }
  return decideFloor(floor, { type: 'tick' }, CONTEXT).state
}
