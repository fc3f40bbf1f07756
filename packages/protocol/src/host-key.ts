import { z } from 'zod'
import { slug } from './ids.ts'

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/)
const named = { kid: slug }

/** What a JWK may say besides; nothing of it is used. */
const besides = {
  alg: z.string().optional(),
  kid: z.string().optional(),
  use: z.literal('sig').optional(),
  key_ops: z.array(z.string()).optional(),
  ext: z.boolean().optional(),
}

/** Only the public half is taken: strict objects, so a JWK that carries `d` is refused instead of stored. */
const rsa = z.strictObject({
  kty: z.literal('RSA'),
  /** At least 2048 bits. */
  n: base64url.min(342),
  e: base64url,
  ...besides,
})
const ec = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url,
  y: base64url,
  ...besides,
})
const okp = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: base64url,
  ...besides,
})

/** A key of the host site. It verifies its one algorithm and no other, whatever a token says. */
export const hostKey = z.discriminatedUnion('algorithm', [
  z.object({ ...named, algorithm: z.literal('HS256'), key: z.string().min(32) }),
  z.object({ ...named, algorithm: z.literal('RS256'), key: rsa }),
  z.object({ ...named, algorithm: z.literal('PS256'), key: rsa }),
  z.object({ ...named, algorithm: z.literal('ES256'), key: ec }),
  z.object({ ...named, algorithm: z.literal('EdDSA'), key: okp }),
])
export type HostKey = z.infer<typeof hostKey>

/** Up to ten at once, so that a key can be exchanged while tokens of the old one are under way. */
export const hostKeys = z
  .array(hostKey)
  .max(10)
  .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'kid: is there twice')
