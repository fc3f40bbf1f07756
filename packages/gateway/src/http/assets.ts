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
/** So do all files of a folder whose name does: a build of the widget that sites may pin. */
const PINNED = /^\/widget\/\d+\.\d+\.\d+[\w.]*-[0-9a-f]{8}\//

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
    // Small pictures of files are shown from memory.
    "img-src 'self' data: blob:",
    // So are voice notes.
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types baton-desk baton-voice',
  ].join('; '),
})

/** Built files of the widget and the desk. */
export const assetRoutes = new Hono<{ Bindings: Env }>()

assetRoutes.get('/', (c) => c.redirect('/desk/'))
assetRoutes.get('/desk', (c) => c.redirect('/desk/'))
assetRoutes.get('/desk/*', (c) => serve(c, deskHeaders(ownOrigin(c))))
assetRoutes.get('/widget/*', (c) => serve(c, WIDGET))

type AssetContext = Context<{ Bindings: Env }>

async function serve(c: AssetContext, headers: Record<string, string>): Promise<Response> {
  const url = new URL(c.req.url)
  const path = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)]
  if (!type) throw new BatonError('not_found')
  const isHashed = HASHED.test(path) || PINNED.test(path)
  const file = await fileOf(c, path)
  const etag = isHashed ? undefined : await etagOf(file.body)
  const about = {
    ...headers,
    ...(etag && { etag }),
    vary: 'accept-encoding',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  if (etag && c.req.header('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers: about })
  return new Response(file.body, {
    // What is compressed already is sent as it is.
    encodeBody: file.isCompressed ? 'manual' : 'automatic',
    headers: { ...about, ...(file.isCompressed && { 'content-encoding': 'br' }), 'content-type': type },
  })
}

interface File {
  body: ArrayBuffer
  isCompressed: boolean
}

/** The file, compressed when the build has left it so beside it and the client can read that. */
async function fileOf(c: AssetContext, path: string): Promise<File> {
  const read = async (name: string): Promise<ArrayBuffer | null> => {
    const answer = await c.env.ASSETS.fetch(new Request(new URL(name, c.req.url)))
    if (answer.status === 200) return answer.arrayBuffer()
    await answer.body?.cancel()
    return null
  }
  const compressed = readsBrotli(c.req.header('accept-encoding') ?? '') ? await read(`${path}.br`) : null
  if (compressed) return { body: compressed, isCompressed: true }
  const body = await read(path)
  if (!body) throw new BatonError('not_found')
  return { body, isCompressed: false }
}

const readsBrotli = (accepted: string): boolean => /(?:^|,)\s*br\s*(?:,|$|;\s*q=(?:1|0\.\d*[1-9]))/.test(accepted)

/** Of the very bytes, since the folder on disk gives none, and each encoding needs its own. */
async function etagOf(body: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return `"${[...hash.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}
