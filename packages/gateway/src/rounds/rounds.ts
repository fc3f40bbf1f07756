import { workspaceId } from '@baton/protocol'
import { z } from 'zod'
import type { Env } from '../env.ts'
import { channelsOf, floorOf, integrationsOf, registerOf } from '../rooms-of.ts'

/**
 * An object's alarm is tried six times by the platform, and then nobody rings it again until somebody comes by. The
 * rounds come by: every workspace's Floor, Channels and Integrations look at their timers and arm their alarms anew.
 */
export const roundsMessage = z.object({ workspace: workspaceId })
export type RoundsMessage = z.infer<typeof roundsMessage>

/** The next workspaces of the register, in the order of their ids. */
export const nextWorkspaces = (env: Env, after: string, limit: number): Promise<string[]> =>
  registerOf(env).enlisted({ after, limit })

/** Idempotent: an object with nothing due only sets its alarm once more. */
export async function lookAfter(env: Env, workspace: string): Promise<void> {
  // One that cannot be reached keeps nobody from looking at the others.
  const looks = await Promise.allSettled([
    floorOf(env, workspace).lookAtTimers(),
    channelsOf(env, workspace).lookAtTimers(),
    integrationsOf(env, workspace).lookAtTimers(),
  ])
  for (const look of looks) if (look.status === 'rejected') throw look.reason
}
