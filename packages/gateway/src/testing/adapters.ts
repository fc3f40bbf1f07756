import { env } from 'cloudflare:workers'
import { CHANNEL_FORMS, type ChannelKind } from '@baton/protocol'
import type { AccountOf, WebhookRequest } from '@baton/testing/vendors'
import type { Account, Channel, Inbound, Knock, Outgoing, OutgoingFile, Sent, To, Tools } from '../channels/channel.ts'
import { vendorUrl } from '../channels/hosts.ts'

/** An account made of what somebody would type into the desk, each secret in use alone. */
export function accountOf<K extends ChannelKind>(channel: K, typed: AccountOf): Account<K> {
  const { settings, secrets } = CHANNEL_FORMS[channel]
  return {
    id: 'ch_test_account_00001',
    channel,
    name: 'Shop',
    settings: Object.fromEntries(Object.keys(settings).map((name) => [name, typed[name] ?? ''])),
    secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, [typed[name] ?? '']])),
    templates: [],
  } as unknown as Account<K>
}

/** What the gateway makes of a request a vendor sent. */
export const knockOf = ({ method, query, headers, body }: WebhookRequest): Knock => ({
  method,
  query: new URLSearchParams(query),
  headers: new Headers(headers),
  body: new TextEncoder().encode(body),
  now: Date.now(),
})

/** What an adapter hears in a request of its vendor; null when it does not believe it. */
export async function heardIn<K extends ChannelKind>(
  adapter: Channel<K>,
  request: WebhookRequest,
  account: Account<K>,
): Promise<Inbound[] | null> {
  const verified = await adapter.verify(knockOf(request), account)
  return verified.as === 'payload' ? adapter.normalise(verified.payload, account, verified.brought) : null
}

/** The vendors of `vendors-server.ts` in place of the real ones. A file of ours is as many bytes as it says. */
export function toolsOf(token: string | null = null): Tools {
  const missing = (what: string) => () => Promise.reject(new Error(`${what} is not here`))
  return {
    fetch: (host, path, init) => fetch(vendorUrl(env, host, path), { ...init, redirect: 'manual' }),
    fetchOutside: missing('the world outside'),
    connectOutside: missing('a mail server'),
    cursor: async () => null,
    moveCursor: async () => undefined,
    token,
    now: Date.now(),
    file: async ({ bytes }) => new Response(new Uint8Array(bytes).fill(7)).body ?? new ReadableStream(),
    fileUrl: async ({ id }) => `https://baton.example/v1/files/${id}`,
  }
}

export const outgoing = (what: Partial<Outgoing>): Outgoing => ({
  id: 'out_1',
  text: '',
  by: { role: 'bot', name: null },
  locale: 'en',
  options: [],
  files: [],
  ...what,
})

export const fileOf = (what: Partial<OutgoingFile>): OutgoingFile => ({
  id: 'file_1',
  name: 'invoice.pdf',
  type: 'application/pdf',
  bytes: 2_048,
  ...what,
})

/** Sends all of it, one part after another, until one is not taken. */
export async function deliver<K extends ChannelKind>(
  adapter: Channel<K>,
  what: Partial<Outgoing>,
  to: Partial<To> & { address: string },
  account: Account<K>,
): Promise<Sent[]> {
  const all: Sent[] = []
  for (const part of adapter.parts(outgoing(what), account)) {
    const sent = await adapter.send(part, { key: crypto.randomUUID(), ...to }, account, toolsOf())
    all.push(sent)
    if (sent.as !== 'sent') break
  }
  return all
}
