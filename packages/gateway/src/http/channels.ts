import {
  type AccountsResponse,
  type AccountView,
  type AuditEntry,
  accountId,
  accountRequest,
  type DeskWaysResponse,
  type ReplayResponse,
  replayRequest,
  testRequest,
  type UndeliveredResponse,
} from '@baton/protocol'
import type { Context } from 'hono'
import { z } from 'zod'
import type { OpenAccount } from '../channels/rooms.ts'
import { tryAccount } from '../channels/try-account.ts'
import type { Env } from '../env.ts'
import { auditOf, channelsOf } from '../rooms-of.ts'
import { BatonError } from './baton-error.ts'
import { readBody } from './body.ts'
import { ownOrigin } from './own-origin.ts'
import { opaque } from './secrets.ts'
import { workspaceConfig } from './workspace-config.ts'

/** Templates are most of it: fifty of a thousand characters, each of up to six bytes in JSON. */
const MAX_ACCOUNT_BYTES = 512 * 1024
const MAX_BODY_BYTES = 256 * 1024
/** Messages in one answer. */
const PAGE = 50

/** Who sets channels up. Permission was looked at before. */
interface Asker {
  workspace: string
  by: AuditEntry['by']
}

type ChannelsContext = Context<{ Bindings: Env }>

/** Every account, without its secrets. */
export async function answerAccounts(c: ChannelsContext, { workspace }: Asker): Promise<Response> {
  return c.json({ accounts: await viewsOf(c, workspace) } satisfies AccountsResponse)
}

/** What everybody at the desk may know of them: how they are called, and what may be sent outside a window. */
export async function answerWays(c: ChannelsContext, workspace: string): Promise<Response> {
  const views = await channelsOf(c.env, workspace).views()
  const ways = views.map(({ id, channel, name, templates }) => ({ id, channel, name, templates }))
  return c.json({ ways } satisfies DeskWaysResponse)
}

/** A new account. It may be incomplete: the answer has the address that the vendor's console wants first. */
export async function answerNewAccount(c: ChannelsContext, asker: Asker): Promise<Response> {
  return c.json(await save(c, asker, null), 201)
}

export async function answerSavedAccount(c: ChannelsContext, asker: Asker): Promise<Response> {
  return c.json(await save(c, asker, accountOf(c)))
}

/** Nothing more comes in or goes out by it. */
export async function removeAccount(c: ChannelsContext, { workspace, by }: Asker): Promise<Response> {
  if (!(await channelsOf(c.env, workspace).remove({ account: accountOf(c), by }))) throw new BatonError('not_found')
  return c.body(null, 204)
}

/** Sends something to an address now, and answers what came of it. */
export async function answerTest(c: ChannelsContext, { workspace, by }: Asker): Promise<Response> {
  const { to } = await readBody(c, testRequest, MAX_BODY_BYTES)
  const account = accountOf(c)
  const config = await workspaceConfig(c.env, workspace)
  if (!config) throw new BatonError('not_found')
  const open = (await channelsOf(c.env, workspace).account({ account })) as OpenAccount | null
  if (!open) {
    const missing = (await viewsOf(c, workspace)).find(({ id }) => id === account)?.missing
    if (missing === undefined) throw new BatonError('not_found')
    throw new BatonError('request_malformed', `${missing}: is missing`)
  }
  const { business, locale } = config
  const answer = await tryAccount(c.env, open, { workspace, business, locale, to })
  if (!answer) throw new BatonError('unavailable')
  // To whom is nobody's business.
  const on = { account, channel: open.channel, ok: String(answer.ok) }
  await auditOf(c.env, workspace).record({ id: opaque(), at: Date.now(), by, action: 'channel.test', on })
  return c.json(answer)
}

const afterParameter = z.string().regex(/^\d{1,16}$/)

/** What could not be delivered, newest first, after `?after=`. */
export async function answerUndelivered(c: ChannelsContext, { workspace }: Asker): Promise<Response> {
  const after = afterParameter.nullable().safeParse(c.req.query('after') ?? null)
  if (!after.success) throw new BatonError('request_malformed', 'after: is not where a page has ended')
  const page = await channelsOf(c.env, workspace).undelivered({ after: after.data, limit: PAGE })
  return c.json(page satisfies UndeliveredResponse)
}

/** Tries them again. What fails once more comes back. */
export async function answerReplay(c: ChannelsContext, { workspace, by }: Asker): Promise<Response> {
  const { ids } = await readBody(c, replayRequest, MAX_BODY_BYTES)
  const replayed = await channelsOf(c.env, workspace).replay({ ids, by })
  return c.json({ replayed } satisfies ReplayResponse)
}

async function save(c: ChannelsContext, { workspace, by }: Asker, account: string | null): Promise<AccountView> {
  const form = await readBody(c, accountRequest, MAX_ACCOUNT_BYTES)
  const saved = await channelsOf(c.env, workspace).save({ account, form, by })
  if ('malformed' in saved) throw new BatonError('request_malformed', `${saved.malformed}: is not of its form`)
  if ('refused' in saved) throw new BatonError('not_found')
  const view = (await viewsOf(c, workspace)).find(({ id }) => id === saved.account)
  // Removed by somebody else meanwhile.
  if (!view) throw new BatonError('not_found')
  return view
}

async function viewsOf(c: ChannelsContext, workspace: string): Promise<AccountView[]> {
  const { origin } = ownOrigin(c)
  const views = await channelsOf(c.env, workspace).views()
  return views.map((view) => ({ ...view, callback: `${origin}/v1/hooks/${workspace}/${view.id}` }))
}

/** What is no id names no account, like an id of nobody's. */
function accountOf(c: ChannelsContext): string {
  const account = accountId.safeParse(c.req.param('account'))
  if (!account.success) throw new BatonError('not_found')
  return account.data
}
