import { base64url } from 'jose'
import type { Env } from '../env.ts'

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const importKey = (raw: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, HMAC, false, ['sign', 'verify'])

export type SecretsEnv = Pick<Env, 'BATON_SECRET' | 'BATON_SECRET_PREVIOUS'>

/** What outlives a change of secret is signed with the first, and may have been signed with any. */
export const secretsOf = (env: SecretsEnv): readonly string[] =>
  env.BATON_SECRET_PREVIOUS ? [env.BATON_SECRET, env.BATON_SECRET_PREVIOUS] : [env.BATON_SECRET]

/** HMAC-SHA256 of `message` under `secret`, 32 bytes. */
export async function hmac(secret: string, message: string): Promise<Uint8Array> {
  const key = await importKey(bytesOf(secret))
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(message)))
}

const keys = new Map<string, CryptoKey>()

/** A key for one purpose only, so that a signature made for one thing never verifies as another. Derived once an isolate. */
export async function keyFor(secret: string, purpose: string): Promise<CryptoKey> {
  const name = `${purpose}:${secret}`
  const key = keys.get(name) ?? (await importKey(await hmac(secret, `key:${purpose}`)))
  keys.set(name, key)
  return key
}

/** Whether two texts are equal, in a time that does not tell how much of them is. */
export async function isSameText(left: string, right: string): Promise<boolean> {
  // Hashed first: timingSafeEqual wants equal lengths, and the length of a secret is nobody's business.
  const [a, b] = await Promise.all([left, right].map((each) => crypto.subtle.digest('SHA-256', bytesOf(each))))
  return a !== undefined && b !== undefined && crypto.subtle.timingSafeEqual(a, b)
}

/** A fresh unguessable id: 160 random bits in base64url, 27 characters. */
export const opaque = (): string => base64url.encode(crypto.getRandomValues(new Uint8Array(20)))
