import type { Env } from '../env.ts'
import { hmac } from '../http/secrets.ts'

/** A session's key for its files, and the name it is known by. */
export interface FileKey {
  kid: string
  key: CryptoKey
}

/** The key of this session's files; null when it is no more, and with it whatever it sealed. */
export async function fileKey(
  env: Pick<Env, 'BATON_SECRET'>,
  workspace: string,
  session: string,
): Promise<FileKey | null> {
  const raw = await hmac(env.BATON_SECRET, `file:${workspace}|${session}`)
  return { kid: 'secret', key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']) }
}

/** What a file's bytes are bound to besides their key. */
export const boundTo = (workspace: string, session: string, blob: string, kid: string): string =>
  [workspace, session, blob, kid].join('|')
