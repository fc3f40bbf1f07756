import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from './backup-error.ts'

/** `SHA256SUMS` lists every file but itself and the manifest, in the form `sha256sum --check` reads. */
export const SUMS = 'SHA256SUMS'
const MANIFEST = 'manifest.json'
const FORMAT = 1

export interface Manifest {
  format: typeof FORMAT
  /** Version of Baton that wrote it. */
  release: string
  /** ISO 8601. */
  at: string
  objects: number
  files: number
  bytes: number
  /** `keys` is a copy of the keys alone. Absent: a backup. */
  holds?: 'keys'
  /** Of a backup: whether sessions in it are sealed with keys, which are kept apart. */
  hasKeys?: boolean
  /** SHA-256 of `SHA256SUMS`, hexadecimal. */
  sums: string
}

export const writeManifest = (backup: string, manifest: Omit<Manifest, 'format'>): Promise<void> =>
  writeFile(join(backup, MANIFEST), `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`)

/** Throws `BackupError` when the folder is no backup, or one of a later form. */
export async function readManifest(backup: string): Promise<Manifest> {
  const text = await readFile(join(backup, MANIFEST), 'utf8').catch(() => null)
  const manifest = text === null ? null : parsed(text)
  if (!manifest) throw new BackupError('not_a_backup', `${backup} is not a backup: it has no readable ${MANIFEST}.`)
  if (manifest.format !== FORMAT) {
    throw new BackupError(
      'not_a_backup',
      `${backup} is a backup of form ${manifest.format}; this release reads ${FORMAT}.`,
    )
  }
  return manifest
}

function parsed(text: string): Manifest | null {
  try {
    return JSON.parse(text)
  } catch {
    return null // said by the caller
  }
}
