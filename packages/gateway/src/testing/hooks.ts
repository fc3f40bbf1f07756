import { env } from 'cloudflare:workers'
import { type AccountRequest, CHANNEL_KINDS, type ChannelKind, type SessionEvent } from '@baton/protocol'
import type { Said, WebhookRequest } from '@baton/testing/vendors'
import { adapterOf } from '../channels/adapters.ts'
import { directoryAddress, routeIdOf } from '../channels/address.ts'
import { channelsOf, directoryOf, sessionOf } from '../rooms-of.ts'
import { call } from './a-workspace.ts'
import { ADMIN, anAccount, savedAccount } from './an-account.ts'
import { signed } from './vendors.ts'

/** Every channel this gateway speaks. */
export const SPOKEN: readonly ChannelKind[] = CHANNEL_KINDS.filter((kind) => adapterOf(kind) !== null)

/** An account of a workspace, with what its vendor knows of it. */
export interface Callback {
  kind: ChannelKind
  path: string
  form: AccountRequest
}

let accounts = 0

/** Digits, 16 of them, that no other account has. */
const unique = (): string => `${Date.now()}${String(++accounts).padStart(3, '0')}`

/** What makes an account one of its own, where the vendors tell accounts apart by it. */
const ownParts = (kind: ChannelKind): Partial<Pick<AccountRequest, 'settings' | 'secrets'>> => {
  const own = unique()
  switch (kind) {
    case 'telegram':
      return { secrets: { botToken: `${own}:a-bot-token-of-its-own`, secretToken: `secret-Token-${own}` } }
    case 'whatsapp':
      return { settings: { phoneNumberId: own }, secrets: { appSecret: `app-secret-${own}` } }
    case 'messenger':
      return { settings: { pageId: own }, secrets: { appSecret: `app-secret-${own}` } }
    case 'line':
      return { secrets: { channelSecret: `channel-secret-${own}`, accessToken: `access-token-${own}` } }
    case 'wechat':
      return { settings: { appId: `wx${own}` }, secrets: { token: `token${own}` } }
    case 'wecom':
      return { settings: { openKfId: `wk${own}` }, secrets: { token: `token${own}` } }
    case 'email':
      return { settings: { address: `help-${own}@shop.example` }, secrets: { inboundSecret: standardSecret(own) } }
    case 'phone':
      return { settings: { accountSid: `AC${own}` }, secrets: { signingSecret: `signing-secret-${own}` } }
    case 'api':
      return { secrets: { inboundSecret: standardSecret(own) } }
  }
}

const standardSecret = (own: string): string => `whsec_${btoa(own.repeat(2))}`

/** An account of its own in this workspace, saved. */
export async function aCallback(
  workspace: string,
  kind: ChannelKind,
  over: Parameters<typeof anAccount>[1] = ownParts(kind),
): Promise<Callback> {
  const form = anAccount(kind, over)
  const account = await savedAccount(workspace, form)
  return { kind, path: `/v1/hooks/${workspace}/${account}`, form }
}

/** How a vendor calls a person. */
export const addressOf = (kind: ChannelKind, person: number): string =>
  kind === 'email' ? `person-${person}@customer.example` : String(person)

/** What shows that a request is the vendor's, by the name of the form. */
const PROVING: Record<ChannelKind, string> = {
  wechat: 'token',
  wecom: 'token',
  whatsapp: 'appSecret',
  messenger: 'appSecret',
  telegram: 'secretToken',
  line: 'channelSecret',
  email: 'inboundSecret',
  phone: 'signingSecret',
  api: 'inboundSecret',
}

/** The account with another secret, which is saved; the one before is good for a while. */
export async function withNewSecret(workspace: string, { kind, path, form }: Callback): Promise<Callback> {
  const name = PROVING[kind]
  const fresh = ownParts(kind).secrets?.[name] ?? ''
  const changed = { ...form, secrets: { ...form.secrets, [name]: fresh } }
  const account = path.split('/').at(-1) ?? ''
  await channelsOf(env, workspace).save({ account, form: changed, by: ADMIN })
  return { kind, path, form: changed }
}

/** Every event of the customer at this address, in all their sessions. */
export async function eventsAt({ kind, path }: Callback, address: string): Promise<SessionEvent[]> {
  const [workspace = '', account = ''] = path.split('/').slice(-2)
  const route = await routeIdOf(env, workspace, { account, address })
  const ref = directoryAddress({ channel: kind, account, route })
  const sessions = (await directoryOf(env, workspace).record({ ref }))?.sessions ?? []
  const pages = await Promise.all(
    sessions.map((session) => sessionOf(env, workspace, session).disclose({ after: 0, limit: 1_000, internal: true })),
  )
  return pages.flatMap((page) => page?.events ?? []).map((json): SessionEvent => JSON.parse(json))
}

/** What the customer at this address has said. A letter's subject is not counted along. */
export const saidAt = async (callback: Callback, address: string): Promise<string[]> =>
  (await eventsAt(callback, address)).flatMap((event) =>
    event.kind === 'message' && event.by.role === 'customer' ? [event.body.text.split('\n').at(-1) ?? ''] : [],
  )

/** The request in which the vendor brings this. */
export async function hookOf({ kind, form }: Pick<Callback, 'kind' | 'form'>, said: Said): Promise<WebhookRequest> {
  const [request] = await signed(kind, { ...form.settings, ...form.secrets }, [said])
  if (!request) throw new Error(`${kind} has nothing to send`)
  return request
}

/** Sends it. `headers` are instead of its own. */
export function knock(
  path: string,
  { method, query, headers, body }: WebhookRequest,
  given: Headers = new Headers(headers),
): Promise<Response> {
  const search = new URLSearchParams(query).toString()
  return call(search ? `${path}?${search}` : path, { method, headers: given, ...(method === 'POST' && { body }) })
}
