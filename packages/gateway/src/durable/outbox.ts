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

/** Thrown by a delivery that says itself when it wants to be tried again. */
export class Later extends Error {
  readonly afterMs: number
  /** Whether it counts as an attempt: who only has to wait has not failed. */
  readonly counts: boolean

  constructor(afterMs: number, { counts }: { counts: boolean }) {
    super('later')
    this.afterMs = afterMs
    this.counts = counts
  }
}

/** Makes one call. `attempts`: how often it has failed so far. */
export type Deliver<Message> = (target: string, message: Message, attempts: number) => Promise<void>

/**
 * Calls to other rooms, written in the transaction of what causes them and made afterwards: in order, one at a time per
 * target, again until they are answered. The receiver must be idempotent.
 */
export class Outbox<Message> {
  readonly #sql: SqlStorage
  readonly #deliver: Deliver<Message>
  readonly #draining = new Map<string, Promise<void>>()

  constructor(storage: DurableObjectStorage, deliver: Deliver<Message>) {
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

  /** What waits for this target, in order. */
  waiting(target: string): Message[] {
    return this.#sql
      .exec<Row>('SELECT message FROM outbox WHERE target = ? ORDER BY id', target)
      .toArray()
      .map(({ message }): Message => JSON.parse(message))
  }

  /** Drops what is not delivered yet, to one target only or to all but one: its cause is no longer true. */
  clear(which: { only: string } | { but: string }): void {
    if ('only' in which) this.#sql.exec('DELETE FROM outbox WHERE target = ?', which.only)
    else this.#sql.exec('DELETE FROM outbox WHERE target <> ?', which.but)
  }

  /**
   * Delivers what is due, each target by itself: one that is slow keeps none of the others waiting. `settled` is told after
   * each target.
   */
  async drain(now: () => number, settled: () => void): Promise<void> {
    const targets = this.#sql.exec<{ target: string }>('SELECT DISTINCT target FROM outbox').toArray()
    await Promise.all(targets.map(({ target }) => this.#drainTarget(target, now).then(settled)))
  }

  /** When something is due next; null when nothing waits. Of each target only the first: the others stand behind it. */
  nextDue(): number | null {
    return this.#sql
      .exec<{ due: number | null }>(
        'SELECT MIN(due) AS due FROM outbox WHERE id IN (SELECT MIN(id) FROM outbox GROUP BY target)',
      )
      .one().due
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
        await this.#deliver(target, JSON.parse(row.message), row.attempts)
        this.#sql.exec('DELETE FROM outbox WHERE id = ?', row.id)
      } catch (error) {
        const { afterMs, counts } = error instanceof Later ? error : this.#failed(target, row, error)
        this.#sql.exec(
          'UPDATE outbox SET attempts = attempts + ?, due = ? WHERE id = ?',
          ...[counts ? 1 : 0, now() + Math.max(1, Math.ceil(afterMs)), row.id],
        )
        return
      }
    }
  }

  #failed(target: string, { attempts }: Row, error: unknown): Pick<Later, 'afterMs' | 'counts'> {
    metrics.outboxFailures.add()
    if (attempts === 0) warn('outbox.delivery', error, { target })
    return { afterMs: Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts), counts: true }
  }
}
