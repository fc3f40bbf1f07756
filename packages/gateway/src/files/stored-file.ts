import { blobsOf } from '../blobs/blobs.ts'
import type { Env } from '../env.ts'
import type { FoundFile } from '../session/rooms.ts'
import { fileKey } from './file-key.ts'
import { openFile } from './sealed-file.ts'

/** What is stored under a name, opened: `gone` with its key or its bytes, `damaged` when it is not what was sealed. */
export type Opened = { bytes: ReadableStream<Uint8Array> } | 'gone' | 'damaged'

export async function openStored(
  env: Env,
  workspace: string,
  session: string,
  { kid, blob }: Pick<FoundFile, 'kid' | 'blob'>,
): Promise<Opened> {
  const key = await fileKey(env, workspace, session)
  if (key?.kid !== kid) return 'gone'
  const sealed = await blobsOf(env, workspace)?.read(blob)
  if (!sealed) return 'gone'
  const bytes = await openFile(sealed, key, { workspace, session, blob })
  return bytes ? { bytes } : 'damaged'
}
