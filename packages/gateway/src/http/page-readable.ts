import type { Handler, MiddlewareHandler } from 'hono'

/**
 * Every answer may be read by the page that asked, refusals too: they hold nothing secret, no cookie is involved, and a
 * page that cannot read "this site may not" would take it for a bad line and try for ever. Who may is decided by the route.
 */
export const pageReadable: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin')
  c.header('vary', 'Origin')
  if (origin && origin !== 'null') c.header('access-control-allow-origin', origin)
  await next()
}

/** What a browser asks before a page of another origin may post with these headers. */
export const preflight =
  (headers: string): Handler =>
  (c) =>
    c.body(null, 204, {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': headers,
      'access-control-max-age': '600',
    })
