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

it('asks for integrations where the gateway has them', async () => {
  const { asked, api } = open(200, { endpoints: [], keys: [], connectors: [], deliveries: [], next: null })
  const form = { url: 'https://shop.example', description: '', types: ['case.closed' as const], isOn: true }
  await api.addWebhook(form)
  await api.changeWebhook('we_1', form)
  await api.rotateWebhook('we_1')
  await api.webhookDeliveries('we_1', null)
  await api.webhookDeliveries('we_1', '50')
  await api.replayWebhook('we_1', '7')
  await api.removeWebhook('we_1')
  await api.makeApiKey({ name: 'Reports', scopes: ['sessions.read'], expiresAt: null })
  await api.revokeApiKey('key/1')
  await api.testConnector('crm', '/health')
  await api.removeConnector('crm')
  await api.setCrm({ connector: 'crm', path: '/interactions' })
  await api.setCrm(null)
  await api.replayCrm()
  await api.crmRecords('50')
  await api.replayCrmRecord('7')
  await api.crm()
  expect(await api.webhooks()).toEqual([])
  expect(await api.apiKeys()).toEqual([])
  expect(await api.connectors()).toEqual([])
  expect(asked.map(([url, { method }]) => `${method} ${url.replace('https://chat.example/v1/desk/', '')}`)).toEqual([
    'POST webhooks',
    'PUT webhooks/we_1',
    'POST webhooks/we_1/rotate',
    'GET webhooks/we_1/deliveries',
    'GET webhooks/we_1/deliveries?after=50',
    'POST webhooks/we_1/deliveries/7/replay',
    'DELETE webhooks/we_1',
    'POST api-keys',
    'DELETE api-keys/key%2F1',
    'POST connectors/crm/test',
    'DELETE connectors/crm',
    'PUT crm',
    'DELETE crm',
    'POST crm/replay',
    'GET crm/records?after=50',
    'POST crm/records/7/replay',
    'GET crm',
    'GET webhooks',
    'GET api-keys',
    'GET connectors',
  ])
})
