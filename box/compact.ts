import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Objects that forget single customers. A session goes with its whole file. */
const CLASSES = ['Directory', 'Floor', 'Keys']

/**
 * Writes the files of objects that forget customers one by one anew, before a gateway starts on them. What was deleted stays
 * readable in a file until its place is used again, and the runtime lets no object ask for more; from here it is gone.
 */
export async function compact(objects: string, key: string): Promise<void> {
  for (const name of CLASSES) {
    const folder = join(objects, `${key}-${name}`)
    const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    for (const file of files) if (/^[0-9a-f]{64}\.sqlite$/.test(file)) vacuum(join(folder, file))
  }
}

function vacuum(path: string): void {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA secure_delete = ON; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}
