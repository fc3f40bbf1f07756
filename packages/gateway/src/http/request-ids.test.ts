import { env } from 'cloudflare:workers'
import { problem } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { call, GATEWAY } from '../testing/a-workspace.ts'
import { app } from './app.ts'

test('each answer names its request, and a problem does too', async () => {
  const answer = await call('/nothing')
  const id = answer.headers.get('x-request-id')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(problem.parse(await answer.json()).request).toBe(id)
  expect((await call('/healthz')).headers.get('x-request-id')).not.toBe(id)
})

test('a proxy’s id is kept, and what is no id is not', async () => {
  const named = async (id: string) => (await call('/healthz', { headers: { 'x-request-id': id } })).headers
  expect((await named('proxy-0123456789')).get('x-request-id')).toBe('proxy-0123456789')
  for (const wrong of ['short', '4111 1111 1111 1111', 'a'.repeat(65), '"},{"level":"error"']) {
    expect((await named(wrong)).get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
  expect((await call('/healthz', { headers: { 'cf-ray': '8c0ffee0decaf-FRA' } })).headers.get('x-request-id')).toBe(
    '8c0ffee0decaf-FRA',
  )
})

test('the log’s lines say which request they belong to', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const broken = {
    ...env,
    DIRECTORY: {
      getByName: () => {
        throw new TypeError('broken')
      },
    },
  }
  const ask = (id: string) =>
    app.fetch(
      new Request(`${GATEWAY}/v1/desk/me`, {
        headers: { 'x-request-id': id, cookie: `__Host-baton-desk=demo.${'a'.repeat(27)}` },
      }),
      broken,
    )
  await Promise.all([ask('request-one'), ask('request-two')])
  const requests = log.mock.calls.map(([line]) => JSON.parse(String(line)).request)
  expect(requests.toSorted()).toEqual(['request-one', 'request-two'])
  log.mockRestore()
})
