import { base64url } from 'jose'

/** What bytes are called: their hash. */
export interface Version {
  version: string
  sha256: ArrayBuffer
}

export async function versionOf(bytes: Uint8Array): Promise<Version> {
  const sha256 = await crypto.subtle.digest('SHA-256', bytes)
  return { version: base64url.encode(new Uint8Array(sha256)), sha256 }
}
