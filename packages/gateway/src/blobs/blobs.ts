import type { Env } from '../env.ts'
import { jurisdictionOf, type Places } from '../jurisdiction.ts'
import { r2Blobs } from './r2.ts'

/**
 * Bytes that never change, readable from everywhere without waking an object. Names begin with the workspace,
 * `<workspace>/…`, so that all of one workspace can be listed and erased.
 */
export interface Blobs {
  /** Stores; the same name again is the same bytes. `sha256` lets the store refuse what arrives damaged. */
  put(name: string, bytes: Uint8Array, sha256: ArrayBuffer): Promise<void>
  get(name: string): Promise<Uint8Array | null>
}

type Buckets = Places & Pick<Env, 'BLOBS' | 'BLOBS_EU' | 'BLOBS_FEDRAMP' | 'BLOBS_US'>

/**
 * Where a workspace's blobs are. Null where there is no bucket: on one box, and for a jurisdiction without a bucket of
 * its own, since a bucket has one place. What is read from blobs is then read from the object that also keeps it.
 */
export function blobsOf(env: Buckets, workspace: string): Blobs | null {
  const bucket = bucketOf(env, workspace)
  return bucket ? r2Blobs(bucket, `${workspace}/`) : null
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
