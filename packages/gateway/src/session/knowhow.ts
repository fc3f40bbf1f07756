import type { Env } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { brainFor, type PublishedBrain } from '../knowledge/brain.ts'
import type { WorkspaceConfig } from '../rooms.ts'

/** What a session needs of its workspace. Cached in the isolate, so this seldom leaves it. */
export interface Knowhow extends PublishedBrain {
  config: WorkspaceConfig
}

export async function knowhowOf(env: Env, workspace: string): Promise<Knowhow> {
  const [config, known] = await Promise.all([workspaceConfig(env, workspace), brainFor(env, workspace)])
  if (!config || !known) throw new BatonError('unavailable')
  return { config, ...known }
}
