import { base64url } from 'jose'

/** The first bytes of a text's SHA-256, in base64url: names the text to whoever has it, and tells nobody else. */
export async function digest(text: string, bytes = 32): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return base64url.encode(new Uint8Array(hash, 0, bytes))
}
