import type { AuditEntry } from '@baton/protocol'

/** What somebody said a message means. */
export interface StoredLabel {
  /** The same message labelled again has the same. */
  id: string
  /** Whose message it is; null for a text nobody said here. */
  session: string | null
  /** Whether the host site vouches for the customer: their words are kept longer then. */
  verified: boolean
  /** Masked. */
  text: string
  intent: string | null
  by: AuditEntry['by']
  /** When it was said: what is kept of it is kept as long. */
  at: number
}

export const labelId = (session: string, seq: number): string => `${session}:${seq}`

/** Older ones make room: how customers speak changes. */
const MOST = 2_000

interface Row extends Record<string, SqlStorageValue> {
  text: string
  intent: string | null
}

export class Labels {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Inside a transaction. The last word on a message counts. */
  put({ id, session, verified, text, intent, by, at }: StoredLabel): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO labels (id, session, verified, text, intent, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      session,
      verified ? 1 : 0,
      text,
      intent,
      JSON.stringify(by),
      at,
    )
    this.#sql.exec(
      'DELETE FROM labels WHERE id IN (SELECT id FROM labels ORDER BY at DESC, id LIMIT -1 OFFSET ?)',
      MOST,
    )
  }

  count(): number {
    return this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM labels').one().n
  }

  /** Those that say something about a pack with these intents, oldest first. */
  for(intents: ReadonlySet<string>): { text: string; intent: string | null }[] {
    return this.#sql
      .exec<Row>('SELECT text, intent FROM labels ORDER BY at, id')
      .toArray()
      .filter(({ intent }) => intent === null || intents.has(intent))
  }

  /** All of a session, or of some of its messages. Whether there was anything. */
  forget(session: string, seqs?: readonly number[]): boolean {
    if (!seqs) return this.#sql.exec('DELETE FROM labels WHERE session = ?', session).rowsWritten > 0
    return seqs.reduce((found, seq) => {
      const { rowsWritten } = this.#sql.exec('DELETE FROM labels WHERE id = ?', labelId(session, seq))
      return found || rowsWritten > 0
    }, false)
  }

  /** Sessions of which something is kept. */
  sessions(): string[] {
    return this.#sql
      .exec<{ session: string }>('SELECT DISTINCT session FROM labels WHERE session IS NOT NULL')
      .toArray()
      .map(({ session }) => session)
  }

  /** Their term is over. */
  expire(before: { verified: number; visitor: number }): void {
    this.#sql.exec(
      'DELETE FROM labels WHERE (verified = 1 AND at < ?) OR (verified = 0 AND at < ?)',
      before.verified,
      before.visitor,
    )
  }
}
