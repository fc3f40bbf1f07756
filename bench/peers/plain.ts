/**
 * What every peer does with a message, so that all of them do the same durable work: a client's id is stored once, seq
 * is dense, the row is written before the acknowledgement, both sockets get the event.
 */
export const PLAIN_TABLE = `CREATE TABLE IF NOT EXISTS events (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL
)`
export const FIND = 'SELECT seq, event FROM events WHERE id = ?'
export const APPEND = 'INSERT INTO events (seq, id, event) VALUES (?, ?, ?)'
export const HEAD = 'SELECT MAX(seq) AS head FROM events'
export const AFTER = 'SELECT seq, event FROM events WHERE seq > ? ORDER BY seq LIMIT 201'

export interface PlainEvent {
  seq: number
  id: string
  kind: 'message'
  by: { role: string; id: string }
  audience: 'all'
  at: number
  body: { text: string }
}

export type PlainClientFrame =
  | { type: 'hello'; since: number }
  | { type: 'send'; id: string; body: { kind: 'message'; text: string } }

export const eventOf = (
  seq: number,
  { id, body }: Extract<PlainClientFrame, { type: 'send' }>,
  role: string,
  at: number,
): PlainEvent => ({ seq, id, kind: 'message', by: { role, id: role }, audience: 'all', at, body: { text: body.text } })

export const ackFrame = ({ id, seq, at }: PlainEvent): string => JSON.stringify({ type: 'ack', id, seq, at })
export const eventFrame = (event: PlainEvent): string => JSON.stringify({ type: 'event', prev: event.seq - 1, event })
export const replayFrames = (head: number, events: readonly PlainEvent[]): string[] => [
  JSON.stringify({ type: 'welcome', head }),
  JSON.stringify({ type: 'replay', entries: events.map((event) => ({ prev: event.seq - 1, event })) }),
]
