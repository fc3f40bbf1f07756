import { awakeSeconds, HIBERNATES_AFTER_MS } from './awake.ts'
import { type Reading, ROOMS, type Room } from './reading.ts'
import type { Step } from './step.ts'

/** What the platform counts of one room. */
export interface RoomCounts {
  /** HTTP requests, calls of other rooms and alarms. */
  requests: number
  /** Incoming WebSocket messages; twenty are billed as one request. */
  messages: number
  rowsRead: number
  rowsWritten: number
}

/** What one conversation, or one step of it, costs. */
export interface Counts {
  workerRequests: number
  rooms: Record<Room, RoomCounts>
}

/** The whole of a conversation. */
export interface Conversation {
  name: string
  counts: Counts
  /** Seconds the Session was at work, and with the ten seconds behind each event until it hibernates. */
  session: { activeSeconds: number; awakeSeconds: number; storedBytes: number }
  /** Counts of each kind of step, averaged over the times it came. */
  steps: { name: string; times: number; counts: Counts }[]
}

export function conversationOf(name: string, steps: readonly Step[]): Conversation {
  const names = [...new Set(steps.map((step) => step.name))]
  const sessions = steps.flatMap(({ reading }) =>
    Object.values(reading.bytes).flatMap(({ room, bytes }) => (room === 'Session' ? [bytes] : [])),
  )
  return {
    name,
    counts: sum(steps.map((step) => scaled(countsOf(step.reading), step.times))),
    session: {
      activeSeconds: awakeSeconds(steps, 'Session', 0),
      awakeSeconds: awakeSeconds(steps, 'Session', HIBERNATES_AFTER_MS),
      storedBytes: Math.max(...sessions),
    },
    steps: names.map((each) => {
      const same = steps.filter((step) => step.name === each)
      const times = same.reduce((total, step) => total + step.times, 0)
      return { name: each, times, counts: scaled(sum(same.map(({ reading }) => countsOf(reading))), 1 / same.length) }
    }),
  }
}

function countsOf(reading: Reading): Counts {
  const rooms = Object.fromEntries(ROOMS.map((room) => [room, roomCounts(reading, room)])) as Counts['rooms']
  return { workerRequests: reading.workerRequests, rooms: withColdCaches(rooms, reading) }
}

function roomCounts({ events, statements }: Reading, room: Room): RoomCounts {
  const mine = events.filter((event) => event.room === room && event.what !== 'close')
  const messages = mine.filter(({ what }) => what.startsWith('message ')).length
  const rows = (kind: 'read' | 'written') =>
    statements.reduce((total, each) => total + (each.room === room ? each[kind] : 0), 0)
  return { requests: mine.length - messages, messages, rowsRead: rows('read'), rowsWritten: rows('written') }
}

/**
 * Isolates keep settings and the current version of a pack for five seconds. The conversation was played faster than
 * that, so at the pace of people, alone in its isolate, each command asks for both.
 */
function withColdCaches(rooms: Counts['rooms'], { events }: Reading): Counts['rooms'] {
  const sends = events.filter(({ what }) => what.startsWith('message send')).length
  const asked = (what: string) => events.filter((event) => event.what === what).length
  rooms.Directory.requests += Math.max(0, sends - asked('rpc config'))
  rooms.Knowledge.requests += Math.max(0, sends - asked('rpc currentRelease'))
  return rooms
}

const KEYS = ['requests', 'messages', 'rowsRead', 'rowsWritten'] as const

const mapped = (make: (room: Room, key: (typeof KEYS)[number]) => number): Counts['rooms'] =>
  Object.fromEntries(
    ROOMS.map((room) => [room, Object.fromEntries(KEYS.map((key) => [key, make(room, key)]))]),
  ) as unknown as Counts['rooms']

const sum = (all: readonly Counts[]): Counts => ({
  workerRequests: all.reduce((total, each) => total + each.workerRequests, 0),
  rooms: mapped((room, key) => all.reduce((total, each) => total + each.rooms[room][key], 0)),
})

const scaled = ({ workerRequests, rooms }: Counts, by: number): Counts => ({
  workerRequests: workerRequests * by,
  rooms: mapped((room, key) => rooms[room][key] * by),
})

/** One figure over all rooms. */
export const total = ({ rooms }: Counts, key: (typeof KEYS)[number]): number =>
  ROOMS.reduce((sum, room) => sum + rooms[room][key], 0)
