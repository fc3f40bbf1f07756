import type { AgentFace, Locale, QueuedSession, QueuePlace, Transfer } from '@baton/protocol'
import type { Redacted } from '../masking/index.ts'

/** An agent on the floor. Offline agents are not kept: their record goes when their grace time is over. */
export interface FloorAgent extends AgentFace {
  capacity: number
  locales: readonly Locale[]
  presence: 'online' | 'away'
  /** At least one floor socket is open. */
  connected: boolean
  connectedSince: number
  /** Last time work began or ended; the longest idle of equals is asked first. */
  idleSince: number
  /** When a dropped agent's sessions go back to the queue; null while connected. */
  graceUntil: number | null
  /** Times in a row that offers ended without an answer; offers that stood side by side end as one. */
  lapses: number
  /** When the last of these was counted. Absent: none yet. */
  lapsedAt?: number
  /** Since when the agent is away for want of an answer; null when they are not, or chose it themselves. */
  awaySince?: number | null
  /** Until when the work after a call goes on, at most. Absent or null: there is none. */
  wrapUpUntil?: number | null
}

/**
 * Where a session stands on the floor. A session has exactly one stage, so it can never be with two agents.
 * `reserved` and `returning` wait for the session's answer to a pass.
 */
export type Stage =
  | { at: 'queued' }
  | { at: 'offered'; offer: string; agent: AgentFace; offeredAt: number; expiresAt: number }
  | { at: 'reserved'; offer: string; agent: AgentFace }
  | { at: 'assigned'; offer: string; agent: AgentFace; acceptedAt: number; asks?: Ask }
  /** `note`: its agent gives it back with these words for whoever comes next; absent: they dropped. */
  | { at: 'returning'; agent: AgentFace; note?: Redacted }

/**
 * The colleague whom the agent who has a session has asked to take it. `taken`: they will, and the session's answer to the
 * pass is awaited. `ended`: it came to nothing.
 */
export interface Ask {
  offer: string
  agent: AgentFace
  note: Redacted
  offeredAt: number
  expiresAt: number
  taken?: true
  ended?: NonNullable<Transfer['ended']>
}

export interface FloorItem {
  item: QueuedSession
  /** Newest fence the floor knows of this session. */
  fence: number
  /** Came back from an agent who dropped: goes before its equals in priority. */
  returned: boolean
  /** Agents who declined or let an offer lapse, and from when they may be shown this session again. */
  passedOver: Readonly<Record<string, number>>
  /** The place last told to the session; null while it is not waiting. */
  place: QueuePlace | null
  /** When it was told. */
  placedAt: number
  /** When a newer place has to be told; null while the one told still holds. */
  retellAt: number | null
  stage: Stage
}

/** Remembers a session that left, so that a late repeat of its `enqueue` does not bring it back. */
export interface Departure {
  handoffId: string
  fence: number
  at: number
}

/** Everything the floor of one workspace knows. Entries are replaced, never changed, so a host can store what differs. */
export interface FloorState {
  agents: ReadonlyMap<string, FloorAgent>
  /** By session. */
  items: ReadonlyMap<string, FloorItem>
  /** By session, oldest first. */
  departures: ReadonlyMap<string, Departure>
  /** Milliseconds from acceptance to the end, newest last. */
  handlingMs: readonly number[]
  /** Offers made so far; numbers the next one. */
  offersMade: number
}

export const emptyFloor = (): FloorState => ({
  agents: new Map(),
  items: new Map(),
  departures: new Map(),
  handlingMs: [],
  offersMade: 0,
})

/** The agent a session is offered to, reserved for or held by. */
export const agentOf = (entry: FloorItem): AgentFace | null => (entry.stage.at === 'queued' ? null : entry.stage.agent)

/** What a colleague is asked about now. */
export const askOf = ({ stage }: Pick<FloorItem, 'stage'>): Ask | null =>
  stage.at === 'assigned' && stage.asks && !stage.asks.ended ? stage.asks : null

/** Everybody it takes a place of: who has it, and who is asked to take it. */
export function takenBy(entry: FloorItem): AgentFace[] {
  const holder = agentOf(entry)
  const asked = askOf(entry)
  return holder ? (asked ? [holder, asked.agent] : [holder]) : []
}

/** Whether the session still waits for a person, as its customer sees it. */
export const isWaiting = (entry: FloorItem): boolean =>
  entry.stage.at === 'queued' || entry.stage.at === 'offered' || entry.stage.at === 'reserved'

/** How many places a session takes: whoever listens to a customer reads others only now and then. */
const PLACES = { chat: 1, call: 3 } as const

export const placesOf = ({ item }: Pick<FloorItem, 'item'>): number => (item.call ? PLACES.call : PLACES.chat)

/** How much each agent has, or each of those asked about: offers count too. */
export function loadsOf(entries: Iterable<FloorItem>, asked?: ReadonlySet<string>): Map<string, number> {
  const loads = new Map<string, number>()
  for (const entry of entries) {
    for (const { id } of takenBy(entry))
      if (!asked || asked.has(id)) loads.set(id, (loads.get(id) ?? 0) + placesOf(entry))
  }
  return loads
}

/** What each agent has, offers included. */
export function withAgents(entries: Iterable<FloorItem>): Map<string, FloorItem[]> {
  const held = new Map<string, FloorItem[]>()
  for (const entry of entries) {
    for (const { id } of takenBy(entry)) {
      const own = held.get(id)
      if (own) own.push(entry)
      else held.set(id, [entry])
    }
  }
  return held
}
