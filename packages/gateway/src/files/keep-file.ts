import { FILE_LIMITS, type FileSize, isPicture } from '@baton/protocol'
import { blobsOf } from '../blobs/blobs.ts'
import { Line } from '../durable/line.ts'
import type { Env } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'
import type { StoredPart } from '../session/file-rows.ts'
import { examine } from './examine.ts'
import { fileKey } from './file-key.ts'
import { type FilePlace, sealFile } from './sealed-file.ts'

/** While a file is looked at and sealed it is held twice, so it is one at a time. */
const sealing = new Line()

/**
 * Looks at the bytes, and seals and puts away what is kept of them. Works within their memory.
 *
 * @throws BatonError what is wrong with them; `file_gone` when there is no key or no place for them.
 */
export const keepFile = (env: Env, place: FilePlace, bytes: Uint8Array, size: FileSize): Promise<StoredPart> =>
  sealing.run(() => keep(env, place, bytes, size))

async function keep(env: Env, place: FilePlace, bytes: Uint8Array, size: FileSize): Promise<StoredPart> {
  const { blob } = place
  const found = examine(bytes)
  if (!found.ok) throw new BatonError(found.code)
  const { type, width, height } = found
  if (size === 'thumb') {
    if (!isPicture(type)) throw new BatonError('file_type_refused')
    if (Math.max(width ?? 0, height ?? 0) > FILE_LIMITS.thumbPixels) throw new BatonError('picture_too_large')
  }
  const kid = await putSealed(env, place, found.bytes)
  return { blob, kid, type, bytes: found.bytes.length, ...(width && height && { width, height }) }
}

/**
 * Seals and puts away what was made here. Resolves with which key sealed it.
 *
 * @throws BatonError `file_gone` when there is no key or no place for it.
 */
export async function putSealed(env: Env, place: FilePlace, bytes: Uint8Array): Promise<string> {
  const { workspace, session, blob } = place
  const key = await fileKey(env, workspace, session)
  const blobs = blobsOf(env, workspace)
  if (!key || !blobs) throw new BatonError('file_gone')
  const sealed = await sealFile(bytes, key, place)
  await blobs.put(blob, sealed, await crypto.subtle.digest('SHA-256', sealed))
  return key.kid
}
