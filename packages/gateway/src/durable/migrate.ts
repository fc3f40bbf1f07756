/**
 * Brings an object's tables up to date. Step n of `steps` runs once per object, in order; never change a step that has
 * been released, add one. (`PRAGMA user_version` is not available in Durable Objects.)
 */
export function migrate(storage: DurableObjectStorage, steps: readonly string[]): void {
  storage.transactionSync(() => {
    storage.sql.exec('CREATE TABLE IF NOT EXISTS _migrations (step INTEGER PRIMARY KEY)')
    const row = storage.sql.exec<{ done: number | null }>('SELECT MAX(step) AS done FROM _migrations').one()
    for (let step = (row.done ?? 0) + 1; step <= steps.length; step++) {
      storage.sql.exec(steps[step - 1] ?? '')
      storage.sql.exec('INSERT INTO _migrations (step) VALUES (?)', step)
    }
  })
}
