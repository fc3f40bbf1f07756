import type { Action } from '@baton/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { callBusiness } from './business.ts'

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
  return callBusiness({ url, token: 't' }, action, { input, key: 'key', customer: null })
}

test.each([
  ['/api/customers/{id}/orders', { id: '..' }],
  ['/api/customers/{id}/orders', { id: '.' }],
  ['/api/customers/{id}/orders', { id: ' ' }],
  ['/api/customers/{id}/orders', {}],
  ['/{region}/evil.example/orders', { region: '' }],
  ['//evil.example/{id}', { id: '7' }],
])('what a customer gives does not lead an action to another address: %s %o', async (path, input) => {
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

test('values stay in their segment, below the path of the business API', async () => {
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
