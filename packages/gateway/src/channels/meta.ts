import type { DeliveryReason } from '@baton/protocol'
import type { Knock, Sent, Tools, VendorHost, Verified } from './channel.ts'
import { bytesOfHex, isOneOf, isSignedBy } from './proof.ts'
import { type Fields, fieldsOf, textOf } from './reading.ts'
import { type Answer, asked, LATER, saying, tooMuch } from './sending.ts'

/** What WhatsApp and Messenger have in common: the handshake, the signature and the errors of the Graph API. */

/** "Payloads can be up to 3 MB". */
export const META_BYTES = 3 * 1024 * 1024

type Live = readonly (string | undefined)[]

export async function verifyMeta(
  { method, query, headers, body }: Knock,
  { appSecret, verifyToken }: { appSecret: Live; verifyToken: Live },
): Promise<Verified> {
  if (method === 'GET') {
    const challenge = query.get('hub.challenge') ?? ''
    const isAsked = query.get('hub.mode') === 'subscribe' && /^[\w-]{1,256}$/.test(challenge)
    const isTheirs = await isOneOf(query.get('hub.verify_token'), verifyToken)
    return isAsked && isTheirs ? { as: 'answer', type: 'text/plain', body: challenge } : { as: 'refused' }
  }
  const signature = /^sha256=([0-9a-f]{64})$/.exec(headers.get('x-hub-signature-256') ?? '')?.[1]
  // Over the bytes as they came: written anew from their JSON they would read otherwise.
  if (!(await isSignedBy(body, bytesOfHex(signature ?? ''), appSecret))) return { as: 'refused' }
  return { as: 'payload', payload: new TextDecoder().decode(body) }
}

/** One call of the Graph API. */
export const graph = (
  tools: Tools,
  host: VendorHost,
  token: string,
  path: string,
  body?: Fields | FormData,
): Promise<Answer | null> => {
  const isForm = body instanceof FormData
  const headers = { authorization: `Bearer ${token}`, ...(!isForm && { 'content-type': 'application/json' }) }
  const init =
    body === undefined ? { headers } : { method: 'POST', headers, body: isForm ? body : JSON.stringify(body) }
  return asked(tools.fetch(host, path, init))
}

/**
 * What the codes of both mean, by https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * and https://developers.facebook.com/docs/messenger-platform/error-codes. One that is not here is a refusal.
 */
const OVERLOAD = new Set([4, 17, 32, 613, 80006, 80007, 130429, 131048, 133016])
/** Too many to the same number: the others may be written to. */
const OF_ONE = 131056
const PASSING = new Set([1, 2, 1200, OF_ONE, 131000, 131016, 131057, 133004])
const REASONS: Readonly<Record<number, DeliveryReason>> = {
  // The token, or what it may do.
  0: 'credentials',
  3: 'credentials',
  10: 'credentials',
  190: 'credentials',
  131005: 'credentials',
  // The account is deleted, locked or restricted.
  33: 'account_gone',
  368: 'account_gone',
  131031: 'account_gone',
  131045: 'account_gone',
  131047: 'window_closed',
  // Not on WhatsApp, too old an app, or the account is blocked: it does not tell which.
  131026: 'unknown_address',
  131030: 'unknown_address',
  131050: 'blocked',
  551: 'blocked',
  131051: 'unsupported',
  131052: 'unsupported',
  131053: 'unsupported',
  131062: 'unsupported',
}
/** Finer codes of Messenger, which say more than the one above them. */
const BY_SUBCODE: Readonly<Record<number, DeliveryReason>> = {
  2018278: 'window_closed',
  2018065: 'window_closed',
  2018108: 'blocked',
  1545041: 'blocked',
  2018001: 'unknown_address',
}

/** Why something was refused, or will be; null when that passes. */
export function reasonOf(code: number, subcode?: number): DeliveryReason | null {
  if (OVERLOAD.has(code) || PASSING.has(code)) return null
  const finer = subcode === undefined ? undefined : BY_SUBCODE[subcode]
  if (finer) return finer
  if (code >= 132_000 && code < 133_000) return 'template_refused'
  if (code >= 200 && code < 300) return 'credentials'
  return REASONS[code] ?? 'rejected'
}

/** What an answer of the Graph API means. `idOf` finds what receipts will call it. */
export function becameOfGraph(answer: Answer | null, idOf: (body: Fields) => string | null): Sent {
  if (!answer) return LATER
  const { status, headers, body } = answer
  if (status >= 200 && status < 300) return { as: 'sent', id: idOf(body) }
  const { code, error_subcode: subcode, message, error_data: data } = fieldsOf(body.error)
  if (code === OF_ONE) return { as: 'later', isOverload: false, isOfOne: true }
  if (status === 429 || (typeof code === 'number' && OVERLOAD.has(code))) return tooMuch(headers.get('retry-after'))
  if (typeof code !== 'number') return status >= 500 ? LATER : { as: 'failed', reason: 'rejected' }
  const reason = reasonOf(code, typeof subcode === 'number' ? subcode : undefined)
  if (reason === null || (status >= 500 && reason === 'rejected')) return LATER
  return { as: 'failed', reason, ...saying(textOf(fieldsOf(data).details) ?? textOf(message)) }
}
