import type { MiddlewareHandler } from 'hono'
import { underRequestId } from '../request-id.ts'

const HEADER = 'x-request-id'

/** Each answer names its request, and so do all lines of the log and the problem that come of it. */
export const requestIds: MiddlewareHandler = (c, next) =>
  underRequestId(c.req.header(HEADER) ?? c.req.header('cf-ray'), async (id) => {
    await next()
    // An accepted upgrade takes no header, and needs none: sockets have frames for what goes wrong.
    if (c.res.status !== 101) c.header(HEADER, id)
  })
