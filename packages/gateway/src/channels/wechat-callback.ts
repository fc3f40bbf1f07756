import type { Knock } from './channel.ts'
import { isSignedBy, type Opened, open, type Signed } from './wechat-crypto.ts'
import { elementsOf } from './wechat-xml.ts'

/** WeChat and WeCom knock in the same way: signed in the address, sealed in the body. */

/** The largest body is a message of a few kilobytes, sealed. */
export const MOST_BYTES = 256 * 1024

/** Both sign the time, so that an old request that was overheard is of no use. */
const FRESH_MS = 5 * 60_000

export interface Ours {
  tokens: readonly string[]
  aesKeys: readonly string[]
  /** AppID or CorpID. */
  receiver: string
}

/** The one in use, and the one before while it is good too. */
export const given = (pair: readonly (string | undefined)[]): string[] => pair.filter((each) => each !== undefined)

/** What was sealed in a body. */
export function openBody(knock: Knock, ours: Ours): Opened | null {
  const signed = signedOf(knock, 'msg_signature')
  const body = signed && textOf(knock.body)
  const sealed = body && elementsOf(body)?.get('Encrypt')
  if (!signed || !sealed) return null
  const opened = open(sealed, signed, ours)
  return opened && elementsOf(opened.text) ? opened : null
}

/** What is to be echoed when somebody enters the callback address. */
export function openEcho(knock: Knock, ours: Ours): string | null {
  const echo = only(knock.query, 'echostr')
  if (echo === null) return null
  const sealed = signedOf(knock, 'msg_signature')
  return sealed && (open(echo, sealed, ours)?.text ?? null)
}

/** The same where nothing is sealed. The signature does not cover what is echoed, so it has to look like nothing much. */
export function plainEcho(knock: Knock, ours: Ours): string | null {
  const signed = signedOf(knock, 'signature')
  const echo = only(knock.query, 'echostr')
  return signed && echo !== null && /^\w{1,64}$/.test(echo) && isSignedBy(ours.tokens, signed, []) ? echo : null
}

function signedOf({ query, now }: Knock, name: string): Signed | null {
  const [signature, timestamp, nonce] = [only(query, name), only(query, 'timestamp'), only(query, 'nonce')]
  if (signature === null || timestamp === null || nonce === null || !/^\d{1,12}$/.test(timestamp)) return null
  return Math.abs(now - Number(timestamp) * 1_000) <= FRESH_MS ? { signature, timestamp, nonce } : null
}

/** What is there twice could be read in two ways. */
function only(query: URLSearchParams, name: string): string | null {
  const [first, ...more] = query.getAll(name)
  return first !== undefined && more.length === 0 ? first : null
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    // No text.
    return null
  }
}
