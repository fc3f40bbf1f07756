import type { Erasure } from '@baton/protocol'

/** A finished erasure can be asked for this long; the audit log has it longer. */
const KEEP_MS = 30 * 24 * 3_600_000

interface Row extends Record<string, SqlStorageValue> {
  id: string
  customer: string
  asked_at: number
  done_at: number | null
}

const toErasure = ({ id, customer, asked_at, done_at }: Row): Erasure => ({
  id,
  customer,
  state: done_at === null ? 'under_way' : 'done',
  askedAt: asked_at,
  doneAt: done_at,
})

/** Erasures that were asked for, and which are done. Ids only: nothing here says who somebody was. */
export class Erasures {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The same `id` again is the same erasure, done once more. */
  begin(id: string, customer: string, now: number): void {
    this.#sql.exec('DELETE FROM erasures WHERE done_at < ?', now - KEEP_MS)
    this.#sql.exec('INSERT OR REPLACE INTO erasures (id, customer, asked_at) VALUES (?, ?, ?)', id, customer, now)
  }

  end(id: string, now: number): void {
    this.#sql.exec('UPDATE erasures SET done_at = ? WHERE id = ? AND done_at IS NULL', now, id)
  }

  /** By its own id, or the last one of a customer. */
  find(ref: string): Erasure | null {
    const [row] = this.#sql
      .exec<Row>(
        'SELECT id, customer, asked_at, done_at FROM erasures WHERE id = ?1 OR customer = ?1 ORDER BY asked_at DESC LIMIT 1',
        ref,
      )
      .toArray()
    return row ? toErasure(row) : null
  }
}
