import type { Action } from '@baton/protocol'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { businessService } from '../connectors/service.ts'
import { callService } from './business.ts'

const asked: string[] = []
const listen = () =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
    asked.push(String(url))
    return new Response('{}')
  })
afterEach(() => {
  asked.length = 0
  vi.restoreAllMocks()
})

const ask = (path: string, input: Record<string, string>, url = 'https://shop.example') => {
  const action: Action = { id: 'a', method: 'GET', path, safe: true, timeoutMs: 500 }
  return callService(businessService({ url, token: 't' }), action, { by: 'bot', input, key: 'key', customer: null })
}

test.each([
  ['/api/customers/{id}/orders', { id: '..' }],
  ['/api/customers/{id}/orders', { id: '.' }],
  ['/api/customers/{id}/orders', { id: ' ' }],
  ['/api/customers/{id}/orders', {}],
  ['/{region}/evil.example/orders', { region: '' }],
  ['//evil.example/{id}', { id: '7' }],
])('T-22 what a customer gives does not lead an action to another address: %s %o', async (path, input) => {
  listen()
  const result = await ask(path, input)
  expect(asked).toEqual([])
  expect(result).toEqual({ action: 'a', ok: false, code: 'refused' })
})

test('what has no encoding is refused', async () => {
  listen()
  const halfOfAPair = String.fromCharCode(0xd83d)
  expect(await ask('/orders/{id}', { id: `7${halfOfAPair}` })).toMatchObject({ ok: false, code: 'refused' })
  expect(asked).toEqual([])
})

test('T-22 values stay in their segment, below the path of the business API', async () => {
  listen()
  await ask('/orders/{id}', { id: '../../admin?x=1#y' }, 'https://shop.example/v2/api/')
  await ask('/orders/{id}', { id: '%2e%2e' }, 'https://shop.example/v2/api')
  await ask('/orders/{id}', { id: '單號 7' })
  expect(asked).toEqual([
    'https://shop.example/v2/api/orders/..%2F..%2Fadmin%3Fx%3D1%23y',
    'https://shop.example/v2/api/orders/%252e%252e',
    'https://shop.example/orders/%E5%96%AE%E8%99%9F%207',
  ])
})

const real = (number: string) => {
  const action: Action = { id: 'a', method: 'GET', path: '/api/orders/{number}', safe: true, timeoutMs: 5_000 }
  const api = { url: inject('businessUrl'), token: 'business' }
  return callService(businessService(api), action, {
    by: 'bot',
    input: { number },
    key: `t22-${number}`,
    customer: null,
  })
}
const told = async (path: string): Promise<string> => (await fetch(`${inject('businessUrl')}${path}`)).text()

test('T-22 a redirect of the business API is refused and not followed', async () => {
  expect(await real('SO302')).toEqual({ action: 'a', ok: false, code: 'refused' })
  expect(await told('/calls')).toContain('t22-SO302')
  expect(await told('/calls')).not.toContain('/moved')
})

test('T-22 an answer that never ends is left at its limit', async () => {
  expect(await real('SOLONG')).toEqual({ action: 'a', ok: false, code: 'malformed' })
  const { bytes } = JSON.parse(await told('/sent'))
  expect(bytes).toBeGreaterThan(64 * 1024)
  // What the network holds in between included.
  expect(bytes).toBeLessThan(16 * 1024 * 1024)
})

test.each([
  [409, { code: 'too_late' }, 'too_late'],
  [422, { code: 'invalid' }, 'invalid'],
  [403, { code: 'not_signed_in' }, 'not_signed_in'],
  // Only codes that mean something to flows, and only where a no is meant.
  [409, { code: 'anything' }, 'refused'],
  [400, { code: 'invalid' }, 'refused'],
  [409, 'no JSON', 'refused'],
  [503, { code: 'too_late' }, 'unavailable'],
])('a business says why not: %s %o is %s', async (status, body, code) => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  )
  expect(await ask('/orders/{id}', { id: '7' })).toEqual({ action: 'a', ok: false, code })
})
