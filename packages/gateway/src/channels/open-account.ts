import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import type { Places } from '../jurisdiction.ts'
import { channelsOf } from '../rooms-of.ts'
import type { OpenAccount } from './rooms.ts'

/** How long an isolate may act on an account that was changed or removed since. */
const FRESH_MS = 4_000

const accounts = new FreshCache<OpenAccount>({ forMs: FRESH_MS, entries: 1_000 })

/**
 * An account with its secrets in the clear, a few seconds old at most; null when there is none, or it is not complete. Ask
 * only of a workspace that is known: the object comes to life by being asked.
 */
export const openAccount = async (
  env: Places & Pick<Env, 'CHANNELS'>,
  workspace: string,
  account: string,
): Promise<OpenAccount | null> =>
  // Neither name holds a slash.
  accounts.get(`${workspace}/${account}`, async () => {
    // What a stub's types make of a tuple is none any more.
    return (await channelsOf(env, workspace).account({ account })) as OpenAccount | null
  })
