import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

/**
 * What WeChat and WeCom call 安全模式: AES-256-CBC without a MAC, so the signature is looked at first and nothing tells which
 * check failed. WebCrypto refuses padding longer than a block of AES, and theirs has up to 32 bytes; Node's takes it as it is.
 * https://developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html
 */

/** A token and the key of the same account. */
export interface Pair {
  token: string
  aesKey: string
}

/** What both vendors put into the address of a request. */
export interface Signed {
  signature: string
  timestamp: string
  nonce: string
}

export interface Opened {
  text: string
  /** What opened it, and what an answer is sealed with. */
  pair: Pair
}

const BLOCK = 32
const RANDOM = 16
const LENGTH = 4
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

export const signatureOf = (...parts: string[]): string =>
  createHash('sha1').update(parts.sort().join('')).digest('hex')

/** Whether a signature was made with one of these tokens. Takes as long for every one of them. */
export function isSignedBy(
  tokens: readonly string[],
  { signature, timestamp, nonce }: Signed,
  over: string[],
): boolean {
  let is = false
  for (const token of tokens) is = isSame(signature, signatureOf(token, timestamp, nonce, ...over)) || is
  return is
}

/** The text inside, if it was signed with one of these tokens, sealed with one of these keys, and meant for us. */
export function open(
  sealed: string,
  signed: Signed,
  { tokens, aesKeys, receiver }: { tokens: readonly string[]; aesKeys: readonly string[]; receiver: string },
): Opened | null {
  const token = tokens.filter((each) => isSignedBy([each], signed, [sealed]))[0]
  if (token === undefined) return null
  for (const aesKey of aesKeys) {
    const text = unseal(sealed, aesKey, receiver)
    if (text !== null) return { text, pair: { token, aesKey } }
  }
  return null
}

export function seal(text: string, aesKey: string, receiver: string, random: Uint8Array): string {
  const key = keyOf(aesKey)
  const [message, id] = [bytesOf(text), bytesOf(receiver)]
  const filled = RANDOM + LENGTH + message.length + id.length
  const padding = BLOCK - (filled % BLOCK)
  const clear = new Uint8Array(filled + padding).fill(padding, filled)
  clear.set(random.subarray(0, RANDOM))
  new DataView(clear.buffer).setUint32(RANDOM, message.length)
  clear.set(message, RANDOM + LENGTH)
  clear.set(id, RANDOM + LENGTH + message.length)
  return base64Of(run(createCipheriv('aes-256-cbc', key, key.subarray(0, 16)), clear))
}

/** Null whatever is wrong with it. */
function unseal(sealed: string, aesKey: string, receiver: string): string | null {
  if (!BASE64.test(sealed) || sealed.length % 4 !== 0) return null
  const bytes = bytesFrom(sealed)
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return null
  const key = keyOf(aesKey)
  const clear = run(createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)), bytes)
  const padding = clear.at(-1) ?? 0
  const id = bytesOf(receiver)
  const end = clear.length - padding
  const start = RANDOM + LENGTH
  const length = new DataView(clear.buffer, clear.byteOffset).getUint32(RANDOM)
  if (padding < 1 || padding > BLOCK || clear.subarray(end).some((byte) => byte !== padding)) return null
  if (end !== start + length + id.length || !isSameBytes(clear.subarray(start + length, end), id)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(clear.subarray(start, start + length))
  } catch {
    // No text.
    return null
  }
}

type Cipher = ReturnType<typeof createCipheriv>

/** A whole number of blocks goes in and as many come out. */
function run(cipher: Cipher, bytes: Uint8Array): Uint8Array {
  cipher.setAutoPadding(false)
  const out = new Uint8Array(bytes.length)
  const first = cipher.update(bytes)
  out.set(first)
  out.set(cipher.final(), first.length)
  return out
}

const isSame = (left: string, right: string): boolean => isSameBytes(bytesOf(left), bytesOf(right))
const isSameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && timingSafeEqual(left, right)
const keyOf = (aesKey: string): Uint8Array => bytesFrom(`${aesKey}=`)
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const bytesFrom = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
