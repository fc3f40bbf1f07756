import { bytesOfBase64 } from '../../channels/proof.ts'

/** A request as Twilio made it: the address in full, as it was configured. */
export interface SignedRequest {
  url: string
  /** Fields of a form; none of a GET, of a socket's upgrade and of JSON. */
  fields?: URLSearchParams
  /** A body that is no form. Its hash is in the address, and the address is signed. */
  body?: Uint8Array
  /** `x-twilio-signature`. */
  signature: string | null
}

/**
 * Whether it is Twilio that asks, by one of the account's auth tokens that are good. The address is looked at with its
 * port and without, as Twilio's own libraries do.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export async function isFromTwilio(request: SignedRequest, authTokens: readonly string[]): Promise<boolean> {
  const signature = bytesOfBase64(request.signature ?? '')
  if (signature?.byteLength !== 20 || !(await isWholeBody(request))) return false
  const fields = fieldsAsSigned(request.fields ?? new URLSearchParams())
  const checks = authTokens
    .filter((token) => token !== '')
    .flatMap((token) => spellingsOf(request.url).map((url) => isSigned(token, url + fields, signature)))
  return (await Promise.all(checks)).includes(true)
}

/** By name, and each value once. */
function fieldsAsSigned(fields: URLSearchParams): string {
  const names = [...new Set(fields.keys())].sort()
  return names.flatMap((name) => [...new Set(fields.getAll(name))].sort().map((value) => name + value)).join('')
}

async function isWholeBody({ url, body }: SignedRequest): Promise<boolean> {
  const told = URL.parse(url)?.searchParams.get('bodySHA256')
  if (!body) return true
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return told?.toLowerCase() === [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const PORTS: Record<string, string> = { https: '443', wss: '443', http: '80', ws: '80' }
const PARTS = /^([a-z]+):\/\/([^/?#]*?)(?::(\d+))?([/?#].*)?$/

/** Everything but the port is left as it is: taken apart and put together, an address is not always the same. */
function spellingsOf(url: string): string[] {
  const [, scheme = '', host = '', port, rest = ''] = PARTS.exec(url) ?? []
  if (scheme === '') return [url]
  return [url, `${scheme}://${host}${rest}`, `${scheme}://${host}:${port ?? PORTS[scheme] ?? ''}${rest}`]
}

async function isSigned(authToken: string, text: string, signature: Uint8Array): Promise<boolean> {
  const [key, message] = [authToken, text].map((each) => new TextEncoder().encode(each))
  if (!key || !message) return false
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
  return crypto.subtle.timingSafeEqual(await crypto.subtle.sign('HMAC', imported, message), signature)
}
