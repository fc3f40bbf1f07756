import type { HostKey } from '@baton/protocol'
import {
  base64url,
  type CryptoKey,
  decodeProtectedHeader,
  errors,
  importJWK,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose'
import type { WorkspaceConfig } from '../directory/rooms.ts'
import { BatonError } from './baton-error.ts'
import { hasRepeatedNames } from './repeated-names.ts'

/** How far the clocks of host site and gateway may be apart. */
const LEEWAY_SECONDS = 60

/** Header fields that name a key to trust. A key comes from the workspace's settings and from nowhere else. */
const FOREIGN_KEYS = ['jku', 'jwk', 'x5u', 'x5c', 'crit'] as const

export type HostKeys = Pick<WorkspaceConfig, 'hostKey' | 'hostKeys' | 'issuer'>

export interface Demands {
  audience: string
  /** As jose reads it: `24h`. */
  maxAge: string
  requiredClaims: string[]
}

/**
 * What a token says that the host site has signed: under one of its keys, each for its own algorithm.
 *
 * @throws BatonError `unauthenticated`, with the reason, when it is anything else.
 */
export async function verifyHostJwt(
  token: string,
  keys: HostKeys,
  demands: Demands,
  now: number = Date.now(),
): Promise<JWTPayload> {
  const key = keyOf(headerOf(token), keys)
  const { payload } = await jwtVerify(token, await importKey(key), {
    algorithms: [key.algorithm],
    audience: demands.audience,
    ...(keys.issuer !== undefined && { issuer: keys.issuer }),
    maxTokenAge: demands.maxAge,
    clockTolerance: LEEWAY_SECONDS,
    requiredClaims: demands.requiredClaims,
    currentDate: new Date(now),
  }).catch((error: unknown) => {
    throw error instanceof errors.JOSEError ? refused(error.code) : error
  })
  return payload
}

const refused = (why: string): BatonError => new BatonError('unauthenticated', `token: ${why}`)

function headerOf(token: string): ProtectedHeaderParameters {
  const [header = '', payload = ''] = token.split('.')
  try {
    const decoded = decodeProtectedHeader(token)
    if (FOREIGN_KEYS.some((field) => field in decoded)) throw refused('the header names a key')
    if ([header, payload].some((part) => hasRepeatedNames(new TextDecoder().decode(base64url.decode(part)))))
      throw refused('a claim is there twice')
    return decoded
  } catch (error) {
    if (error instanceof BatonError) throw error
    throw refused('not a JWT')
  }
}

/**
 * The one key a token may be verified with. A `kid` names it exactly; a token without one is for the key without one, or for
 * the only key there is. Where no key has a name, names say nothing.
 */
function keyOf({ kid }: ProtectedHeaderParameters, { hostKey, hostKeys = [] }: HostKeys): HostKey {
  const nameless: HostKey | null = hostKey === null ? null : { kid: '', algorithm: 'HS256', key: hostKey }
  const [only] = hostKeys
  if (kid === undefined || (nameless && !only)) {
    if (nameless) return nameless
    if (only && hostKeys.length === 1) return only
    throw refused('names no key')
  }
  const named = hostKeys.find((each) => each.kid === kid)
  if (!named) throw refused('names no key of this workspace')
  return named
}

/** @throws BatonError `request_malformed` for a key that is none, before it is stored. */
export async function demandUsableKeys(keys: readonly HostKey[]): Promise<void> {
  for (const key of keys) {
    await importKey(key).catch(() => {
      throw new BatonError('request_malformed', `hostKeys.${key.kid}: is not a key of ${key.algorithm}`)
    })
  }
}

async function importKey({ algorithm, key }: HostKey): Promise<CryptoKey | Uint8Array> {
  if (typeof key === 'string') return new TextEncoder().encode(key)
  const { alg: _alg, key_ops: _operations, use: _use, ext: _ext, kid: _kid, ...jwk } = key
  return importJWK(jwk, algorithm)
}
