import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const fileOf = (folder: string): string => join(folder, 'generation')

/** The generation of what a folder stores; empty when it was never restored from a backup. */
export async function generationOf(folder: string): Promise<string> {
  const text = await readFile(fileOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.trim()
}

/** Marks a folder as rewound: what runs on it next knows that it is not at the point where it was. */
export const beginGeneration = (folder: string): Promise<void> =>
  writeFile(fileOf(folder), `${randomBytes(16).toString('base64url')}\n`)
