import type {
  ApiChannelsResponse,
  ApiSession,
  CustomerDetail,
  CustomerPatch,
  CustomersResponse,
  CustomerView,
  EndpointRequest,
  EndpointSecret,
  EndpointsResponse,
  EndpointView,
  EventsResponse,
  SayRequest,
  SayResponse,
  SessionEvent,
  WebhookDeliveriesResponse,
  WebhookDelivery,
} from '@baton/protocol/wire'
import { type Ask, asking } from './ask.ts'

export interface ServerApiOptions {
  /** The gateway's origin. */
  gateway: string
  /** `bk.…`. It belongs on a server and never into a page. */
  key: string
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** How long to wait before asking again. Default: a timer. */
  wait?: (ms: number) => Promise<void>
}

/** `once` names a request, so that whoever is unsure sends it again under the same name. Default: a name of its own. */
interface Once {
  once?: string
}

/** What a business's backend may ask. Everything rejects with a `BatonError`. */
export interface ServerApi {
  /** Everybody who has come, page after page as they are read. */
  customers(options?: { limit?: number }): AsyncIterable<CustomerView>
  /** By our id, `user:` and yours, or a session. */
  customer(ref: string): Promise<CustomerDetail>
  updateCustomer(ref: string, patch: CustomerPatch, options?: Once): Promise<CustomerDetail>
  /** By your own id; made when nobody has come under it. */
  upsertCustomer(hostId: string, patch: CustomerPatch): Promise<CustomerDetail>
  session(session: string): Promise<ApiSession>
  /** What is in the log now, behind `after`. */
  events(session: string, options?: { after?: number; limit?: number; internal?: boolean }): AsyncIterable<SessionEvent>
  say(session: string, message: SayRequest, options?: Once): Promise<SayResponse>
  channels(): Promise<ApiChannelsResponse['channels']>
  webhooks(): Promise<EndpointView[]>
  addWebhook(form: WebhookForm, options?: Once): Promise<EndpointSecret>
  changeWebhook(endpoint: string, form: WebhookForm): Promise<EndpointView>
  removeWebhook(endpoint: string): Promise<void>
  rotateWebhook(endpoint: string, options?: Once): Promise<EndpointSecret>
  /** Newest first. */
  deliveries(endpoint: string): AsyncIterable<WebhookDelivery>
  replay(endpoint: string, delivery: string, options?: Once): Promise<void>
}

type WebhookForm = Pick<EndpointRequest, 'url' | 'types'> & Partial<EndpointRequest>

/**
 * @example
 * const baton = createServerApi({ gateway: 'https://chat.example', key: process.env.BATON_KEY })
 * for await (const { id, hostId } of baton.customers()) console.log(id, hostId)
 */
export function createServerApi(options: ServerApiOptions): ServerApi {
  const ask = asking(options)
  return {
    customers: ({ limit } = {}) =>
      pages(ask, 'customers', { limit }, (page: CustomersResponse) => [page.customers, page.next]),
    customer: (ref) => ask('GET', path`customers/${ref}`),
    updateCustomer: (ref, patch, { once } = {}) => ask('PATCH', path`customers/${ref}`, { body: patch, once }),
    upsertCustomer: (hostId, patch) => ask('PUT', path`customers/by-host-id/${hostId}`, { body: patch }),
    session: (session) => ask('GET', path`sessions/${session}`),
    events: (session, query = {}) =>
      pages(ask, path`sessions/${session}/events`, query, (page: EventsResponse) => [page.events, page.next]),
    say: (session, message, { once } = {}) => ask('POST', path`sessions/${session}/messages`, { body: message, once }),
    channels: async () => (await ask<ApiChannelsResponse>('GET', 'channels')).channels,
    webhooks: async () => (await ask<EndpointsResponse>('GET', 'webhooks')).endpoints,
    addWebhook: (form, { once } = {}) => ask('POST', 'webhooks', { body: form, once }),
    changeWebhook: (endpoint, form) => ask('PUT', path`webhooks/${endpoint}`, { body: form }),
    removeWebhook: (endpoint) => ask('DELETE', path`webhooks/${endpoint}`),
    rotateWebhook: (endpoint, { once } = {}) => ask('POST', path`webhooks/${endpoint}/rotate`, { once }),
    deliveries: (endpoint) =>
      pages(ask, path`webhooks/${endpoint}/deliveries`, {}, (page: WebhookDeliveriesResponse) => [
        page.deliveries,
        page.next,
      ]),
    replay: (endpoint, delivery, { once } = {}) =>
      ask('POST', path`webhooks/${endpoint}/deliveries/${delivery}/replay`, { once }),
  }
}

const path = (parts: TemplateStringsArray, ...values: string[]): string =>
  String.raw({ raw: parts }, ...values.map(encodeURIComponent))

/** One after the other, each page asked for when it is needed. */
async function* pages<Page, Item>(
  ask: Ask,
  from: string,
  query: Record<string, string | number | boolean | undefined>,
  read: (page: Page) => [Item[], string | number | null],
): AsyncGenerator<Item> {
  let after: string | number | null | undefined
  do {
    const given = Object.entries({ ...query, ...(after !== undefined && { after }) }).filter(
      ([, value]) => value !== undefined,
    )
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
    const [items, next] = read(await ask<Page>('GET', given.length > 0 ? `${from}?${search}` : from))
    yield* items
    after = next
  } while (after !== null)
}
