import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/** workerd counts in nanoseconds, and a past time rings as soon as it runs. */
const NS_PER_MS = 1_000_000n
const AT_ONCE = 1n

/** The saved state lags behind the log by some events. */
const HOLDER = `SELECT coalesce(
  (SELECT json_extract(event, '$.body.to') FROM events
   WHERE seq > json_extract(state, '$.head') AND json_extract(event, '$.kind') = 'baton.passed'
   ORDER BY seq DESC LIMIT 1),
  json_extract(state, '$.holder')) AS holder FROM session`

/**
 * When an object whose copy this is has to be woken; null for never. workerd keeps alarms apart from the objects, so the
 * two would not be of one moment; the timers in the copy are. A session that is with a person or waits for one is woken at
 * once after a restore: the floor may not know of it, and nobody else would come for it.
 */
export function alarmOf(copy: string): bigint | null {
  // Nobody writes to the copy, so SQLite need not lay files beside it.
  const url = new URL(`${pathToFileURL(copy).href}?immutable=1`)
  const database = new DatabaseSync(url, { readOnly: true })
  try {
    const first = (table: string, sql: string): Record<string, unknown> | undefined =>
      database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table)
        ? database.prepare(sql).get()
        : undefined
    const session = first('session', HOLDER)
    if (session && session.holder !== 'bot') return AT_ONCE
    const due = first('timers', 'SELECT MIN(due) AS due FROM timers')?.due
    return typeof due === 'number' ? BigInt(due) * NS_PER_MS : null
  } finally {
    database.close()
  }
}

/** The alarms of one class of objects, in a copy of workerd's own database. */
export class Alarms {
  readonly #database: DatabaseSync

  constructor(copy: string) {
    this.#database = new DatabaseSync(copy)
    // The copy is one file until it is closed, and made anew should we not get that far.
    this.#database.exec('PRAGMA journal_mode = OFF; BEGIN')
  }

  set(object: string, alarm: bigint | null): void {
    if (alarm === null) this.#database.prepare('DELETE FROM _cf_ALARM WHERE actor_id = ?').run(object)
    else {
      this.#database
        .prepare(
          `INSERT INTO _cf_ALARM (actor_id, scheduled_time) VALUES (?, ?)
           ON CONFLICT (actor_id) DO UPDATE SET scheduled_time = excluded.scheduled_time`,
        )
        .run(object, alarm)
    }
  }

  close(): void {
    this.#database.exec('COMMIT')
    this.#database.close()
  }
}
