import type { Locale } from '@baton/protocol'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import type { Places } from '../jurisdiction.ts'
import { directoryOf } from '../rooms-of.ts'
import type { Sender } from './channel.ts'
import type { Arrived } from './rooms.ts'

/** As long as an isolate may go on believing what Directory said. */
const KEEP_MS = 4_000
const CUSTOMERS = 2_000

/** What a newcomer most likely reads, by the channel: its vendor does not tell. What they write decides from then on. */
const ASSUMED: Readonly<Record<string, Locale>> = { wechat: 'zh-CN', wecom: 'zh-CN' }

type Found = Exclude<Arrived, { refused: string }>
type In = Places & Pick<Env, 'DIRECTORY'>

const found = new FreshCache<Found>({ forMs: KEEP_MS, entries: CUSTOMERS })
const sessions = new FreshCache<readonly string[]>({ forMs: KEEP_MS, entries: CUSTOMERS })

const keyOf = (workspace: string, address: string): string => `${workspace} ${address}`

/**
 * The customer behind an address; a new one when there is none, unless what they said `at` that time was said before they
 * were erased. Somebody who was asked whether to link is looked up each time, for their next word may be the answer.
 */
export async function arrive(
  env: In,
  workspace: string,
  address: string,
  { name, locale, at }: Sender & { at?: number | undefined },
): Promise<Arrived> {
  let arrived: Arrived | null = null
  const kept = await found.get(keyOf(workspace, address), async () => {
    arrived = await directoryOf(env, workspace).arrive({
      address,
      name: name ?? null,
      locale: locale ?? ASSUMED[address.split(':')[0] ?? ''] ?? null,
      ...(at !== undefined && { at }),
    })
    return 'refused' in arrived || arrived.pending ? null : arrived
  })
  const fresh: Arrived | null = arrived
  const answer = kept ?? fresh
  if (!answer) throw new Error('Directory has not answered')
  const isOfBefore = !('refused' in answer) && at !== undefined && at <= (answer.leftAt ?? 0)
  return isOfBefore ? { refused: 'erased' } : answer
}

/** They are no longer there, or soon will not be: whoever comes next asks Directory. */
export const lookAgain = (workspace: string, address: string): void => found.drop(keyOf(workspace, address))

/**
 * Every session of the customer behind an address, the one they are in first. None when nobody is known there: what is not
 * said by the customer makes nobody one.
 */
export async function sessionsOf(env: In, workspace: string, address: string): Promise<readonly string[]> {
  const known = await sessions.get(keyOf(workspace, address), async () => {
    const record = await directoryOf(env, workspace).record({ ref: address })
    return record?.sessions ?? null
  })
  return known ?? []
}
