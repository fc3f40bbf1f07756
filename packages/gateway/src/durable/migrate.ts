import { hasTables } from './has-tables.ts'

/**
 * Brings an object's tables up to date. Step n of `steps` runs once per object, in order; never change a step that has
 * been released, add one. (`PRAGMA user_version` is not available in Durable Objects.)
 */
export function migrate(storage: DurableObjectStorage, steps: readonly string[]): void {
  // Most objects that wake are up to date, and a transaction costs them more than a look.
  if (hasTables(storage.sql) && stepsDone(storage.sql) >= steps.length) return
  storage.transactionSync(() => {
    storage.sql.exec('CREATE TABLE IF NOT EXISTS _migrations (step INTEGER PRIMARY KEY)')
    for (const step of steps.slice(stepsDone(storage.sql))) storage.sql.exec(step)
    // The last tells of all before it.
    storage.sql.exec('INSERT INTO _migrations (step) VALUES (?)', steps.length)
  })
}

const stepsDone = (sql: SqlStorage): number =>
  sql.exec<{ done: number | null }>('SELECT MAX(step) AS done FROM _migrations').one().done ?? 0
