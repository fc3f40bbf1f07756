import type { DeskIdentity, FloorTicketResponse } from '@baton/protocol/wire'
import { type PlatformOptions, platformOf } from '../platform.ts'
import { BatonError } from '../problem.ts'
import type { DeskApi } from '../types.ts'
import { requestJson } from './request.ts'

/** `base` is the gateway's origin; `''` when the desk is served from it. Who is signed in is a cookie's affair. */
export function createDeskApi(base: string, options: Pick<PlatformOptions, 'platform'> = {}): DeskApi {
  const platform = platformOf(options)
  const call = (method: 'GET' | 'POST', path: string, body?: object) =>
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
  }
}
