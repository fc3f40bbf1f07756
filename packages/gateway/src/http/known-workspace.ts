import { REGISTER } from '../directory/register.ts'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'

const KEEP_MS = 60_000

const known = new FreshCache<true>({ forMs: KEEP_MS, entries: 1_000 })

/** Whether a workspace of this name was ever provisioned. Ask before touching its objects on a stranger's word. */
export const isKnownWorkspace = async (env: Pick<Env, 'DIRECTORY'>, workspace: string): Promise<boolean> =>
  (await known.get(workspace, async () => {
    return (await env.DIRECTORY.getByName(REGISTER).isEnlisted(workspace)) || null
  })) === true
