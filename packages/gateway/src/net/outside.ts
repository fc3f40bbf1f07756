import type { Env } from '../env.ts'

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

/**
 * An address somebody gave, when it may be asked: https at a public name on the port of https, or an origin that the
 * operator trusts. Null for every other, however it is spelled.
 */
export function outsideAddress(env: OutsideEnv, given: string): { url: URL; isTrusted: boolean } | null {
  const url = AMBIGUOUS.test(given) ? null : URL.parse(given)
  if (url === null || url.username !== '' || url.password !== '' || /^[a-z+.-]+:\/*[^/?#]*@/i.test(given)) return null
  if (trusted(env).includes(url.origin)) return { url, isTrusted: true }
  if (url.protocol !== 'https:' || url.port !== '' || !/^https:\/\/[^/]/i.test(given)) return null
  // One dot at the end is the same name, and another to some that compare.
  const host = url.hostname.replace(/\.$/, '')
  if (host.length > 253 || !NAME.test(host)) return null
  return [...INWARD, ...SPELLED].some((name) => isUnder(host, name)) ? null : { url, isTrusted: false }
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
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
  const request = { ...init, redirect: 'manual' as const, signal }
  const { href } = address.url
  let response: Response
  try {
    response = await (env.OUTSIDE && !address.isTrusted ? env.OUTSIDE.fetch(href, request) : fetch(href, request))
  } catch {
    // Its text quotes the address, which may hold a secret.
    throw new OutsideError(timeout.aborted ? 'timed_out' : 'unreachable')
  }
  if (response.status < 300 || response.status > 399) return response
  await response.body?.cancel()
  throw new OutsideError('redirected')
}

/**
 * The bytes of an answer, as far as they are no more than this.
 *
 * @throws OutsideError `too_large`; the rest is not read.
 */
export async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? new ReadableStream<Uint8Array>()) as ReadableStream<Uint8Array>) {
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
