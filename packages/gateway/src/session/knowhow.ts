import type { Brain } from '@baton/bot'
import type { Snapshot } from '@baton/protocol'
import type { Env } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { brainFor } from '../knowledge/brain.ts'
import type { WorkspaceConfig } from '../rooms.ts'

/** What a session needs of its workspace. Cached in the isolate, so this seldom leaves it. */
export interface Knowhow {
  config: WorkspaceConfig
  brain: Brain
  snapshot: Snapshot
  /** The workspace's own number patterns, which masking spares. */
  exempt: RegExp[]
}

export async function knowhowOf(env: Env, workspace: string): Promise<Knowhow> {
  const [config, known] = await Promise.all([workspaceConfig(env, workspace), brainFor(env, workspace)])
  if (!config || !known) throw new BatonError('unavailable')
  const exempt = known.snapshot.pack.entities.map(({ pattern }) => new RegExp(pattern, 'giu'))
  return { config, ...known, exempt }
}
