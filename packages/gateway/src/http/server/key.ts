import { type ApiScope, opaqueId, workspaceId } from '@baton/protocol'
import type { Context } from 'hono'
import type { KnownApiKey } from '../../directory/rooms.ts'
import { Rates } from '../../durable/rates.ts'
import type { Env } from '../../env.ts'
import { FreshCache } from '../../fresh-cache.ts'
import { warn } from '../../log.ts'
import { directoryOf } from '../../rooms-of.ts'
import { BatonError } from '../baton-error.ts'
import { clientIp } from '../client-ip.ts'
import { digest } from '../digest.ts'
import { FloodGuard, JOINS } from '../flood-guard.ts'
import { isKnownWorkspace } from '../known-workspace.ts'
import { demandPermission } from '../permitted.ts'
import { isSameText } from '../secrets.ts'

type ServerContext = Context<{ Bindings: Env }>

/** A key that was taken back opens nothing after this long. */
const FRESH_MS = 4_000
/** What one key may ask, as this isolate counts it. */
export const CALLS = { calls: 200, windowMs: 10_000 } as const
const NOTE_USE_MS = 60_000

const keys = new FreshCache<KnownApiKey>({ forMs: FRESH_MS, entries: 1_000 })
const rates = new Rates(1_000)
/** For those whose key is not at hand: asking for it wakes an object. */
const flood = new FloodGuard(JOINS)

/** Who asks: a server of the business, by a key. */
export interface Integration {
  workspace: string
  /** Of the key. */
  id: string
  /** As whoever made the key called it. */
  name: string
  by: { role: 'integration'; id: string }
}

export const hashOf = (secret: string): Promise<string> => digest(secret)

export const keyText = (workspace: string, id: string, secret: string): string => `bk.${workspace}.${id}.${secret}`

/** What no key has, so that a wrong one takes as long as an unknown one. */
const NO_HASH = '-'

/**
 * Whoever holds the key that a request shows, when it is good for that.
 *
 * @throws BatonError `unauthenticated`, whatever is wrong with the key; `rate_limited`; `forbidden` naming the scope that is missing.
 */
export async function integrationOf(c: ServerContext, scope: ApiScope): Promise<Integration> {
  const shown = readKey(c.req.header('authorization'))
  const known = shown && (await knownKey(c, shown.workspace, shown.id))
  const isRight = await isSameText(await hashOf(shown?.secret ?? ''), known?.hash ?? NO_HASH)
  const now = Date.now()
  if (!shown || !known || !isRight || (known.expiresAt !== null && known.expiresAt <= now))
    throw new BatonError('unauthenticated', 'authorization: a key of this gateway is expected')
  const { workspace, id } = shown
  const retryAfterMs = rates.take(`${workspace}/${id}`, CALLS.calls, CALLS.windowMs, now)
  if (retryAfterMs > 0) throw new BatonError('rate_limited', undefined, retryAfterMs)
  demandPermission(c, 'integration')
  if (!known.scopes.includes(scope)) throw new BatonError('forbidden', `scope: the key has no ${scope}`)
  await noteUse(c, shown, known, now)
  return { workspace, id, name: known.name, by: { role: 'integration', id } }
}

function readKey(header: string | undefined): { workspace: string; id: string; secret: string } | null {
  const [, text = ''] = /^Bearer (bk\.\S{1,300})$/i.exec(header ?? '') ?? []
  const [, workspace, id, secret, ...rest] = text.split('.')
  if (!workspaceId.safeParse(workspace).success || !opaqueId.safeParse(id).success || !secret || rest.length > 0)
    return null
  return { workspace: workspace ?? '', id: id ?? '', secret }
}

async function knownKey(c: ServerContext, workspace: string, id: string): Promise<KnownApiKey | null> {
  const name = `${workspace}/${id}`
  return keys.get(name, async () => {
    try {
      await flood.pass(c.env.JOIN_LIMIT, clientIp(c))
      if (!(await isKnownWorkspace(c.env, workspace))) return null
      return await directoryOf(c.env, workspace).apiKey({ key: id })
    } catch (error) {
      // Nobody can say whether it was taken back meanwhile: then it opens nothing.
      keys.drop(name)
      throw error
    }
  })
}

/** Once a minute, and never in the way of the answer. */
async function noteUse(
  c: ServerContext,
  { workspace, id }: Integration | { workspace: string; id: string },
  known: KnownApiKey,
  now: number,
) {
  if (known.lastUsedAt !== null && now - known.lastUsedAt < NOTE_USE_MS) return
  known.lastUsedAt = now
  await directoryOf(c.env, workspace)
    .apiKeyUsed({ key: id })
    .catch((error: unknown) => warn('server.key_used', error))
}
