import { callAction } from '../connectors/call-action.ts'
import type { WorkspaceConfig } from '../directory/rooms.ts'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import { BatonError } from '../http/baton-error.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { wantedTypes } from '../integrations/wanted.ts'
import { brainFor, type PublishedBrain } from '../knowledge/brain.ts'
import type { CallAction } from './business.ts'

/** What a session needs of its workspace. */
export interface Knowhow extends PublishedBrain {
  config: WorkspaceConfig
  /** What the business wants to be told of; null when nobody can say. */
  wanted: Awaited<ReturnType<typeof wantedTypes>>
  /** Has an action done by the business API, or by the connector it names. */
  call: CallAction
}

/** With the time its parts are kept, no more than five seconds until a change counts. */
const FRESH_MS = 1_000

const knowhows = new FreshCache<Knowhow>({ forMs: FRESH_MS, entries: 1_000 })

/** Kept in the isolate, put together: every message asks for it. */
export const knowhowOf = async (env: Env, workspace: string): Promise<Knowhow> => {
  const knowhow = await knowhows.get(workspace, async () => {
    const [config, known, wanted] = await Promise.all([
      workspaceConfig(env, workspace),
      brainFor(env, workspace),
      wantedTypes(env, workspace),
    ])
    if (!config || !known) return null
    const { businessApi } = config
    const call: CallAction = (action, what) => callAction(env, { workspace, businessApi }, action, what)
    return { config, ...known, wanted, call }
  })
  if (!knowhow) throw new BatonError('unavailable')
  return knowhow
}
