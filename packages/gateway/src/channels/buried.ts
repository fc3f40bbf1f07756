import { type Undelivered, type UndeliveredResponse, undelivered } from '@baton/protocol'

/** What is needed to try a message again. */
export type Buried = Undelivered & { route: string }

type Row = Record<string, SqlStorageValue> & Buried & { n: number }

/** Taken at one time: each session among them is asked at once. */
const MOST = 1_000

/** Messages that could not be delivered: where they are and why, never what they say. */
export class BuriedMessages {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The same again changes nothing. */
  put({ id, session, seq, route, account, channel, reason, at }: Buried): void {
    this.#sql.exec(
      `INSERT INTO buried (id, session, seq, route, account, channel, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`,
      id,
      session,
      seq,
      route,
      account,
      channel,
      reason,
      at,
    )
  }

  /** Newest first, after the one that `after` names. */
  page({ after, limit }: { after: string | null; limit: number }): UndeliveredResponse {
    const before = after === null ? Number.MAX_SAFE_INTEGER : Number(after)
    if (!Number.isSafeInteger(before)) return { undelivered: [], next: null }
    const rows = this.#sql
      .exec<Row>('SELECT * FROM buried WHERE n < ? ORDER BY n DESC LIMIT ?', before, limit + 1)
      .toArray()
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      undelivered: shown.map((row) => undelivered.parse(row)),
      next: last && rows.length > limit ? String(last.n) : null,
    }
  }

  /** Takes these out, or the oldest there are, oldest first, inside a transaction: they are tried again, and come back if that fails too. */
  take(ids: readonly string[] | 'all'): Buried[] {
    const rows =
      ids === 'all'
        ? this.#sql.exec<Row>('SELECT * FROM buried ORDER BY n LIMIT ?', MOST).toArray()
        : [...new Set(ids)]
            .flatMap((id) => this.#sql.exec<Row>('SELECT * FROM buried WHERE id = ?', id).toArray())
            .sort((a, b) => a.n - b.n)
    for (const { n } of rows) this.#sql.exec('DELETE FROM buried WHERE n = ?', n)
    return rows
  }

  forget(session: string): void {
    this.#sql.exec('DELETE FROM buried WHERE session = ?', session)
  }
}
