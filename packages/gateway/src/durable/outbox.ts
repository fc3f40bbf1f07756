import { warn } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'

/** Table of `Outbox`; put it into the object's migrations. */
export const OUTBOX_TABLE =
  'CREATE TABLE outbox (id INTEGER PRIMARY KEY, target TEXT NOT NULL, message TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL)'

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 30_000

interface Row extends Record<string, SqlStorageValue> {
  id: number
  message: string
  attempts: number
  due: number
}

/**
 * Calls to other rooms, written in the transaction of what causes them and made afterwards: in order, one at a time per
 * target, again until they are answered. The receiver must be idempotent.
 */
export class Outbox<Message> {
  readonly #sql: SqlStorage
  readonly #deliver: (target: string, message: Message) => Promise<void>
  readonly #draining = new Map<string, Promise<void>>()

  constructor(storage: DurableObjectStorage, deliver: (target: string, message: Message) => Promise<void>) {
    this.#sql = storage.sql
    this.#deliver = deliver
  }

  put(target: string, message: Message): void {
    this.#sql.exec('INSERT INTO outbox (target, message, due) VALUES (?, ?, 0)', target, JSON.stringify(message))
  }

  /** Changes what waits, inside a transaction. What is on its way arrives as it was. */
  rewrite(change: (message: Message) => Message): void {
    const rows = this.#sql.exec<Row>('SELECT id, message, attempts, due FROM outbox').toArray()
    for (const { id, message } of rows) {
      const changed = JSON.stringify(change(JSON.parse(message)))
      if (changed !== message) this.#sql.exec('UPDATE outbox SET message = ? WHERE id = ?', changed, id)
    }
  }

  /** Whether something still waits for this target. */
  has(target: string): boolean {
    return this.#sql.exec('SELECT 1 FROM outbox WHERE target = ? LIMIT 1', target).toArray().length > 0
  }

  /** Drops what is not delivered yet, to one target only or to all but one: its cause is no longer true. */
  clear(which: { only: string } | { but: string }): void {
    if ('only' in which) this.#sql.exec('DELETE FROM outbox WHERE target = ?', which.only)
    else this.#sql.exec('DELETE FROM outbox WHERE target <> ?', which.but)
  }

  /** Delivers what is due. Resolves with the time of the next retry, or null when nothing waits. */
  async drain(now: () => number): Promise<number | null> {
    if (this.#nextDue() === null) return null
    const targets = this.#sql.exec<{ target: string }>('SELECT DISTINCT target FROM outbox').toArray()
    await Promise.all(targets.map(({ target }) => this.#drainTarget(target, now)))
    return this.#nextDue()
  }

  #nextDue(): number | null {
    return this.#sql.exec<{ due: number | null }>('SELECT MIN(due) AS due FROM outbox').one().due
  }

  #drainTarget(target: string, now: () => number): Promise<void> {
    const running = this.#draining.get(target)
    if (running) return running
    const run = this.#deliverAll(target, now).finally(() => this.#draining.delete(target))
    this.#draining.set(target, run)
    return run
  }

  async #deliverAll(target: string, now: () => number): Promise<void> {
    for (;;) {
      const [row] = this.#sql
        .exec<Row>('SELECT id, message, attempts, due FROM outbox WHERE target = ? ORDER BY id LIMIT 1', target)
        .toArray()
      if (!row || row.due > now()) return
      try {
        await this.#deliver(target, JSON.parse(row.message))
        this.#sql.exec('DELETE FROM outbox WHERE id = ?', row.id)
      } catch (error) {
        metrics.outboxFailures.add()
        const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** row.attempts)
        this.#sql.exec('UPDATE outbox SET attempts = attempts + 1, due = ? WHERE id = ?', now() + wait, row.id)
        if (row.attempts === 0) warn('outbox.delivery', error, { target })
        return
      }
    }
  }
}
