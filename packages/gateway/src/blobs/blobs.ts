import type { Env } from '../env.ts'
import { jurisdictionOf, type Places } from '../jurisdiction.ts'
import { diskBlobs } from './disk.ts'
import { r2Blobs } from './r2.ts'

/**
 * Bytes that never change, readable from everywhere without waking an object. Names begin with the workspace,
 * `<workspace>/…`, so that all of one workspace can be listed and erased.
 */
export interface Blobs {
  /** Stores; the same name again is the same bytes. `sha256` lets the store refuse what arrives damaged. */
  put(name: string, bytes: Uint8Array, sha256: ArrayBuffer): Promise<void>
  get(name: string): Promise<Uint8Array | null>
  /** The same as a stream, for what is large. */
  read(name: string): Promise<ReadableStream<Uint8Array> | null>
  /** What is not there is removed already. */
  remove(name: string): Promise<void>
}

type Buckets = Places & Pick<Env, 'BLOBS' | 'BLOBS_EU' | 'BLOBS_FEDRAMP' | 'BLOBS_US' | 'BLOBS_DISK'>

/**
 * Where a workspace's blobs are: a bucket in its place, or the disk of one box. Null for a jurisdiction without a bucket of
 * its own, since a bucket has one place: there packs are read from the object that also keeps them, and no files are taken.
 */
export function blobsOf(env: Buckets, workspace: string): Blobs | null {
  const prefix = `${workspace}/`
  if (env.BLOBS_DISK) return isHere(env, workspace) ? diskBlobs(env.BLOBS_DISK, prefix) : null
  const bucket = bucketOf(env, workspace)
  return bucket ? r2Blobs(bucket, prefix) : null
}

function isHere(env: Buckets, workspace: string): boolean {
  const jurisdiction = jurisdictionOf(env, workspace)
  return jurisdiction === null || jurisdiction === env.BOX_JURISDICTION
}

function bucketOf(env: Buckets, workspace: string): R2Bucket | undefined {
  const jurisdiction = jurisdictionOf(env, workspace)
  switch (jurisdiction) {
    case null:
      return env.BLOBS
    case 'eu':
      return env.BLOBS_EU
    case 'fedramp':
      return env.BLOBS_FEDRAMP
    case 'us':
      return env.BLOBS_US
    default:
      return jurisdiction satisfies never
  }
}
