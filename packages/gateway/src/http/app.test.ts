import { env } from 'cloudflare:workers'
import { ERRORS, problem } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { call, GATEWAY, provisioned, SHOP } from '../testing/a-workspace.ts'
import { app } from './app.ts'

test('it says that it is well, and which release it is where the platform tells', async () => {
  const answer = await call('/healthz')
  expect(await answer.json()).toEqual({ ok: true, release: env.VERSION.id })
  const { VERSION: _none, ...box } = env
  expect(await (await call('/healthz', {}, box)).json()).toEqual({ ok: true })
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test.each([
  '/nothing',
  '/v1/nothing',
  '/v1/join/x.css',
  '/desk/nothing.exe',
  '/widget/../wrangler.jsonc',
  '/v1/desk/me/x.css',
])('T-39 there is nothing at %s, said as a problem that is not cached', async (path) => {
  const answer = await call(path)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(problem.parse(await answer.json())).toMatchObject({
    type: 'urn:baton:error:not_found',
    title: ERRORS.not_found.message,
    status: 404,
    code: 'not_found',
    retryable: false,
  })
})

test('T-32 an unknown error is logged without its message and told as internal', async () => {
  const { siteKey } = await provisioned()
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const broken = {
    ...env,
    DIRECTORY: {
      getByName: () => {
        throw new TypeError('card 4111 1111 1111 1111')
      },
    },
  }
  const answer = await app.fetch(
    new Request(`${GATEWAY}/v1/join`, { method: 'POST', body: JSON.stringify({ siteKey }), headers: { origin: SHOP } }),
    broken,
  )
  expect(answer.status).toBe(500)
  const text = await answer.text()
  expect(problem.parse(JSON.parse(text))).toMatchObject({ code: 'internal', retryable: true })
  expect(log).toHaveBeenCalledOnce()
  const logged = String(log.mock.calls[0]?.[0])
  expect(JSON.parse(logged)).toMatchObject({ event: 'http.internal', error: 'TypeError', route: '/v1/join' })
  expect(`${text}${logged}`).not.toContain('4111 1111')
  log.mockRestore()
})

const withAssets = (files: Record<string, string>) => ({
  ...env,
  ASSETS: {
    fetch: async (request: Request) => {
      const file = files[new URL(request.url).pathname]
      return file === undefined ? new Response('no', { status: 404 }) : new Response(file)
    },
  },
})

test('T-09 the desk comes with a policy that lets in its own files only, and may not be framed; the widget may be', async () => {
  const assets = withAssets({ '/desk/index.html': '<!doctype html>' })
  const answer = await app.fetch(new Request(`${GATEWAY}/desk/?workspace=demo`), assets)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const policy = answer.headers.get('content-security-policy') ?? ''
  for (const part of [
    "default-src 'none'",
    "frame-ancestors 'none'",
    'trusted-types baton-desk baton-voice',
    'wss://gateway.example',
  ])
    expect(policy).toContain(part)
  expect(policy).not.toContain('unsafe')
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
  const widget = await app.fetch(new Request(`${GATEWAY}/widget/baton.js`), withAssets({ '/widget/baton.js': '' }))
  for (const header of ['content-security-policy', 'x-frame-options']) expect(widget.headers.get(header)).toBeNull()
  expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test('behind a proxy that ends TLS the desk may open the socket that browsers reach', async () => {
  const assets = { ...withAssets({ '/desk/index.html': '' }), PUBLIC_ORIGIN: 'https://baton.example/' }
  const answer = await app.fetch(new Request('http://10.0.0.7:8787/desk/'), assets)
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self' wss://baton.example;")
})

test('T-03 the widget may be loaded by any site, and a hashed file or a pinned build for ever', async () => {
  const assets = withAssets({ '/widget/baton.js': 'a', '/widget/shell-1a2b3c4d.js': 'b' })
  const loader = await app.fetch(new Request(`${GATEWAY}/widget/baton.js`), assets)
  expect(loader.headers.get('access-control-allow-origin')).toBe('*')
  expect(loader.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(loader.headers.get('cache-control')).toBe('no-cache')
  const hashed = await app.fetch(new Request(`${GATEWAY}/widget/shell-1a2b3c4d.js`), assets)
  expect(hashed.headers.get('cache-control')).toContain('immutable')
  const pinned = withAssets({ '/widget/0.1.0-1a2b3c4d/baton.js': 'c', '/widget/0.1.0-beta/baton.js': 'd' })
  const cached = async (path: string) =>
    (await app.fetch(new Request(`${GATEWAY}/widget/${path}`), pinned)).headers.get('cache-control')
  expect(await cached('0.1.0-1a2b3c4d/baton.js')).toContain('immutable')
  expect(await cached('0.1.0-beta/baton.js')).toBe('no-cache')
  expect((await app.fetch(new Request(`${GATEWAY}/widget/gone.js`), assets)).status).toBe(404)
})

test('a file that is not hashed is sent again only when it has changed', async () => {
  const load = async (content: string, headers: Record<string, string> = {}) =>
    app.fetch(new Request(`${GATEWAY}/widget/baton.js`, { headers }), withAssets({ '/widget/baton.js': content }))
  const etag = (await load('a')).headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[0-9a-f]{24}"$/)
  const again = await load('a', { 'if-none-match': `"other", W/${etag}` })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  expect(again.headers.get('access-control-allow-origin')).toBe('*')
  expect((await load('b', { 'if-none-match': etag })).status).toBe(200)
})

test.each([
  ['gzip, br', true],
  ['br;q=0.5', true],
  ['gzip, br;q=0', false],
  ['gzip', false],
  ['', false],
])('who accepts %j gets the compressed file: %s', async (accepted, compressed) => {
  const assets = withAssets({ '/widget/a.js': 'plain', '/widget/a.js.br': 'packed', '/widget/b.js': 'plain' })
  const load = (path: string) =>
    app.fetch(new Request(`${GATEWAY}${path}`, { headers: { 'accept-encoding': accepted } }), assets)
  const file = await load('/widget/a.js')
  expect(file.headers.get('content-encoding')).toBe(compressed ? 'br' : null)
  expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(file.headers.get('vary')).toBe('accept-encoding')
  expect((await load('/widget/b.js')).headers.get('content-encoding')).toBeNull()
  expect((await load('/widget/a.js.br')).status).toBe(404)
})

test('the front door leads to the desk', async () => {
  expect((await call('/')).headers.get('location')).toBe('/desk/')
})
