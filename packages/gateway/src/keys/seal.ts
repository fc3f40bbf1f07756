import { BatonError } from '../http/baton-error.ts'

/** AES-GCM's own: 96 random bits, stored before what they were used for. A session never comes near 2³² of them. */
const IV_BYTES = 12

/** Where something sealed belongs. It opens there and nowhere else. */
export interface SealedAt {
  workspace: string
  session: string
  /** Of the event it belongs to. 0: of none, such as a file, which is told by its field. */
  seq: number
  /** Names what it is within the event, e.g. `text:1`. Without `|`. */
  field: string
  /** Of the session key. */
  kid: string
}

/** A session's key, ready for use; the raw bytes are not kept. */
export interface SealingKey {
  kid: string
  key: CryptoKey
}

export const sealingKey = async ({ kid, key }: { kid: string; key: Uint8Array }): Promise<SealingKey> => ({
  kid,
  key: await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']),
})

/** Encrypts for one place. The same again gives other bytes. */
export async function seal(key: CryptoKey, at: SealedAt, original: Uint8Array): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const sealed = await crypto.subtle.encrypt(gcm(iv, at), key, original)
  const whole = new Uint8Array(IV_BYTES + sealed.byteLength)
  whole.set(iv)
  whole.set(new Uint8Array(sealed), IV_BYTES)
  return whole
}

/**
 * What was sealed for this place.
 *
 * @throws BatonError `sealed_gone` when this key does not open it here: another key, another place, or a bit changed.
 */
export async function unseal(key: CryptoKey, at: SealedAt, sealed: Uint8Array): Promise<Uint8Array> {
  try {
    const original = await crypto.subtle.decrypt(gcm(sealed.slice(0, IV_BYTES), at), key, sealed.slice(IV_BYTES))
    return new Uint8Array(original)
  } catch {
    // Why it does not open is nobody's business who asks.
    throw new BatonError('sealed_gone')
  }
}

const gcm = (iv: Uint8Array, { workspace, session, seq, field, kid }: SealedAt) => ({
  name: 'AES-GCM',
  iv,
  // No part holds the bar, so no two places read alike.
  additionalData: new TextEncoder().encode([workspace, session, seq, field, kid].join('|')),
})
