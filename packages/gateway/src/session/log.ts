import type { Role, SessionEvent } from '@baton/protocol'
import { maySee } from '@baton/relay/session'

/** A vendor may bring the same message again for so long: Meta tries for seven days, and others are not to be outdone. */
const COMES_AGAIN_MS = 30 * 24 * 3_600_000

/** A page ends before it would grow past this many bytes. */
const PAGE_BYTES = 256 * 1024
/** Events of a case read at a time. */
const CASE_PAGE = 500

interface Row extends Record<string, SqlStorageValue> {
  seq: number
  event: string
}

/** Part of the log as it goes onto the wire. An event is stored as it is sent, so none is parsed to be sent again. */
export interface Page {
  /** JSON of the entries, oldest first. */
  entries: string
  more: boolean
}

/**
 * The append-only log. Reads are per role: a customer's pages skip what is for staff, and `prev` bridges the gap. Ids are
 * indexed from time to time, many at once: an index kept up with each event would cost as much as the event.
 */
export class EventLog {
  readonly #sql: SqlStorage
  #first: number | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  append(event: SessionEvent, json: string): void {
    this.#sql.exec(
      'INSERT INTO events (seq, staff, event) VALUES (?, ?, ?)',
      event.seq,
      maySee('customer', event) ? 0 : 1,
      json,
    )
  }

  /** The same event in other words. Its place, its id and who may see it stay. */
  rewrite(event: SessionEvent): void {
    this.#sql.exec('UPDATE events SET event = ? WHERE seq = ?', JSON.stringify(event), event.seq)
  }

  /** The latest events of a writer among the last of the log, oldest first. */
  recentOf(by: SessionEvent['by'], among: number): SessionEvent[] {
    return this.#sql
      .exec<Row>(
        `SELECT seq, event FROM (SELECT seq, event FROM events ORDER BY seq DESC LIMIT ?)
         WHERE event ->> '$.by.role' = ? AND event ->> '$.by.id' = ? ORDER BY seq`,
        among,
        by.role,
        by.id,
      )
      .toArray()
      .map((row) => JSON.parse(row.event))
  }

  /** Makes the events after `seq` findable by their ids. */
  index(seq: number): void {
    this.#sql.exec(
      `INSERT INTO ids (writer, id, seq)
       SELECT event ->> '$.by.role' || ':' || (event ->> '$.by.id'), event ->> '$.id', seq FROM events WHERE seq > ?
       ON CONFLICT DO NOTHING`,
      seq,
    )
  }

  /** Seq of the indexed event that this writer has stored under this id. */
  find(by: SessionEvent['by'], id: string): number | null {
    const [row] = this.#sql
      .exec<{ seq: number }>('SELECT seq FROM ids WHERE id = ? AND writer = ?', id, writerOf(by))
      .toArray()
    return row?.seq ?? null
  }

  get(seq: number): SessionEvent | null {
    const [row] = this.#sql.exec<Row>('SELECT seq, event FROM events WHERE seq = ?', seq).toArray()
    return row ? JSON.parse(row.event) : null
  }

  /** The last message that came by a route up to `seq`. */
  lastHeardBy(route: string, seq: number): SessionEvent | null {
    const [row] = this.#sql
      .exec<Row>(
        "SELECT seq, event FROM events WHERE seq <= ? AND event ->> '$.body.via.route' = ? ORDER BY seq DESC LIMIT 1",
        ...[seq, route],
      )
      .toArray()
    return row ? JSON.parse(row.event) : null
  }

  /** Seq of the first event that is kept; 1 when none was ever cut. */
  first(): number {
    this.#first ??= this.#sql.exec<{ seq: number | null }>('SELECT MIN(seq) AS seq FROM events').one().seq ?? 1
    return this.#first
  }

  /** Up to where the log is of cases that were over before `time`; 0 when no case was. Reads the whole log. */
  endOfCasesBefore(time: number): number {
    const { seq } = this.#sql
      .exec<{ seq: number | null }>(
        `SELECT MAX(seq) AS seq FROM events
         WHERE event ->> '$.kind' = 'case.opened' AND NOT (event ->> '$.body.reopened')
         AND seq <= 1 + (SELECT MAX(seq) FROM events WHERE event ->> '$.at' < ?)`,
        time,
      )
      .one()
    return (seq ?? 1) - 1
  }

  /** Whether a vendor's message of this id was here and is no longer kept. */
  isPast(id: string): boolean {
    return this.#sql.exec('SELECT 1 FROM past WHERE id = ?', id).toArray().length > 0
  }

  /** Removes what is written up to `seq`. The log begins after it from now on. */
  cut(seq: number, now: number): void {
    this.#sql.exec(
      `INSERT INTO past (id, until)
       SELECT event ->> '$.id', (event ->> '$.at') + ?1 FROM events
       WHERE seq <= ?2 AND event ->> '$.body.via.route' IS NOT NULL AND (event ->> '$.at') + ?1 > ?3
       ON CONFLICT DO NOTHING`,
      COMES_AGAIN_MS,
      seq,
      now,
    )
    this.#sql.exec('DELETE FROM past WHERE until <= ?', now)
    this.#sql.exec('DELETE FROM events WHERE seq <= ?', seq)
    this.#sql.exec('DELETE FROM ids WHERE seq <= ?', seq)
    this.#sql.exec('DELETE FROM sealed WHERE seq <= ?', seq)
    this.#first = null
  }

  /** Everything from the opening of a case on, or from the first that is kept, a page in memory at a time. */
  *fromCase(caseId: string): Generator<SessionEvent> {
    const { seq } = this.#sql
      .exec<{ seq: number | null }>(
        "SELECT MIN(seq) AS seq FROM events WHERE event ->> '$.kind' = 'case.opened' AND event ->> '$.body.caseId' = ?",
        caseId,
      )
      .one()
    let after = (seq ?? 1) - 1
    for (let page = this.read(after, CASE_PAGE); page.length > 0; page = this.read(after, CASE_PAGE)) {
      yield* page
      after = page.at(-1)?.seq ?? after
    }
  }

  /** Up to `limit` events after `seq`, of either audience, as they are stored. */
  read(seq: number, limit: number): SessionEvent[] {
    return this.#sql
      .exec<Row>('SELECT seq, event FROM events WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit)
      .toArray()
      .map((row) => JSON.parse(row.event))
  }

  /** Everything after `seq`, oldest first, for folding. */
  since(seq: number): SessionEvent[] {
    return this.#sql
      .exec<Row>('SELECT seq, event FROM events WHERE seq > ? ORDER BY seq', seq)
      .toArray()
      .map((row) => JSON.parse(row.event))
  }

  /** When the first event at or after `seq` was stored; null when there is none. */
  timeFrom(seq: number): number | null {
    const [row] = this.#sql
      .exec<{ at: number }>("SELECT event ->> '$.at' AS at FROM events WHERE seq >= ? ORDER BY seq LIMIT 1", seq)
      .toArray()
    return row?.at ?? null
  }

  /** Events after `since`. */
  after(since: number, role: Role, limit: number): Page {
    const rows = this.#sql.exec<Row>(
      'SELECT seq, event FROM events WHERE seq > ? AND staff <= ? ORDER BY seq LIMIT ?',
      since,
      staffBound(role),
      limit + 1,
    )
    const { kept, next } = firstOf(rows, limit)
    return { entries: chained(this.lastSeenAt(since, role), kept), more: next !== null }
  }

  /**
   * The last events before `before`, none before `horizon`: for this reader the log begins there. `more` says that still
   * older ones exist.
   */
  before(before: number, role: Role, limit: number, horizon = 1): Page {
    const rows = this.#sql.exec<Row>(
      'SELECT seq, event FROM events WHERE seq < ? AND seq >= ? AND staff <= ? ORDER BY seq DESC LIMIT ?',
      before,
      horizon,
      staffBound(role),
      limit + 1,
    )
    const { kept, next } = firstOf(rows, limit)
    return { entries: chained(next?.seq ?? 0, kept.reverse()), more: next !== null }
  }

  /** The last event up to `seq` that this reader may see; the last one cut when none is kept, 0 when there never was one. */
  lastSeenAt(seq: number, role: Role): number {
    if (role === 'agent') return seq
    return (
      this.#sql
        .exec<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM events WHERE seq <= ? AND staff = 0', seq)
        .one().seq ?? this.first() - 1
    )
  }
}

export const writerOf = (by: SessionEvent['by']): string => `${by.role}:${by.id}`
const staffBound = (role: Role): number => (role === 'customer' ? 0 : 1)

/** Rows that fit into one page, and the first that does not. */
function firstOf(rows: Iterable<Row>, limit: number): { kept: Row[]; next: Row | null } {
  const kept: Row[] = []
  let bytes = 0
  for (const row of rows) {
    bytes += row.event.length
    if (kept.length === limit || (kept.length > 0 && bytes > PAGE_BYTES)) return { kept, next: row }
    kept.push(row)
  }
  return { kept, next: null }
}

/** Entries that follow on from `prev`, each from the one before it. */
const chained = (prev: number, rows: readonly Row[]): string =>
  `[${rows.map(({ event }, at) => `{"prev":${rows[at - 1]?.seq ?? prev},"event":${event}}`).join(',')}]`
