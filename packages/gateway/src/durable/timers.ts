/** Table of `Timers`; put it into the object's migrations. */
export const TIMERS_TABLE =
  'CREATE TABLE timers (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID'

export interface Timer<Kind extends string> {
  kind: Kind
  key: string
  due: number
}

/**
 * Many timers over the one alarm of an object. A timer is a row, so it is set in the same transaction as what it belongs
 * to, and survives a crash. A timer set again moves.
 */
export class Timers<Kind extends string> {
  readonly #storage: DurableObjectStorage
  /** What the platform's alarm is set to, as far as this instance knows. */
  #armed: number | null = null

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  set(kind: Kind, key: string, due: number): void {
    this.#storage.sql.exec(
      'INSERT INTO timers (kind, key, due) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET due = excluded.due',
      kind,
      key,
      due,
    )
  }

  /** The same, unless it goes off before then anyway. */
  setEarlier(kind: Kind, key: string, due: number): void {
    this.#storage.sql.exec(
      'INSERT INTO timers (kind, key, due) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET due = min(due, excluded.due)',
      kind,
      key,
      due,
    )
  }

  clear(kind: Kind, key: string): void {
    // A look costs less than a transaction that deletes nothing.
    if (!this.has(kind, key)) return
    this.#storage.sql.exec('DELETE FROM timers WHERE kind = ? AND key = ?', kind, key)
  }

  /** All of a kind, whatever their keys. */
  clearAll(kind: Kind): void {
    if (this.#storage.sql.exec('SELECT 1 FROM timers WHERE kind = ? LIMIT 1', kind).toArray().length === 0) return
    this.#storage.sql.exec('DELETE FROM timers WHERE kind = ?', kind)
  }

  has(kind: Kind, key: string): boolean {
    return this.dueOf(kind, key) !== null
  }

  /** When it goes off; null when it is not set. */
  dueOf(kind: Kind, key: string): number | null {
    const [row] = this.#storage.sql
      .exec<{ due: number }>('SELECT due FROM timers WHERE kind = ? AND key = ?', kind, key)
      .toArray()
    return row?.due ?? null
  }

  /** Takes the timers that are due off the table. A handler that still needs one sets it again. */
  take(now: number): Timer<Kind>[] {
    const due = this.#storage.sql
      .exec<Record<string, SqlStorageValue> & Timer<Kind>>(
        'SELECT kind, key, due FROM timers WHERE due <= ? ORDER BY due',
        now,
      )
      .toArray()
    for (const { kind, key } of due) this.clear(kind, key)
    return due
  }

  /**
   * Makes sure the alarm goes off for the earliest timer. An alarm that is early is left alone: it looks at the table,
   * finds nothing due and arms again, which is cheaper than moving it on every change (each move is a written row).
   */
  arm(): void {
    const { due } = this.#storage.sql.exec<{ due: number | null }>('SELECT MIN(due) AS due FROM timers').one()
    if (due === null || (this.#armed !== null && this.#armed <= due)) return
    this.#armed = due
    void this.#storage.setAlarm(due)
  }

  /** The alarm has gone off: none is set until the next `arm`. */
  disarm(): void {
    this.#armed = null
  }
}
