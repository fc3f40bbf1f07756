/**
 * Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md), both ways:
 * `v1` is HMAC-SHA256 with a `whsec_` secret, `v1a` is Ed25519 with a `whsk_` key whose public half is `whpk_`.
 */

/** How far the sender's clock may be from ours. */
const TOLERANCE_MS = 5 * 60_000
/** A rotation has two; more than these are nobody's. */
const MAX_SIGNATURES = 8
/** No dot: the parts that are signed are joined by dots, and an id with one could be read in two ways. */
const ID = /^[A-Za-z0-9_-]{1,256}$/
const TIMESTAMP = /^\d{1,12}$/
/** A header that was sent twice arrives as one joined by commas, which fits none of these. */
const SIGNATURE = /^(v\d+[a-z]?),([A-Za-z0-9+/]{2,256}={0,2})$/
const SEED_BYTES = 32
/** What stands before a seed in PKCS#8 (RFC 8410). */
const PKCS8_PREFIX = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32)

export interface WebhookMessage {
  /** The same however often it is sent. */
  id: string
  /** When this attempt is made. */
  at: number
  body: string
}

/** The headers of a message, signed by every secret that is good: two while one takes over from the other. */
export async function signWebhook(
  message: WebhookMessage,
  secrets: readonly string[],
): Promise<Record<string, string>> {
  if (!ID.test(message.id)) throw new Error('The id of a webhook is letters, digits, _ and -.')
  const timestamp = String(Math.floor(message.at / 1000))
  const content = contentOf(message.id, timestamp, encode(message.body))
  const signatures = await Promise.all(secrets.map((secret) => signatureOf(content, secret)))
  if (signatures.length === 0) throw new Error('There is no secret to sign with.')
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

/** Whether a request is signed by one of these, and lately. What is wrong with it is told nobody. */
export async function isWebhookSigned(
  request: { headers: Headers; body: Uint8Array; now: number },
  secrets: readonly string[],
): Promise<boolean> {
  const id = request.headers.get('webhook-id') ?? ''
  const timestamp = request.headers.get('webhook-timestamp') ?? ''
  const list = request.headers.get('webhook-signature') ?? ''
  if (!ID.test(id) || !TIMESTAMP.test(timestamp)) return false
  if (Math.abs(request.now - Number(timestamp) * 1000) > TOLERANCE_MS) return false
  const signatures = list.split(' ').map((each) => SIGNATURE.exec(each))
  if (signatures.length > MAX_SIGNATURES || signatures.includes(null)) return false
  const content = contentOf(id, timestamp, request.body)
  // All of them, so that the time taken does not tell which secret it was.
  const checks = secrets.flatMap((secret) =>
    signatures.map((each) => isSignature(content, secret, each?.[1] ?? '', bytesOf(each?.[2] ?? ''))),
  )
  return (await Promise.all(checks)).includes(true)
}

async function signatureOf(content: Uint8Array, secret: string): Promise<string> {
  const key = await keyOf(secret)
  if (!key?.usages.includes('sign')) throw new Error('This secret does not sign.')
  const signature = await crypto.subtle.sign(key.algorithm.name, key, content)
  return `${versionOf(key)},${base64(new Uint8Array(signature))}`
}

async function isSignature(content: Uint8Array, secret: string, version: string, signature: Uint8Array | null) {
  const key = await keyOf(secret)
  if (!key?.usages.includes('verify') || versionOf(key) !== version || signature === null) return false
  // The runtime compares in constant time.
  return crypto.subtle.verify(key.algorithm.name, key, signature, content)
}

const versionOf = (key: CryptoKey): string => (key.algorithm.name === 'HMAC' ? 'v1' : 'v1a')

/** Null for what is no key: it signs nothing and nothing is signed by it. */
async function keyOf(secret: string): Promise<CryptoKey | null> {
  const [prefix, text] = secret.includes('_') ? (secret.split('_', 2) as [string, string]) : ['whsec', secret]
  const bytes = bytesOf(text)
  if (!bytes || bytes.length === 0) return null
  try {
    if (prefix === 'whsec') {
      return await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
    }
    if (prefix === 'whpk') return await crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify'])
    if (prefix !== 'whsk') return null
    // 64 bytes are the seed and its public half.
    const seed = bytes.subarray(0, SEED_BYTES)
    const pkcs8 = new Uint8Array([...PKCS8_PREFIX, ...seed])
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, false, ['sign'])
  } catch {
    return null
  }
}

function contentOf(id: string, timestamp: string, body: Uint8Array): Uint8Array {
  const head = encode(`${id}.${timestamp}.`)
  const content = new Uint8Array(head.length + body.length)
  content.set(head)
  content.set(body, head.length)
  return content
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

function bytesOf(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (each) => each.charCodeAt(0))
  } catch {
    return null
  }
}
