import { z } from 'zod'
import { parseJson } from '../durable/parse-json.ts'
import type { Env } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'
import { log } from '../log.ts'
import type { VendorHost } from './channel.ts'

interface Pinned {
  origin: string
  /** Before every path. */
  prefix?: string
  /** Where the vendor itself spreads what it stores over several names: whatever is under these is the vendor's, too. */
  under?: readonly string[]
}

/** Each version of Meta's Graph API is kept for two years: https://developers.facebook.com/docs/graph-api/guides/versioning */
const GRAPH = { origin: 'https://graph.facebook.com', prefix: '/v24.0' }

/** Where each vendor is. Nothing but these is ever asked on a vendor's word. */
const PINNED: Readonly<Record<VendorHost, Pinned>> = {
  wechat: { origin: 'https://api.weixin.qq.com' },
  wecom: { origin: 'https://qyapi.weixin.qq.com' },
  whatsapp: GRAPH,
  'whatsapp-media': { origin: 'https://lookaside.fbsbx.com' },
  telegram: { origin: 'https://api.telegram.org' },
  line: { origin: 'https://api.line.me' },
  'line-data': { origin: 'https://api-data.line.me' },
  messenger: GRAPH,
  'messenger-media': { origin: 'https://lookaside.fbsbx.com', under: ['fbcdn.net', 'fbsbx.com'] },
  twilio: { origin: 'https://api.twilio.com' },
  // https://docs.jambonz.org/reference/rest-call-control/calls/create-call
  jambonz: { origin: 'https://api.jambonz.cloud' },
}

const overrides = z.partialRecord(
  z.enum(Object.keys(PINNED) as [VendorHost, ...VendorHost[]]),
  z.string().regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/),
)

export type HostsEnv = Pick<Env, 'CHANNEL_HOSTS'>

/**
 * The address of something at a vendor: a path, or what the vendor itself has named as a whole.
 *
 * @throws TypeError when it leads anywhere else.
 */
export function vendorUrl(env: HostsEnv, host: VendorHost, path: string): URL {
  const pinned = PINNED[host]
  const moved = overrideOf(env, host)?.replace(/\/$/, '')
  const base = new URL(`${moved ?? pinned.origin}${pinned.prefix ?? ''}`)
  const whole = path.startsWith('/') ? null : URL.parse(path)
  if (whole && isOf(whole, base)) return whole
  if (whole && isVendors(whole, pinned))
    return moved === undefined ? whole : new URL(`${moved}${whole.pathname}${whole.search}`)
  const url = whole === null && path.startsWith('/') ? URL.parse(`${base.href.replace(/\/$/, '')}${path}`) : null
  if (!url || !isOf(url, base)) throw new TypeError('a path may not lead away from its vendor')
  return url
}

const isBare = (url: URL): boolean => url.username === '' && url.password === ''

const isOf = (url: URL, base: URL): boolean =>
  isBare(url) && url.origin === base.origin && url.pathname.startsWith(base.pathname.replace(/\/?$/, '/'))

const isVendors = (url: URL, { origin, under = [] }: Pinned): boolean =>
  isBare(url) &&
  (url.origin === origin ||
    (url.protocol === 'https:' && url.port === '' && under.some((name) => url.hostname.endsWith(`.${name}`))))

let read: { text: string; hosts: z.infer<typeof overrides> } = { text: '', hosts: {} }

function overrideOf({ CHANNEL_HOSTS }: HostsEnv, host: VendorHost): string | undefined {
  if (!CHANNEL_HOSTS) return undefined
  if (read.text !== CHANNEL_HOSTS) {
    const parsed = overrides.safeParse(parseJson(CHANNEL_HOSTS))
    if (!parsed.success) {
      // Rather nowhere than to a vendor's real customers from a rehearsal.
      log('error', 'channels.hosts_malformed')
      throw new BatonError('unavailable')
    }
    read = { text: CHANNEL_HOSTS, hosts: parsed.data }
  }
  return read.hosts[host]
}
