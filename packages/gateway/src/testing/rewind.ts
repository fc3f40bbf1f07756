import { evictDurableObject, runInDurableObject } from 'cloudflare:test'

export type Rows = { table: string; rows: Record<string, SqlStorageValue>[] }[]

/** Everything an object has stored, as a backup would hold it. */
export const copyOf = (stub: DurableObjectStub): Promise<Rows> =>
  runInDurableObject(stub, (_, { storage: { sql } }) =>
    sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray()
      .map(({ name }) => ({ table: name, rows: sql.exec(`SELECT * FROM ${name}`).toArray() })),
  )

/**
 * Puts copies back, as if they had been taken under another generation, and has the objects start anew; whatever wakes
 * one first. Alarms are left to the test: a row of `timers` sets one as soon as its object wakes.
 */
export async function rewind(...copies: readonly (readonly [stub: DurableObjectStub, copy: Rows])[]): Promise<void> {
  for (const [stub, copy] of copies) {
    await runInDurableObject(stub, async (_, { storage }) => {
      await storage.deleteAlarm()
      storage.transactionSync(() => write(storage.sql, copy))
    })
  }
  for (const [stub] of copies) await evictDurableObject(stub)
}

function write(sql: SqlStorage, copy: Rows): void {
  for (const { table, rows } of copy) {
    sql.exec(`DELETE FROM ${table}`)
    for (const row of rows) {
      const values = Object.entries({ ...row, ...('generation' in row && { generation: 'before' }) })
      const names = values.map(([name]) => name).join(', ')
      const marks = values.map(() => '?').join(', ')
      sql.exec(`INSERT INTO ${table} (${names}) VALUES (${marks})`, ...values.map(([, value]) => value))
    }
  }
}
