import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares digests, so neither the token's length nor its beginning shows in the time it takes. */
export const bearer = (token: string, realm: string): MiddlewareHandler => {
  const expected = digest(`Bearer ${token}`)
  return async (c, next) => {
    if (timingSafeEqual(digest(c.req.header('authorization') ?? ''), expected)) return next()
    c.header('www-authenticate', `Bearer realm="${realm}"`)
    return c.json({ code: 'unauthorized' }, 401)
  }
}
