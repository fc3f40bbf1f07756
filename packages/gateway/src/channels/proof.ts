import { isSameText } from '../http/secrets.ts'

/** Whether a text is one of the secrets that are good. All are looked at, so that the time taken does not tell which it was. */
export async function isOneOf(given: string | null, secrets: readonly (string | undefined)[]): Promise<boolean> {
  const checks = secrets.map((secret) => (given && secret ? isSameText(given, secret) : Promise.resolve(false)))
  return (await Promise.all(checks)).includes(true)
}

/** Whether these bytes are the HMAC-SHA256 of a body under one of the secrets that are good. */
export async function isSignedBy(
  body: Uint8Array,
  signature: Uint8Array | null,
  secrets: readonly (string | undefined)[],
): Promise<boolean> {
  // Unequal lengths would be thrown, not refused.
  if (signature?.byteLength !== 32) return false
  const checks = secrets.map(async (secret) => {
    if (!secret) return false
    const key = new TextEncoder().encode(secret)
    const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    return crypto.subtle.timingSafeEqual(await crypto.subtle.sign('HMAC', imported, body), signature)
  })
  return (await Promise.all(checks)).includes(true)
}

/** A signature in hexadecimal as vendors write it, in small letters; null when it is none. */
export function bytesOfHex(text: string): Uint8Array | null {
  if (!/^([0-9a-f]{2})+$/.test(text)) return null
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** The same in base64. */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return null
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}
