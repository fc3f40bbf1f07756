import { connect } from 'cloudflare:sockets'
import type { Env } from '../env.ts'
import { isTimeout, within } from './within.ts'

export type OutsideEnv = Pick<Env, 'OUTSIDE' | 'TRUSTED_ORIGINS'>

/** Why an address somebody gave was not asked, or its answer not taken. It never says what the address was. */
export type OutsideCode = 'address_refused' | 'redirected' | 'timed_out' | 'unreachable' | 'too_large'

export class OutsideError extends Error {
  override readonly name = 'OutsideError'
  readonly code: OutsideCode

  constructor(code: OutsideCode) {
    super(code)
    this.code = code
  }
}

const TIMEOUT_MS = 15_000

/** What URLs may not bring: the parser drops or turns some of it silently, and two parsers then read two addresses. */
const AMBIGUOUS = /[\s\\\p{Cc}\p{Cf}]/u
/** Lower case, as the parser leaves it. A top label that begins with a letter is no number, so this is no IP address. */
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/
/** Names that lead into a network and not out of it: RFC 6761, 6762, 7686, 8375, 9476 and what ICANN has set aside. */
const INWARD = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'onion',
  'alt',
  'test',
  'invalid',
]
/** Public names that are whatever address they spell. Others like them are refused on one box after they were resolved. */
const SPELLED = [
  'nip.io',
  'sslip.io',
  'xip.io',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
  'rbndr.us',
  '1u.ms',
]

const isUnder = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`)

/** Origins that are trusted although they are not public, as the operator has named them. */
const trusted = (env: OutsideEnv): readonly string[] =>
  (env.TRUSTED_ORIGINS ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '')

/** An address and whether the operator trusts it. */
export interface OutsideAddress {
  url: URL
  isTrusted: boolean
}

/**
 * An address somebody gave, when it may be asked: https at a public name on the port of https, or an origin that the
 * operator trusts. Null for every other, however it is spelled.
 */
export function outsideAddress(env: OutsideEnv, given: string): OutsideAddress | null {
  const url = plainUrl(given)
  // What is neither has the origin `null`.
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  if (trusted(env).includes(url.origin)) return { url, isTrusted: true }
  const isHttps = url.protocol === 'https:' && url.port === '' && /^https:\/\/[^/]/i.test(given)
  return isHttps && isPublicName(url.hostname) ? { url, isTrusted: false } : null
}

/** Ports at which mail is handed in: RFC 8314, and what providers offer where 587 is shut. */
const MAIL_PORTS = { 'smtps:': ['465'], 'smtp:': ['587', '2525'] } as const

/** The same for a mail server: `smtps://host:465` or `smtp://host:587`, which asks for encryption before anything else. */
export function mailAddress(env: OutsideEnv, given: string): OutsideAddress | null {
  const url = plainUrl(given)
  if (url === null || (url.protocol !== 'smtps:' && url.protocol !== 'smtp:')) return null
  if (url.pathname !== '' || url.search !== '' || url.hash !== '') return null
  // The parser knows no origin of such an address.
  if (trusted(env).includes(`${url.protocol}//${url.host}`)) return { url, isTrusted: true }
  const ports: readonly string[] = MAIL_PORTS[url.protocol]
  // Nor does it bring a name of such an address into its one form: what is not in it is refused.
  return ports.includes(url.port) && isPublicName(url.hostname) ? { url, isTrusted: false } : null
}

/** Without whom it is from, and read as everybody else reads it. */
function plainUrl(given: string): URL | null {
  const url = AMBIGUOUS.test(given) ? null : URL.parse(given)
  if (url === null || url.username !== '' || url.password !== '') return null
  // An empty name is dropped by the parser.
  return /^[a-z+.-]+:\/*[^/?#]*@/i.test(given) ? null : url
}

function isPublicName(hostname: string): boolean {
  // One dot at the end is the same name, and another to some that compare.
  const host = hostname.replace(/\.$/, '')
  if (host.length > 253 || !NAME.test(host)) return false
  return ![...INWARD, ...SPELLED].some((name) => isUnder(host, name))
}

/**
 * Asks an address that somebody gave. Checked each time, before anything is sent; on one box what the name resolves to is
 * checked as well, by the runtime. A redirect is a refusal: it would lead where nobody has looked.
 *
 * @throws OutsideError
 */
export async function fetchOutside(
  env: OutsideEnv,
  given: string,
  init: RequestInit = {},
  timeoutMs = TIMEOUT_MS,
): Promise<Response> {
  const address = outsideAddress(env, given)
  if (!address) throw new OutsideError('address_refused')
  const { href } = address.url
  const way = env.OUTSIDE && !address.isTrusted ? env.OUTSIDE : globalThis
  let response: Response
  try {
    response = await within(timeoutMs, (signal) => way.fetch(href, { ...init, redirect: 'manual', signal }))
  } catch (error) {
    // Its text quotes the address, which may hold a secret.
    throw new OutsideError(isTimeout(error) ? 'timed_out' : 'unreachable')
  }
  if (response.status < 300 || response.status > 399) return response
  await response.body?.cancel()
  throw new OutsideError('redirected')
}

/**
 * A connection to a mail server that somebody named. `mayBePlain`: the operator trusts it.
 *
 * @throws OutsideError
 */
export function connectOutside(env: OutsideEnv, given: string): { socket: Socket; mayBePlain: boolean } {
  const address = mailAddress(env, given)
  if (!address) throw new OutsideError('address_refused')
  const { url, isTrusted } = address
  const to = { hostname: url.hostname, port: Number(url.port) }
  const options = { secureTransport: url.protocol === 'smtps:' ? 'on' : 'starttls', allowHalfOpen: false } as const
  const socket = env.OUTSIDE && !isTrusted ? env.OUTSIDE.connect(to, options) : connect(to, options)
  return { socket, mayBePlain: isTrusted }
}

/**
 * The bytes of an answer, as far as they are no more than this.
 *
 * @throws OutsideError `too_large`; the rest is not read.
 */
export async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array> {
  // An answer without a body has no stream, and one that is made in its place never ends.
  if (!response.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength
    // Leaving the loop cancels the stream.
    if (size > maxBytes) throw new OutsideError('too_large')
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
