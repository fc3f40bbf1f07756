import type { WorkspaceConfig } from '../directory/rooms.ts'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import type { Places } from '../jurisdiction.ts'
import { directoryOf } from '../rooms-of.ts'

/** How long an isolate may act on settings that were changed since. */
const FRESH_MS = 4_000

const configs = new FreshCache<WorkspaceConfig>({ forMs: FRESH_MS, entries: 1_000 })

/** Settings of a workspace, a few seconds old at most. Null when it was never provisioned. */
export const workspaceConfig = async (
  env: Places & Pick<Env, 'DIRECTORY'>,
  workspace: string,
): Promise<WorkspaceConfig | null> => configs.get(workspace, () => directoryOf(env, workspace).config())
