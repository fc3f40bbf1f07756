import { env } from 'cloudflare:workers'
import { problem } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { call, GATEWAY } from '../testing/a-workspace.ts'
import { app } from './app.ts'

test('it says that it is ready, and that is never cached', async () => {
  const answer = await call('/readyz')
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }])
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('while storage cannot be read it lives and is not ready', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5_000 }) // what was read a moment ago is not asked again
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const isEnlisted = () => Promise.reject(new Error('disk I/O error'))
  const broken = { ...env, DIRECTORY: { getByName: () => ({ isEnlisted }) } }
  const ask = (path: string) => app.fetch(new Request(`${GATEWAY}${path}`), broken)
  expect((await ask('/healthz')).status).toBe(200)
  const answer = await ask('/readyz')
  expect(answer.status).toBe(503)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(problem.parse(await answer.json())).toMatchObject({ code: 'unavailable', detail: 'storage: cannot be read' })
  expect(JSON.parse(String(warn.mock.calls[0]?.[0]))).toMatchObject({
    level: 'warn',
    event: 'http.not_ready',
    error: 'Error',
  })
  warn.mockRestore()
  vi.useRealTimers()
})
