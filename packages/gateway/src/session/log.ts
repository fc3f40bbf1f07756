import type { Entry, Role, SessionEvent } from '@baton/protocol'
import { maySee } from '@baton/relay/session'

/** A page ends before it would grow past this many bytes. */
const PAGE_BYTES = 256 * 1024

interface Row extends Record<string, SqlStorageValue> {
  seq: number
  event: string
}

/** The append-only log. Reads are per role: a customer's pages skip what is for staff, and `prev` bridges the gap. */
export class EventLog {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** False when this writer has stored an event under this id before; then nothing is written. */
  append(event: SessionEvent, json: string): boolean {
    const { rowsWritten } = this.#sql.exec(
      'INSERT INTO events (seq, writer, id, staff, event) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id, writer) DO NOTHING',
      event.seq,
      writerOf(event.by),
      event.id,
      maySee('customer', event) ? 0 : 1,
      json,
    )
    return rowsWritten > 0
  }

  /** The event this writer has stored under this id, if any: the same id is never stored twice. */
  find(by: SessionEvent['by'], id: string): SessionEvent | null {
    const [row] = this.#sql
      .exec<Row>('SELECT seq, event FROM events WHERE id = ? AND writer = ?', id, writerOf(by))
      .toArray()
    return row ? JSON.parse(row.event) : null
  }

  get(seq: number): SessionEvent | null {
    const [row] = this.#sql.exec<Row>('SELECT seq, event FROM events WHERE seq = ?', seq).toArray()
    return row ? JSON.parse(row.event) : null
  }

  /** Everything after `seq`, oldest first, for folding. */
  since(seq: number): SessionEvent[] {
    return this.#sql
      .exec<Row>('SELECT seq, event FROM events WHERE seq > ? ORDER BY seq', seq)
      .toArray()
      .map((row) => JSON.parse(row.event))
  }

  /** Events after `since`, oldest first. */
  after(since: number, role: Role, limit: number): { entries: Entry[]; more: boolean } {
    const rows = this.#sql.exec<Row>(
      'SELECT seq, event FROM events WHERE seq > ? AND staff <= ? ORDER BY seq LIMIT ?',
      since,
      staffBound(role),
      limit + 1,
    )
    return pageOf(rows, limit, (row, last) => ({
      prev: last ?? this.#seqBefore(row.seq, role),
      event: JSON.parse(row.event),
    }))
  }

  /** The last events before `before`, oldest first; `more` says that still older ones exist. */
  before(before: number, role: Role, limit: number): { entries: Entry[]; more: boolean } {
    const rows = this.#sql.exec<Row>(
      'SELECT seq, event FROM events WHERE seq < ? AND staff <= ? ORDER BY seq DESC LIMIT ?',
      before,
      staffBound(role),
      limit + 1,
    )
    const { entries, more } = pageOf(rows, limit, (row) => ({ prev: 0, event: JSON.parse(row.event) }))
    entries.reverse()
    let prev = entries[0] ? this.#seqBefore(entries[0].event.seq, role) : 0
    for (const entry of entries) {
      entry.prev = prev
      prev = entry.event.seq
    }
    return { entries, more }
  }

  #seqBefore(seq: number, role: Role): number {
    return (
      this.#sql
        .exec<{ seq: number | null }>(
          'SELECT MAX(seq) AS seq FROM events WHERE seq < ? AND staff <= ?',
          seq,
          staffBound(role),
        )
        .one().seq ?? 0
    )
  }
}

const writerOf = (by: SessionEvent['by']): string => `${by.role}:${by.id}`
const staffBound = (role: Role): number => (role === 'customer' ? 0 : 1)

function pageOf(
  rows: Iterable<Row>,
  limit: number,
  entryOf: (row: Row, last: number | null) => Entry,
): { entries: Entry[]; more: boolean } {
  const entries: Entry[] = []
  let bytes = 0
  let last: number | null = null
  for (const row of rows) {
    bytes += row.event.length
    if (entries.length === limit || (entries.length > 0 && bytes > PAGE_BYTES)) return { entries, more: true }
    entries.push(entryOf(row, last))
    last = row.seq
  }
  return { entries, more: false }
}
