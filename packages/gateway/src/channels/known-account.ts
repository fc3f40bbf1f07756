import { accountId, workspaceId } from '@baton/protocol'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import { isKnownWorkspace } from '../http/known-workspace.ts'
import type { Places } from '../jurisdiction.ts'
import { openAccount } from './open-account.ts'
import type { OpenAccount } from './rooms.ts'

const NOBODY_MS = 4_000

/** Addresses of no account, so that knocking at them again wakes nobody. */
const nobody = new FreshCache<true>({ forMs: NOBODY_MS, entries: 500 })

type In = Places & Pick<Env, 'CHANNELS' | 'DIRECTORY'>

/** The account at a callback address, while it is complete and switched on. A stranger's word wakes nothing but the register. */
export async function knownAccount(env: In, workspace: string, account: string): Promise<OpenAccount | null> {
  if (!workspaceId.safeParse(workspace).success || !accountId.safeParse(account).success) return null
  if (!(await isKnownWorkspace(env, workspace))) return null
  const open = () => openAccount(env, workspace, account)
  if (await nobody.get(`${workspace}/${account}`, async () => (await open()) === null || null)) return null
  const known = await open()
  return known?.isOn ? known : null
}
