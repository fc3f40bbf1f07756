import { base64url } from 'jose'

/** What a snapshot is called: the hash of its bytes. */
export interface Version {
  version: string
  sha256: ArrayBuffer
}

export async function versionOf(bytes: Uint8Array): Promise<Version> {
  const sha256 = await crypto.subtle.digest('SHA-256', bytes)
  return { version: base64url.encode(new Uint8Array(sha256)), sha256 }
}
