import { type Locale, locale, type Profile } from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { JWTPayload } from 'jose'
import type { WorkspaceConfig } from '../directory/rooms.ts'
import { addressOf } from '../directory/vouched.ts'
import { BatonError } from './baton-error.ts'
import { type HostKeys, verifyHostJwt } from './host-keys.ts'

/** What a host site's token says about its customer. `locale` is null when it does not say. */
export interface Vouched {
  address: string
  /** When, in milliseconds since 1970, to the second. */
  issuedAt: number
  profile: Omit<Profile, 'id' | 'locale'>
  locale: Locale | null
}

const AUDIENCE = 'baton'
const MAX_AGE = '24h'
const SUBJECT_CHARS = 200
const NAME_CHARS = 80
const TIER_CHARS = 40
/** Attributes ride in the ticket, and the ticket in a header. */
const ATTRIBUTES_CHARS = 2_000
const ATTRIBUTES = 20
const ATTRIBUTE_CHARS = 200

const NOT_ATTRIBUTES = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'name', 'tier', 'locale'])

/** Masked before it is cut: half a card number would pass for none. */
const masked = (text: string, chars: number): string => redact(text, DETECTORS).text.trim().slice(0, chars)

const shortText = (value: unknown, chars: number): string | null =>
  typeof value === 'string' && value.trim() !== '' ? masked(value, chars) : null

/** Masked as it is kept; null for what is no attribute. */
export function attributeOf(value: unknown): Profile['attributes'][string] | null {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return masked(value, ATTRIBUTE_CHARS)
  // Beyond this JSON has already rounded it: it is not what was signed, and a card number in it would not be seen.
  if (typeof value !== 'number' || Math.abs(value) > Number.MAX_SAFE_INTEGER) return null
  const text = masked(String(value), ATTRIBUTE_CHARS)
  return text === String(value) ? value : text
}

function attributesOf(payload: JWTPayload): Profile['attributes'] {
  const attributes: Profile['attributes'] = {}
  let chars = 0
  for (const [name, value] of Object.entries(payload)) {
    const known = NOT_ATTRIBUTES.has(name) ? null : attributeOf(value)
    if (known === null) continue
    const label = masked(name, ATTRIBUTE_CHARS)
    chars += JSON.stringify([label, known]).length
    if (chars > ATTRIBUTES_CHARS || Object.keys(attributes).length >= ATTRIBUTES) break
    attributes[label] = known
  }
  return attributes
}

/**
 * Reads the token with which the host site vouches for its signed-in customer: under a key of the workspace, for its
 * audience, with `sub`, `iat` and `exp`, no older than a day.
 *
 * @throws BatonError `unauthenticated`, with the reason, when it is anything else.
 */
export async function readHostToken(
  token: string,
  config: HostKeys & Pick<WorkspaceConfig, 'audience'>,
  now?: number,
): Promise<Vouched> {
  const demands = { audience: config.audience ?? AUDIENCE, maxAge: MAX_AGE, requiredClaims: ['sub', 'iat', 'exp'] }
  const payload = await verifyHostJwt(token, config, demands, now)
  const subject = payload.sub
  if (typeof subject !== 'string' || subject === '' || subject.length > SUBJECT_CHARS) {
    throw new BatonError('unauthenticated', 'token: sub is not usable')
  }
  return {
    address: addressOf(subject),
    issuedAt: (payload.iat ?? 0) * 1_000,
    profile: {
      hostId: subject,
      name: shortText(payload.name, NAME_CHARS),
      verified: true,
      tier: shortText(payload.tier, TIER_CHARS),
      attributes: attributesOf(payload),
    },
    locale: locale.safeParse(payload.locale).data ?? null,
  }
}
