const WRAP = 'AES-KW'
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What workspace keys are wrapped with: derived from the gateway's secret, stored nowhere. */
export async function rootKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', bytesOf(secret), 'HKDF', false, ['deriveKey'])
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytesOf('keys') }
  return crypto.subtle.deriveKey(params, material, { name: WRAP, length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

/** A new key that wraps session keys. Extractable, because it is stored wrapped itself. */
export async function makeWorkspaceKey(): Promise<CryptoKey> {
  const key = await crypto.subtle.generateKey({ name: WRAP, length: 256 }, true, ['wrapKey', 'unwrapKey'])
  if (!(key instanceof CryptoKey)) throw new TypeError('AES-KW has no key pairs')
  return key
}

export const wrapWorkspaceKey = async (root: CryptoKey, key: CryptoKey): Promise<ArrayBuffer> =>
  asBuffer(await crypto.subtle.wrapKey('raw', key, root, WRAP))

/** Throws when it was wrapped with another key, or has been changed. */
export const unwrapWorkspaceKey = (root: CryptoKey, wrapped: ArrayBuffer): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey('raw', wrapped, root, WRAP, WRAP, true, ['wrapKey', 'unwrapKey'])

export const makeSessionKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32))

export async function wrapSessionKey(workspaceKey: CryptoKey, raw: Uint8Array): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', true, ['encrypt'])
  return asBuffer(await crypto.subtle.wrapKey('raw', key, workspaceKey, WRAP))
}

/** Throws when it was wrapped with another key, or has been changed. */
export async function unwrapSessionKey(workspaceKey: CryptoKey, wrapped: ArrayBuffer): Promise<Uint8Array> {
  const key = await crypto.subtle.unwrapKey('raw', wrapped, workspaceKey, WRAP, 'AES-GCM', true, ['encrypt'])
  return new Uint8Array(asBuffer(await crypto.subtle.exportKey('raw', key)))
}

function asBuffer(exported: ArrayBuffer | JsonWebKey): ArrayBuffer {
  if (exported instanceof ArrayBuffer) return exported
  throw new TypeError('a raw key is bytes')
}
