import { copyFile, mkdir, opendir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sums } from './sums.ts'

/** What a blob's path may be made of, below the folder of blobs. No part begins with a dot. */
export const BLOB_PATH = '(?:[\\w@-][\\w.@-]*/)+[\\w-][\\w.-]*'

/**
 * Paths of all blobs. What begins with a dot is a file that is being written. A folder of 0.1.0 has no blobs.
 */
async function* blobsIn(folder: string, below = ''): AsyncGenerator<string> {
  const entries = await opendir(join(folder, below)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  for await (const entry of entries ?? []) {
    if (entry.name.startsWith('.')) continue
    const name = join(below, entry.name)
    if (entry.isDirectory()) yield* blobsIn(folder, name)
    else if (entry.isFile()) yield name
  }
}

/** Copies every blob into a backup. They never change; one that is removed meanwhile is not in the copy either. */
export async function copyBlobs(from: string, part: string, written: Sums): Promise<void> {
  await mkdir(join(part, 'blobs'))
  for await (const name of blobsIn(from)) {
    const file = join('blobs', name)
    await mkdir(dirname(join(part, file)), { recursive: true })
    try {
      await copyFile(join(from, name), join(part, file))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue // removed since it was listed
      throw error
    }
    await written.add(file)
  }
}
