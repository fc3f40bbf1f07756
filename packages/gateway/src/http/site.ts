import type { WorkspaceConfig } from '../directory/rooms.ts'
import type { Env } from '../env.ts'
import { BatonError } from './baton-error.ts'
import { workspaceOf } from './site-key.ts'
import { workspaceConfig } from './workspace-config.ts'

/**
 * The workspace whose site a request names by its key.
 *
 * @throws BatonError `unauthenticated` when there is none.
 */
export async function siteOf(env: Env, siteKey: string): Promise<{ workspace: string; config: WorkspaceConfig }> {
  const workspace = await workspaceOf(env, siteKey)
  const config = workspace && (await workspaceConfig(env, workspace))
  if (!config) throw new BatonError('unauthenticated', 'siteKey: not known')
  return { workspace, config }
}
