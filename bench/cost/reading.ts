/** A class of the gateway's objects. */
export const ROOMS = ['Session', 'Floor', 'Directory', 'Knowledge'] as const
export type Room = (typeof ROOMS)[number]

/** One event an object handled: what the platform bills as a request, and what keeps the object awake. */
export interface RoomEvent {
  room: Room
  object: string
  /** `fetch`, `alarm`, `message hello`, `rpc enqueue`, … A `close` is not billed as a request. */
  what: string
  /** Milliseconds since 1970. `until` includes what the handler left to `waitUntil`. */
  at: number
  until: number
}

/** A statement by its text, with how often it ran and the rows SQLite counted. `setAlarm` stands among them. */
export interface StatementCount {
  room: Room
  sql: string
  times: number
  read: number
  written: number
}

/** What happened since the last reading. */
export interface Reading {
  workerRequests: number
  events: RoomEvent[]
  statements: StatementCount[]
  /** Size of each object's database in bytes, by object id, as last seen. */
  bytes: Record<string, { room: Room; bytes: number }>
}

/** Where the metered Worker tells its reading. */
export const READING_PATH = '/meter'
