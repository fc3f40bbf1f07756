import type { Env } from '../env.ts'
import { mintVendorPass, type PassEnv } from '../files/passes.ts'
import { openStored } from '../files/stored-file.ts'
import { BatonError } from '../http/baton-error.ts'
import { connectOutside, fetchOutside } from '../net/outside.ts'
import { within } from '../net/within.ts'
import { channelsOf, sessionOf } from '../rooms-of.ts'
import type { FoundFile } from '../session/rooms.ts'
import type { Tools } from './channel.ts'
import { vendorUrl } from './hosts.ts'

const TIMEOUT_MS = 15_000

/** What tools are made for. Without a session there are no files. */
export interface ToolsFor {
  workspace: string
  account: string
  session?: string
  token?: string | null
  now?: number
  /** Where a file of the session is: from within the session itself, which need not ask itself by the way around. */
  stored?: (file: string) => Promise<FoundFile | null>
}

/** What an adapter reaches the world with: its vendor, addresses that were checked, and files of the session it speaks for. */
export function toolsFor(
  env: Env,
  { workspace, account, session, token = null, now = Date.now(), stored }: ToolsFor,
): Tools {
  const find = (file: string) =>
    stored ? stored(file) : session === undefined ? null : sessionOf(env, workspace, session).storedFile({ file })
  return {
    token,
    now,
    fetch: (host, path, init = {}) =>
      within(TIMEOUT_MS, (signal) => fetch(vendorUrl(env, host, path), { ...init, redirect: 'manual', signal })),
    fetchOutside: (url, init) => fetchOutside(env, url, init),
    connectOutside: async (url) => connectOutside(env, url),
    cursor: () => channelsOf(env, workspace).cursor({ account }),
    moveCursor: (from, to) => channelsOf(env, workspace).moveCursor({ account, from, to }),
    file: async ({ id }) => {
      const found = await find(id)
      const opened = found && session !== undefined ? await openStored(env, workspace, session, found) : 'gone'
      if (typeof opened === 'string') throw new BatonError('file_gone')
      return opened.bytes
    },
    fileUrl: async ({ id }) => {
      if (session === undefined) throw new BatonError('file_gone')
      return vendorFileUrl(env, { workspace, session, file: id }, now)
    },
  }
}

/** An address for one file that opens without anything else, for an hour: vendors fetch pictures themselves. */
async function vendorFileUrl(
  env: PassEnv & Pick<Env, 'PUBLIC_ORIGIN'>,
  what: { workspace: string; session: string; file: string },
  now: number,
): Promise<string> {
  // An object is not asked at an address of its own, so it knows none.
  if (!env.PUBLIC_ORIGIN) throw new BatonError('unavailable', 'PUBLIC_ORIGIN: is not set')
  return new URL(await mintVendorPass(env, what, now), env.PUBLIC_ORIGIN).href
}
