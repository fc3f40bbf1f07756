import type { Action, ActionResult, Order } from '@baton/protocol'
import { order } from '@baton/protocol'
import { may, operationOfAction, type Principal } from '@baton/relay/permissions'
import { z } from 'zod'
import { mapped } from '../connectors/mapping.ts'
import { askService, type Service } from '../connectors/service.ts'
import { isTimeout } from '../net/within.ts'
import type { Opener } from './opened.ts'

/** An answer longer than this is not an answer to a question of ours. */
const ANSWER_BYTES = 64 * 1024

/** Has an action of the workspace's pack done. */
export type CallAction = (action: Action, call: BusinessCall) => Promise<ActionResult>

export interface BusinessCall {
  /** At whose word. */
  by: Principal
  input: Record<string, string>
  /** Idempotency key: the same for the same call, also after a crash; unique beyond the session. */
  key: string
  /** The signed-in customer's id on the host site. The business answers for this customer only. */
  customer: string | null
  /** Puts originals where placeholders stand. */
  open?: Opener
}

/**
 * Has a service of the business do an action. Never throws: what went wrong is a code the flow can branch on. Whatever a flow
 * says, nobody has done what they may not. Originals are put in here and nowhere else, for this one request.
 */
export async function callService(
  service: Service,
  action: Action,
  { by, input, key, customer, open = (value) => value }: BusinessCall,
): Promise<ActionResult> {
  const failed = (code: string): ActionResult => ({ action: action.id, ok: false, code })
  if (!may(by, operationOfAction(action))) return failed('forbidden')
  const opened: Record<string, string> = {}
  for (const [name, value] of Object.entries(input)) {
    const original = open(value)
    if (original === null) return failed('ambiguous')
    opened[name] = original
  }
  const url = addressOf(service, action, opened)
  if (!url) return failed('refused')
  const response = await askService(service, {
    to: url.href,
    init: {
      method: action.method,
      headers: {
        ...service.headers,
        accept: 'application/json',
        'idempotency-key': key,
        ...(customer !== null && { 'baton-customer': encodeURIComponent(customer) }),
        ...(action.method === 'POST' && { 'content-type': 'application/json' }),
      },
      ...(action.method === 'POST' && { body: JSON.stringify(opened) }),
    },
    withinMs: action.timeoutMs,
    retries: action.retries ?? (action.safe ? service.retries : 0),
  })
  if (typeof response === 'string') return failed(response)
  try {
    if (!response.ok) return failed(await refusalOf(response))
    const answer = await jsonOf(response)
    const data = action.result ? mapped(action.result, answer) : answer
    return data === null && action.result ? failed('malformed') : { action: action.id, ok: true, data }
  } catch (error) {
    return failed(unreadOf(error))
  }
}

/**
 * Where an action goes: below the service's own address, and nowhere else whatever a customer has given. Null for
 * what would lead away: encoding leaves `.` and `..` as they are, which climb, and nothing between two slashes names a host.
 */
function addressOf(service: Service, action: Action, given: Record<string, string>): URL | null {
  const values = [...action.path.matchAll(PLACEHOLDER)].map(([, name = '']) => given[name] ?? '')
  if (!values.every(staysInPlace)) return null
  const path = action.path.replaceAll(PLACEHOLDER, (_, name: string) => encodeURIComponent(given[name] ?? ''))
  const base = new URL(service.url)
  const url = new URL(base.pathname.replace(/\/+$/, '') + path, base)
  return url.origin === base.origin ? url : null
}

const PLACEHOLDER = /\{(\w+)\}/g

// Half a surrogate pair has no encoding.
const staysInPlace = (value: string): boolean =>
  value.trim() !== '' && value !== '.' && value !== '..' && !/\p{Surrogate}/u.test(value)

const orders = z.object({ orders: z.array(order).max(50) })

/** The customer's recent orders for the brief; null when the business system did not tell. */
export async function recentOrders(
  call: CallAction,
  action: Action,
  customerId: string,
  key: string,
): Promise<Order[] | null> {
  const result = await call(action, { by: 'bot', input: { customerId }, key, customer: customerId })
  const parsed = result.ok ? orders.safeParse(result.data) : null
  return parsed?.success ? parsed.data.orders.slice(0, 10) : null
}

const refusal = z.object({ code: z.enum(['not_signed_in', 'not_eligible', 'too_late', 'invalid']) })

/** A business may say why not, in `{code}`, where that is an answer a flow can go by; any other refusal is one. */
async function refusalOf(response: Response): Promise<string> {
  const said = [403, 409, 422].includes(response.status)
    ? refusal.safeParse(await jsonOf(response).catch(() => null)).data
    : null
  if (!response.bodyUsed) await response.body?.cancel()
  return said?.code ?? codeOf(response.status)
}

function codeOf(status: number): string {
  if (status === 404) return 'not_found'
  return status >= 500 || status === 429 ? 'unavailable' : 'refused'
}

/** Counts what arrives, and stops reading where no answer of ours would go on. */
async function jsonOf(response: Response): Promise<unknown> {
  // An answer without a body has no stream, and one that is made in its place never ends.
  if (!response.body) throw new SyntaxError('no answer')
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > ANSWER_BYTES) throw new SyntaxError('answer too long')
    text += decoder.decode(chunk, { stream: true })
  }
  return JSON.parse(text + decoder.decode())
}

const unreadOf = (error: unknown): string => {
  if (isTimeout(error)) return 'timeout'
  return error instanceof SyntaxError ? 'malformed' : 'unavailable'
}
