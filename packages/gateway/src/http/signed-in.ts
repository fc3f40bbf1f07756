import type { Agent } from '../directory/rooms.ts'
import { auditOf, directoryOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { type DeskContext, type DeskCookie, readDeskCookie } from './desk-cookie.ts'
import { isKnownWorkspace } from './known-workspace.ts'
import { demandPermission, operationOfRoute } from './permitted.ts'

/** Who a desk says it is, in a workspace that exists. Not yet checked. */
export async function knownCookie(c: DeskContext): Promise<DeskCookie | null> {
  const cookie = readDeskCookie(c)
  return cookie && (await isKnownWorkspace(c.env, cookie.workspace)) ? cookie : null
}

/**
 * Whoever is signed in at the desk that asks, and may do so.
 *
 * @throws BatonError `unauthenticated`; `forbidden` when their rank does not allow it.
 */
export async function signedIn(c: DeskContext): Promise<DeskCookie & { agent: Agent }> {
  const cookie = await knownCookie(c)
  const agent = cookie && (await directoryOf(c.env, cookie.workspace).signedIn(cookie.token))
  if (!cookie || !agent) throw new BatonError('unauthenticated')
  try {
    demandPermission(c, agent.role)
  } catch (error) {
    await writeRefusal(c, cookie.workspace, agent)
    throw error
  }
  return { ...cookie, agent }
}

/** An agent who asked for what their rank does not allow: once a minute for each thing they try. */
async function writeRefusal(c: DeskContext, workspace: string, { id, role }: Agent): Promise<void> {
  const at = Date.now()
  const operation = operationOfRoute(c) ?? 'none'
  await auditOf(c.env, workspace).record({
    id: `desk_refused:${id}:${operation}:${Math.floor(at / 60_000)}`,
    at,
    by: { role, id },
    action: 'desk.refused',
    on: { operation },
  })
}
