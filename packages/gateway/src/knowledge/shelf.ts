import type { Pack, Snapshot } from '@baton/protocol'
import type { Blobs } from '../blobs/blobs.ts'
import { log, warn } from '../log.ts'
import { type Version, versionOf } from './version.ts'

const nameOf = (version: string): string => `snapshots/${version}.json`

/** Puts a snapshot where isolates read it without asking Knowledge. */
export const putOnShelf = (blobs: Blobs, bytes: Uint8Array, { version, sha256 }: Version): Promise<void> =>
  blobs.put(nameOf(version), bytes, sha256)

/** A snapshot from the shelf. Null when it is not there, cannot be reached, or is not what its name says. */
export async function takeFromShelf(blobs: Blobs, version: string): Promise<Snapshot | null> {
  try {
    const bytes = await blobs.get(nameOf(version))
    if (!bytes) return null
    if ((await versionOf(bytes)).version === version) {
      return { version, pack: JSON.parse(new TextDecoder().decode(bytes)) as Pack }
    }
    log('error', 'blobs.damaged', { version })
  } catch (error) {
    // Knowledge has a copy; it is slower, but it is there.
    warn('blobs.unreachable', error)
  }
  return null
}
