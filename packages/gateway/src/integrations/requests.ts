import type { Once } from './rooms.ts'

/** How long a request is known again. */
const KEEP_MS = 24 * 3_600_000
/** Whoever does one longer than this has gone down over it. */
const UNDER_WAY_MS = 60_000

interface Row extends Record<string, SqlStorageValue> {
  request: string
  at: number
  about: string | null
}

/** Requests of the server API that are done once under their key. Of an answer only an id is kept, and the rest read again. */
export class Requests {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  begin(key: string, request: string, now: number): Once {
    const [known] = this.#sql.exec<Row>('SELECT request, at, about FROM requests WHERE key = ?', key).toArray()
    if (known && now - known.at < KEEP_MS) {
      if (known.request !== request) return { as: 'mismatch' }
      if (known.about !== null) return { as: 'again', about: known.about }
      if (now - known.at < UNDER_WAY_MS) return { as: 'in_progress' }
    }
    this.#sql.exec(
      `INSERT INTO requests (key, request, at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET request = excluded.request, at = excluded.at, session = NULL, about = NULL`,
      ...[key, request, now],
    )
    return { as: 'new' }
  }

  end(key: string, session: string | null, about: string): void {
    this.#sql.exec('UPDATE requests SET session = ?, about = ? WHERE key = ?', session, about, key)
  }

  /** What was done stays known. */
  drop(key: string): void {
    this.#sql.exec('DELETE FROM requests WHERE key = ? AND about IS NULL', key)
  }

  forget(session: string): void {
    this.#sql.exec('DELETE FROM requests WHERE session = ?', session)
  }

  prune(now: number): void {
    this.#sql.exec('DELETE FROM requests WHERE at < ?', now - KEEP_MS)
  }
}
