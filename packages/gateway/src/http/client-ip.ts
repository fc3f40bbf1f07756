import type { Context } from 'hono'
import type { Env } from '../env.ts'

/** Where a request comes from when nobody trustworthy says so: then everybody is one. */
export const UNKNOWN_IP = 'unknown'

const ADDRESS = /^(?=.*[.:])[0-9a-f.:]{2,45}$/i

/**
 * The client's address, for limits. Believed is who cannot be imitated: Cloudflare, which sets `cf-connecting-ip` and
 * drops a client's own, or a proxy of `TRUSTED_PROXIES`, told by the address its connection comes from.
 */
export function clientIp(c: Context<{ Bindings: Env }>): string {
  const { cf } = c.req.raw
  if (!cf) return UNKNOWN_IP
  // workerd by itself says who is connected, and passes on whatever `cf-connecting-ip` a client may have written.
  if (typeof cf.clientIp !== 'string') return c.req.header('cf-connecting-ip') || UNKNOWN_IP
  const proxies = listOf(c.env.TRUSTED_PROXIES ?? '')
  if (proxies.length === 0) return UNKNOWN_IP
  const peer = withoutPort(cf.clientIp)
  if (!proxies.includes(peer)) return peer
  // Each proxy appends who it was asked by, so the last that is not a proxy of ours is the first that we can believe.
  const client = listOf(c.req.header('x-forwarded-for') ?? '').findLast((each) => !proxies.includes(each))
  return client !== undefined && ADDRESS.test(client) ? client : peer
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)

/** `127.0.0.1:50000` → `127.0.0.1`, `[::1]:50000` → `::1`; IPv4 within IPv6 as IPv4. */
const withoutPort = (peer: string): string =>
  peer
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
