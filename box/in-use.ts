import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Whether a gateway runs on a folder. It is asked of the databases themselves: workerd keeps those of its alarms open for
 * as long as it lives, and the locks go with the process, however it ends.
 */
export async function isInUse(folder: string): Promise<boolean> {
  const data = join(folder, 'data')
  const classes = await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return classes.map((each) => join(data, each, 'metadata.sqlite')).some((path) => existsSync(path) && isOpen(path))
}

function isOpen(path: string): boolean {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK')
    return false
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return true
    throw error
  } finally {
    database.close()
  }
}

const SQLITE_BUSY = 5
