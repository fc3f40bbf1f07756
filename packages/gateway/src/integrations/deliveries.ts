import type {
  CrmRecordsResponse,
  WebhookAttempt,
  WebhookDeliveriesResponse,
  WebhookDelivery,
  WebhookEvent,
} from '@baton/protocol'
import { base64url } from 'jose'

/** What happened is forgotten after this time, delivered or not. */
const KEEP_MS = 30 * 24 * 3_600_000

interface Row extends Record<string, SqlStorageValue> {
  id: number
  endpoint: string
  announcement: string
  attempts: string
  tries: number
  state: string
  due: number | null
  at: number
  body: string
}

/** One attempt that is due. `tries`: how many there were, since it was last begun. */
export interface Due {
  id: number
  endpoint: string
  event: string
  body: string
  tries: number
  /** When the first attempt was. */
  since: number
}

const SELECT = `SELECT d.*, a.at, a.body FROM deliveries d JOIN announcements a ON a.id = d.announcement`

/** What happened, and how far each is on its way to each endpoint. */
export class Deliveries {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Stores what happened, for those who want to be told. False when it was stored before. */
  announce(
    id: string,
    { session, at, body }: { session: string | null; at: number; body: string },
    endpoints: readonly string[],
  ): boolean {
    const isNew =
      this.#sql.exec(
        'INSERT INTO announcements (id, session, at, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        ...[id, session, at, body],
      ).rowsWritten > 0
    if (!isNew) return false
    for (const endpoint of endpoints) {
      this.#sql.exec('INSERT INTO deliveries (endpoint, announcement, due) VALUES (?, ?, 0)', endpoint, id)
    }
    return true
  }

  due(now: number, limit: number, busy: ReadonlySet<number>): Due[] {
    return this.#sql
      .exec<Row>(`${SELECT} WHERE d.due <= ? ORDER BY d.due, d.id LIMIT ?`, now, limit + busy.size)
      .toArray()
      .filter(({ id }) => !busy.has(id))
      .slice(0, limit)
      .map(({ id, endpoint, announcement, body, tries, attempts, at }) => ({
        id,
        endpoint,
        event: announcement,
        body,
        tries,
        since: tries === 0 ? at : ((JSON.parse(attempts) as WebhookAttempt[]).at(-tries)?.at ?? at),
      }))
  }

  nextDue(busy: ReadonlySet<number>): number | null {
    const rows = this.#sql
      .exec<{ id: number; due: number }>(
        'SELECT id, due FROM deliveries WHERE due IS NOT NULL ORDER BY due LIMIT ?',
        busy.size + 1,
      )
      .toArray()
    return rows.find(({ id }) => !busy.has(id))?.due ?? null
  }

  /** Writes an attempt down. `next`: when the one after it is; null when there is none. */
  attempted(
    { id, tries }: Pick<Due, 'id' | 'tries'>,
    attempt: WebhookAttempt,
    outcome: { state: WebhookDelivery['state']; next: number | null },
  ): void {
    const [row] = this.#sql.exec<{ attempts: string }>('SELECT attempts FROM deliveries WHERE id = ?', id).toArray()
    if (!row) return
    const attempts: WebhookAttempt[] = [...JSON.parse(row.attempts), attempt].slice(-ATTEMPTS_TOLD)
    this.#sql.exec(
      'UPDATE deliveries SET attempts = ?, tries = ?, state = ?, due = ? WHERE id = ?',
      ...[JSON.stringify(attempts), tries + 1, outcome.state, outcome.next, id],
    )
  }

  /** Nobody was told: it is no attempt. */
  postpone(id: number, due: number): void {
    this.#sql.exec('UPDATE deliveries SET due = ? WHERE id = ? AND due IS NOT NULL', due, id)
  }

  /** What is still to be told to an endpoint that is off waits until it is on again. */
  pause(endpoint: string): void {
    this.#sql.exec('UPDATE deliveries SET due = NULL WHERE endpoint = ?', endpoint)
  }

  resume(endpoint: string, now: number): void {
    this.#sql.exec(
      "UPDATE deliveries SET due = ?, tries = 0 WHERE endpoint = ? AND state = 'waiting' AND due IS NULL",
      ...[now, endpoint],
    )
  }

  /** From the first attempt on. False when there is none of this id for this endpoint. */
  replay(endpoint: string, id: string, now: number): boolean {
    return (
      this.#sql.exec(
        "UPDATE deliveries SET due = ?, tries = 0, state = 'waiting' WHERE endpoint = ? AND id = ?",
        ...[now, endpoint, id],
      ).rowsWritten > 0
    )
  }

  page(endpoint: string, after: string | null, limit: number): WebhookDeliveriesResponse {
    const { rows, next } = this.#page(endpoint, after, limit)
    return { deliveries: rows.map((row) => ({ event: row.announcement, ...deliveryOf(row, eventOf(row)) })), next }
  }

  /** The same of records, which a receiver knows by their case. */
  records(endpoint: string, after: string | null, limit: number): CrmRecordsResponse {
    const { rows, next } = this.#page(endpoint, after, limit)
    const records = rows.map((row) => {
      const event = eventOf(row)
      const { session = '', caseId = '' } = event.data
      return { session, caseId, ...deliveryOf(row, event) }
    })
    return { records, next }
  }

  /** Newest first, after the one of this id. */
  #page(endpoint: string, after: string | null, limit: number): { rows: Row[]; next: string | null } {
    const rows = this.#sql
      .exec<Row>(
        `${SELECT} WHERE d.endpoint = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
        endpoint,
        after ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      .toArray()
    const last = rows.at(-1)
    return { rows, next: last && rows.length === limit ? String(last.id) : null }
  }

  /** Every one that has failed, from the first attempt on. How many. */
  replayFailed(endpoint: string, now: number): number {
    return this.#sql
      .exec(
        "UPDATE deliveries SET due = ?, tries = 0, state = 'waiting' WHERE endpoint = ? AND state = 'failed' RETURNING id",
        ...[now, endpoint],
      )
      .toArray().length
  }

  /** Whether it is still to be told: whom it is about may have been erased. */
  isKept(id: number): boolean {
    return this.#sql.exec('SELECT 1 FROM deliveries WHERE id = ?', id).toArray().length > 0
  }

  /** There is nothing to tell any more. */
  drop(id: number): void {
    this.#sql.exec('DELETE FROM deliveries WHERE id = ?', id)
  }

  removeOf(endpoint: string): void {
    this.#sql.exec('DELETE FROM deliveries WHERE endpoint = ?', endpoint)
  }

  forget(session: string): void {
    this.#remove('session', session)
  }

  prune(now: number): void {
    this.#remove('before', now - KEEP_MS)
  }

  #remove(where: keyof typeof WHICH, value: string | number): void {
    this.#sql.exec(`DELETE FROM deliveries WHERE announcement IN (${WHICH[where]})`, value)
    this.#sql.exec(`DELETE FROM announcements WHERE id IN (${WHICH[where]})`, value)
  }
}

const eventOf = ({ body }: Row): WebhookEvent => JSON.parse(body)

const deliveryOf = ({ id, at, state, due, attempts }: Row, { type }: WebhookEvent): Omit<WebhookDelivery, 'event'> => ({
  id: String(id),
  type,
  at,
  state: state as WebhookDelivery['state'],
  nextAt: due,
  attempts: JSON.parse(attempts),
})

const WHICH = {
  session: 'SELECT id FROM announcements WHERE session = ?',
  before: 'SELECT id FROM announcements WHERE at < ?',
} as const

/** An event replayed for weeks does not grow for ever. */
const ATTEMPTS_TOLD = 20

/** The same for the same thing, however often it is announced; `webhook-id` of every attempt. */
export async function eventIdOf(parts: readonly (string | number)[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)))
  return `msg_${base64url.encode(new Uint8Array(digest).slice(0, 20))}`
}
