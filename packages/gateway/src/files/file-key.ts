import type { Env } from '../env.ts'
import type { Places } from '../jurisdiction.ts'
import { type SealingKey, sealingKey } from '../keys/seal.ts'
import { keysOf } from '../rooms-of.ts'

/** The key of this session's files; null when it was thrown away, and with it whatever it sealed. */
export async function fileKey(
  env: Places & Pick<Env, 'KEYS'>,
  workspace: string,
  session: string,
): Promise<SealingKey | null> {
  const key = await keysOf(env, workspace).sessionKey({ session })
  return 'erased' in key ? null : sealingKey(key)
}
