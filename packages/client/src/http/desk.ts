import type {
  AccountsResponse,
  ApiKeySecret,
  ApiKeysResponse,
  ConnectorsResponse,
  ConnectorTestResponse,
  CrmRecordsResponse,
  CrmResponse,
  DeskIdentity,
  DeskWaysResponse,
  EndpointSecret,
  EndpointsResponse,
  FloorTicketResponse,
  LinkResponse,
  LinksResponse,
  ReplayResponse,
  TestResponse,
  UndeliveredResponse,
  WebhookDeliveriesResponse,
} from '@baton/protocol/wire'
import { type PlatformOptions, platformOf } from '../platform.ts'
import { BatonError } from '../problem.ts'
import type { DeskApi } from '../types.ts'
import { requestJson } from './request.ts'

/** `base` is the gateway's origin; `''` when the desk is served from it. Who is signed in is a cookie's affair. */
export function createDeskApi(base: string, options: Pick<PlatformOptions, 'platform'> = {}): DeskApi {
  const platform = platformOf(options)
  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    requestJson(platform, `${base.replace(/\/$/, '')}/v1/desk/${path}`, {
      method,
      credentials: 'include',
      ...(body && { body }),
    })

  const pageFrom = (after: string | null) => (after === null ? '' : `?after=${encodeURIComponent(after)}`)
  const webhook = (endpoint: string) => `webhooks/${encodeURIComponent(endpoint)}`

  return {
    login: async (request) => (await call('POST', 'login', request)) as DeskIdentity,
    async me() {
      try {
        return (await call('GET', 'me')) as DeskIdentity
      } catch (error) {
        if (error instanceof BatonError && error.code === 'unauthenticated') return null
        throw error
      }
    },
    async logout() {
      await call('POST', 'logout')
    },
    floorTicket: async () => ((await call('POST', 'ticket')) as FloorTicketResponse).ticket,
    ways: async () => ((await call('GET', 'ways')) as DeskWaysResponse).ways,
    channels: async () => ((await call('GET', 'channels')) as AccountsResponse).accounts,
    async saveChannel(account, form) {
      await (account === null
        ? call('POST', 'channels', form)
        : call('PUT', `channels/${encodeURIComponent(account)}`, form))
    },
    async removeChannel(account) {
      await call('DELETE', `channels/${encodeURIComponent(account)}`)
    },
    testChannel: async (account, to) =>
      (await call('POST', `channels/${encodeURIComponent(account)}/test`, { to })) as TestResponse,
    undelivered: async (after) => (await call('GET', `undelivered${pageFrom(after)}`)) as UndeliveredResponse,
    replay: async (ids) => ((await call('POST', 'undelivered/replay', { ids })) as ReplayResponse).replayed,
    webhooks: async () => ((await call('GET', 'webhooks')) as EndpointsResponse).endpoints,
    addWebhook: async (form) => (await call('POST', 'webhooks', form)) as EndpointSecret,
    async changeWebhook(endpoint, form) {
      await call('PUT', webhook(endpoint), form)
    },
    async removeWebhook(endpoint) {
      await call('DELETE', webhook(endpoint))
    },
    rotateWebhook: async (endpoint) => (await call('POST', `${webhook(endpoint)}/rotate`)) as EndpointSecret,
    webhookDeliveries: async (endpoint, after) =>
      (await call('GET', `${webhook(endpoint)}/deliveries${pageFrom(after)}`)) as WebhookDeliveriesResponse,
    async replayWebhook(endpoint, delivery) {
      await call('POST', `${webhook(endpoint)}/deliveries/${encodeURIComponent(delivery)}/replay`)
    },
    apiKeys: async () => ((await call('GET', 'api-keys')) as ApiKeysResponse).keys,
    makeApiKey: async (form) => (await call('POST', 'api-keys', form)) as ApiKeySecret,
    async revokeApiKey(key) {
      await call('DELETE', `api-keys/${encodeURIComponent(key)}`)
    },
    connectors: async () => ((await call('GET', 'connectors')) as ConnectorsResponse).connectors,
    async addConnector(form) {
      await call('POST', 'connectors', form)
    },
    async changeConnector(connector, form) {
      await call('PUT', `connectors/${encodeURIComponent(connector)}`, form)
    },
    async removeConnector(connector) {
      await call('DELETE', `connectors/${encodeURIComponent(connector)}`)
    },
    testConnector: async (connector, path) =>
      (await call('POST', `connectors/${encodeURIComponent(connector)}/test`, { path })) as ConnectorTestResponse,
    crm: async () => (await call('GET', 'crm')) as CrmResponse,
    async setCrm(crm) {
      await (crm ? call('PUT', 'crm', crm) : call('DELETE', 'crm'))
    },
    crmRecords: async (after) => (await call('GET', `crm/records${pageFrom(after)}`)) as CrmRecordsResponse,
    async replayCrmRecord(record) {
      await call('POST', `crm/records/${encodeURIComponent(record)}/replay`)
    },
    replayCrm: async () => ((await call('POST', 'crm/replay')) as ReplayResponse).replayed,
    async link(request) {
      return ((await call('POST', 'links', request)) as LinkResponse).state
    },
    links: async (session) =>
      ((await call('GET', `links?session=${encodeURIComponent(session)}`)) as LinksResponse).links,
    async undoLink(link, reason) {
      await call('POST', `links/${encodeURIComponent(link)}/undo`, { reason })
    },
  }
}
