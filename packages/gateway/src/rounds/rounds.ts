import { workspaceId } from '@baton/protocol'
import { z } from 'zod'
import type { Env } from '../env.ts'
import { floorOf, registerOf } from '../rooms-of.ts'

/**
 * An object's alarm is tried six times by the platform, and then nobody rings it again until somebody comes by. The
 * rounds come by: every workspace's Floor looks at its timers and arms its alarm anew.
 */
export const roundsMessage = z.object({ workspace: workspaceId })
export type RoundsMessage = z.infer<typeof roundsMessage>

/** The next workspaces of the register, in the order of their ids. */
export const nextWorkspaces = (env: Env, after: string, limit: number): Promise<string[]> =>
  registerOf(env).enlisted({ after, limit })

/** Idempotent: a floor with nothing due only sets its alarm once more. */
export const lookAfter = (env: Env, workspace: string): Promise<void> => floorOf(env, workspace).lookAtTimers()
