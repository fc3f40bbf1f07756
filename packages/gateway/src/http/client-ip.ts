import type { Context } from 'hono'

/** Where a request comes from when nobody trustworthy says so: then everybody is one. */
export const UNKNOWN_IP = 'unknown'

/**
 * The client's address, for limits. Cloudflare sets the header and drops a client's own; where the request did not come
 * through Cloudflare, which `cf` tells, the client could have written anything there.
 */
export const clientIp = (c: Context): string => (c.req.raw.cf && c.req.header('cf-connecting-ip')) || UNKNOWN_IP
