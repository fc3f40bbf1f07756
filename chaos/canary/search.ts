import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Canary } from './canaries.ts'

export interface Hit {
  canary: Canary
  place: string
  bytes: number
}

/** As it may be written in a file: as it is, in UTF-16, or in base64 at whichever of three offsets it began. */
function formsOf(value: string): Buffer[] {
  const utf8 = Buffer.from(value)
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64')
    // The first and last characters also hold bits of what is around.
    return Buffer.from(text.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + utf8.length) * 4) / 3)))
  })
  return [utf8, Buffer.from(value, 'utf16le'), ...base64]
}

export function searchBytes(bytes: Buffer, place: string, canaries: readonly Canary[]): Hit[] {
  return canaries.flatMap((canary) => {
    const found = formsOf(canary.value).find((form) => bytes.includes(form))
    return found ? [{ canary, place, bytes: found.length }] : []
  })
}

/** Every file below a folder: databases, their logs and indexes, blobs, whatever is there. */
export async function searchFolder(folder: string, canaries: readonly Canary[]): Promise<Hit[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const hits: Hit[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    // An object that is put away takes the index of its log along.
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0)
      throw error
    })
    hits.push(...searchBytes(bytes, relative(folder, path), canaries))
  }
  return hits
}
