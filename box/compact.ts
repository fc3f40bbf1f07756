import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Objects that forget single customers. A session goes with its whole file. */
const CLASSES = ['Directory', 'Floor', 'Keys', 'Knowledge']
/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const DAMAGED = [11, 26]

/**
 * Writes the files of objects that forget anew, before a gateway starts on them: those that forget customers one by one, and
 * sessions out of whose log something was taken. What was deleted stays readable in a file until its place is used again, and
 * the runtime lets no object ask for more; from here it is gone.
 *
 * @param since when it was done last, in milliseconds: sessions that nothing wrote to since are not opened. 0: never.
 */
export async function compact(objects: string, key: string, since: number): Promise<void> {
  for (const name of CLASSES) {
    const folder = join(objects, `${key}-${name}`)
    for (const file of await databasesIn(folder)) vacuum(join(folder, file))
  }
  const sessions = join(objects, `${key}-Session`)
  for (const file of await databasesIn(sessions)) {
    const path = join(sessions, file)
    if ((await writtenAt(path)) >= since) vacuumForgetful(path)
  }
}

async function databasesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return files.filter((file) => /^[0-9a-f]{64}\.sqlite$/.test(file))
}

async function writtenAt(path: string): Promise<number> {
  const at = (file: string) =>
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return 0
        throw error
      },
    )
  return Math.max(await at(path), await at(`${path}-wal`))
}

/** Whether a session's log was rewritten, or cut at its front. One that nobody opened, or that was erased, has no table. */
function hasForgotten(path: string): boolean {
  return using(path, (database) => {
    const isThere = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'events'").get()
    if (!isThere) return false
    const { first } = database.prepare('SELECT MIN(seq) AS first FROM events').get() ?? {}
    if (typeof first === 'number' && first > 1) return true
    return (
      database.prepare(`SELECT 1 FROM events WHERE event LIKE '%"kind":"event.redacted"%' LIMIT 1`).get() !== undefined
    )
  })
}

/** A damaged session keeps no gateway from starting: it says so itself when it is opened. */
function vacuumForgetful(path: string): void {
  try {
    if (hasForgotten(path)) vacuum(path)
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && DAMAGED.some((code) => code === error.errcode))) throw error
  }
}

const vacuum = (path: string): void =>
  using(path, (database) => database.exec('PRAGMA secure_delete = ON; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)'))

function using<T>(path: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path)
  try {
    return use(database)
  } finally {
    database.close()
  }
}
