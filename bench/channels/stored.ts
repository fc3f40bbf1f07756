import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What is in the logs of all sessions. */
export interface Stored {
  /** How often each vendor's number is there as a customer's message. */
  heard: ReadonlyMap<number, number>
  answers: number
}

/** Reads every session's log from the disk of a gateway that was stopped. */
export async function readStored(folder: string): Promise<Stored> {
  const heard = new Map<number, number>()
  let answers = 0
  const files = await readdir(join(folder, 'data'), { recursive: true })
  for (const file of files.filter((each) => each.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(folder, 'data', file))
    try {
      if (!isSession(database)) continue
      const rows = database
        .prepare(
          `SELECT event ->> '$.by.role' AS role, event ->> '$.id' AS id FROM events WHERE event ->> '$.kind' = 'message'`,
        )
        .all() as { role: string; id: string }[]
      for (const { role, id } of rows) {
        if (role === 'bot') answers += 1
        if (role !== 'customer') continue
        const number = Number(id.slice(id.lastIndexOf(':') + 1))
        heard.set(number, (heard.get(number) ?? 0) + 1)
      }
    } finally {
      database.close()
    }
  }
  return { heard, answers }
}

/** Only a session has both: its log, and the index of ids. */
const isSession = (database: DatabaseSync): boolean =>
  database.prepare(`SELECT 1 FROM sqlite_master WHERE name IN ('events', 'ids')`).all().length === 2
