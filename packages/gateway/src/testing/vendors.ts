import type {
  AccountKey,
  AccountOf,
  Behaviour,
  Said,
  SayAnswer,
  SayRequest,
  SentAnswer,
  SentRecord,
  SignAnswer,
  WebhookRequest,
} from '@baton/testing/vendors'
import { inject } from 'vitest'

/** Speaks to the vendors of `vendors-server.ts` from inside workerd. */
async function ask(path: string, body?: unknown, method = 'POST'): Promise<Response> {
  const response = await fetch(`${inject('vendorsUrl')}/_${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`the vendors answer ${response.status}: ${await response.text()}`)
  return response
}

/** What an account has asked of its vendor so far. */
export const sentBy = async (key: AccountKey): Promise<SentRecord[]> =>
  (await (await ask(`/sent?for=${encodeURIComponent(key)}`, undefined, 'GET')).json<SentAnswer>()).sent

/** How the vendor is to answer this account from now on. */
export const behave = async (behaviour: Behaviour): Promise<void> => void (await ask('/behave', behaviour))

/** The requests a vendor makes for what people did, signed by it. */
export const signed = async (vendor: string, account: AccountOf, said: Said[]): Promise<WebhookRequest[]> =>
  (await (await ask('/sign', { vendor, account, said })).json<SignAnswer>()).requests

/** What the vendor asks when somebody enters the callback address, and what it wants to hear. */
export const handshakeOf = async (
  vendor: string,
  account: AccountOf,
): Promise<WebhookRequest & { expects: { status: number; body?: string } }> =>
  (await ask('/handshake', { vendor, account })).json()

/** The vendor sends what people did to a callback address, and comes again as it does. */
export const say = async (request: SayRequest): Promise<SayAnswer> => (await ask('/say', request)).json()
