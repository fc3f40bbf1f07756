import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import type { Places } from '../jurisdiction.ts'
import { registerOf } from '../rooms-of.ts'

const KEEP_MS = 60_000

const known = new FreshCache<true>({ forMs: KEEP_MS, entries: 1_000 })

/** Whether a workspace of this name was ever provisioned. Ask before touching its objects on a stranger's word. */
export const isKnownWorkspace = async (env: Places & Pick<Env, 'DIRECTORY'>, workspace: string): Promise<boolean> =>
  (await known.get(workspace, async () => {
    return (await registerOf(env).isEnlisted(workspace)) || null
  })) === true
