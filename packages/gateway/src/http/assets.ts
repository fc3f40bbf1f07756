import { type Context, Hono } from 'hono'
import type { Env } from '../env.ts'
import { BatonError } from './baton-error.ts'
import { ownOrigin } from './own-origin.ts'

/** Told by the ending, since a folder on disk does not say what its files are. What is not here is not served. */
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
}

/** Names that carry a hash of the content, `name-1a2b3c4d.js`, never change. */
const HASHED = /-[\w-]{8,}\.\w+$/

const SAFE = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' }
/** Any site may load the widget, also one that asks for cross-origin isolation. */
const WIDGET = { ...SAFE, 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

const deskHeaders = (own: URL): Record<string, string> => ({
  ...SAFE,
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Not every browser takes 'self' to include the WebSocket scheme.
    `connect-src 'self' ${own.protocol === 'https:' ? 'wss' : 'ws'}://${own.host}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types baton-desk',
  ].join('; '),
})

/** Built files of the widget and the desk. */
export const assetRoutes = new Hono<{ Bindings: Env }>()

assetRoutes.get('/', (c) => c.redirect('/desk/'))
assetRoutes.get('/desk', (c) => c.redirect('/desk/'))
assetRoutes.get('/desk/*', (c) => serve(c, deskHeaders(ownOrigin(c))))
assetRoutes.get('/widget/*', (c) => serve(c, WIDGET))

async function serve(c: Context<{ Bindings: Env }>, headers: Record<string, string>): Promise<Response> {
  const url = new URL(c.req.url)
  const path = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)]
  if (!type) throw new BatonError('not_found')
  const file = await c.env.ASSETS.fetch(new Request(new URL(path, url), { headers: c.req.raw.headers }))
  if (file.status !== 200 && file.status !== 304) throw new BatonError('not_found')
  const etag = file.headers.get('etag')
  return new Response(file.body, {
    status: file.status,
    headers: {
      ...headers,
      ...(etag && { etag }),
      'content-type': type,
      'cache-control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}
