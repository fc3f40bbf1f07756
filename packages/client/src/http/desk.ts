import type {
  AccountsResponse,
  DeskIdentity,
  DeskWaysResponse,
  FloorTicketResponse,
  LinksResponse,
  ReplayResponse,
  TestResponse,
  UndeliveredResponse,
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
    undelivered: async (after) =>
      (await call(
        'GET',
        after === null ? 'undelivered' : `undelivered?after=${encodeURIComponent(after)}`,
      )) as UndeliveredResponse,
    replay: async (ids) => ((await call('POST', 'undelivered/replay', { ids })) as ReplayResponse).replayed,
    async link(request) {
      await call('POST', 'links', request)
    },
    links: async (session) =>
      ((await call('GET', `links?session=${encodeURIComponent(session)}`)) as LinksResponse).links,
    async undoLink(link, reason) {
      await call('POST', `links/${encodeURIComponent(link)}/undo`, { reason })
    },
  }
}
