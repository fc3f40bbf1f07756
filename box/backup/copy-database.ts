import { copyFile, rm, stat } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

/** How long another process may keep us from reading. Readers wait for a checkpoint only. */
const BUSY_MS = 10_000

/**
 * Copies one database as it stands at one moment, while workerd may be writing to it. The copy is a single file.
 *
 * One that is open has a write-ahead log and is read through SQLite, in one transaction, which no writer waits for. One
 * that sleeps is a plain file and is copied as such: opening it could meet its object as that wakes. Should it have woken
 * meanwhile, it is read again.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  while (!(await isAwake(from))) {
    const before = await stampOf(from)
    await copyFile(from, to)
    if (!(await isAwake(from)) && (await stampOf(from)) === before) return
  }
  await rm(to, { force: true })
  const database = new DatabaseSync(from, { readOnly: true, timeout: BUSY_MS })
  try {
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}

async function isAwake(path: string): Promise<boolean> {
  const besides = await Promise.all([`${path}-wal`, `${path}-journal`].map((file) => stat(file).catch(absent)))
  return besides.some((each) => each !== null)
}

async function stampOf(path: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
  return [ino, size, mtimeNs, ctimeNs].join()
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
