import { base64url } from 'jose'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import { BatonError } from '../http/baton-error.ts'
import type { Places } from '../jurisdiction.ts'
import { keysOf } from '../rooms-of.ts'
import type { RouteRef } from './rooms.ts'

/** Whose key marks addresses. No session can be called so. */
const ADDRESSES = '*addresses'
const ROUTE_CHARS = 22

/** The key never changes, so this only bounds how long an idle workspace's is in memory. */
const keys = new FreshCache<CryptoKey>({ forMs: 3_600_000, entries: 1_000 })

type In = Places & Pick<Env, 'KEYS'>

const keyOf = async (env: In, workspace: string): Promise<CryptoKey> => {
  const key = await keys.get(workspace, async () => {
    const given = await keysOf(env, workspace).sessionKey({ session: ADDRESSES })
    if ('erased' in given) return null
    return crypto.subtle.importKey('raw', given.key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  })
  // Nobody erases it, and without it nobody is found again: better to answer nobody than to find everybody anew.
  if (!key) throw new BatonError('unavailable')
  return key
}

/** The mark of an address on an account: the same for the same, and it tells nothing to whoever has not the workspace's key. */
export async function routeIdOf(
  env: In,
  workspace: string,
  { account, address }: { account: string; address: string },
): Promise<string> {
  const message = new TextEncoder().encode(`${account}|${address}`)
  const mark = await crypto.subtle.sign('HMAC', await keyOf(env, workspace), message)
  return base64url.encode(new Uint8Array(mark)).slice(0, ROUTE_CHARS)
}

/** What Directory calls a way to a customer. */
export const directoryAddress = ({ channel, account, route }: Omit<RouteRef, 'address'>): string =>
  `${channel}:${account}:${route}`
