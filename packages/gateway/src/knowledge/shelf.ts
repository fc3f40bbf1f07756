import type { Pack } from '@baton/protocol'
import type { Blobs } from '../blobs/blobs.ts'
import { log, warn } from '../log.ts'
import { type Version, versionOf } from './version.ts'

/** What lies on the shelf: packs as JSON, and models. */
export type Kind = 'pack' | 'model'

/** Names begin alike on the shelf and in Knowledge's own rows. */
export const nameOf = (kind: Kind, hash: string): string =>
  kind === 'pack' ? `snapshots/${hash}.json` : `models/${hash}.bin`

/** Puts something where isolates read it without asking Knowledge. */
export const putOnShelf = (blobs: Blobs, kind: Kind, bytes: Uint8Array, { version, sha256 }: Version): Promise<void> =>
  blobs.put(nameOf(kind, version), bytes, sha256)

/** Something from the shelf. Null when it is not there, cannot be reached, or is not what its name says. */
export async function takeFromShelf(blobs: Blobs, kind: Kind, hash: string): Promise<Uint8Array | null> {
  try {
    const bytes = await blobs.get(nameOf(kind, hash))
    if (!bytes) return null
    if ((await versionOf(bytes)).version === hash) return bytes
    log('error', 'blobs.damaged', { kind, version: hash })
  } catch (error) {
    // Knowledge has a copy; it is slower, but it is there.
    warn('blobs.unreachable', error)
  }
  return null
}

/** Checked when it was published; its hash is its name. */
export const readPack = (bytes: Uint8Array): Pack => JSON.parse(new TextDecoder().decode(bytes)) as Pack
