import { expect, it } from 'vitest'
import type { Platform } from '../platform.ts'
import { createDeskApi } from './desk.ts'

function open(status: number, body: object | null) {
  const asked: [string, RequestInit][] = []
  const fetch: Platform['fetch'] = async (url, init) => {
    asked.push([url, init])
    return new Response(body && JSON.stringify(body), { status })
  }
  return { asked, api: createDeskApi('https://chat.example', { platform: { fetch } }) }
}

it('signs in with the cookie of the gateway', async () => {
  const identity = {
    workspace: 'shop',
    business: 'Shop',
    agent: { id: 'lin', name: 'Lin', email: 'l@s', role: 'agent' },
  }
  const { asked, api } = open(200, identity)
  const request = { workspace: 'shop', email: 'l@s', password: 'p' }
  expect(await api.login(request)).toEqual(identity)
  expect(asked[0]).toMatchObject([
    'https://chat.example/v1/desk/login',
    { method: 'POST', credentials: 'include', body: JSON.stringify(request) },
  ])
})

it('says that nobody is signed in without calling it an error', async () => {
  expect(await open(401, {}).api.me()).toBe(null)
  await expect(open(500, {}).api.me()).rejects.toMatchObject({ code: 'unavailable', retryable: true })
})

it('signs out, and asks for tickets', async () => {
  const out = open(204, null)
  await out.api.logout()
  expect(out.asked[0]?.[0]).toBe('https://chat.example/v1/desk/logout')
  expect(await open(200, { ticket: 't_1' }).api.floorTicket()).toBe('t_1')
})
