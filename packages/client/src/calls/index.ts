import type { ServerFrame } from '@baton/protocol/wire'
import { exchange, type Line } from '../files/exchange.ts'
import { type PlatformOptions, platformOf } from '../platform.ts'

/** Opens one socket of the call, `GET /v1/call` on the gateway the session is at. */
export type CallPass = Omit<Extract<ServerFrame, { type: 'call' }>, 'type' | 'req'>

// Apart from the numbers others ask under.
let lastRequest = 2 ** 42

/**
 * Begins the call of a session, or joins the one there is. A customer's is answered by the bot; an agent's rings at the
 * customer. Rejects with a `BatonError`: `call_busy`, `no_call`, `calls_off`, `not_holder`, `network` …
 *
 * @example
 * const { call, ticket } = await askForCall(session, 'start')
 */
export function askForCall(line: Line, what: 'start' | 'join', options: PlatformOptions = {}): Promise<CallPass> {
  const req = ++lastRequest
  return exchange(
    line,
    platformOf(options),
    { type: 'call', req, do: what },
    (heard) => (heard.type === 'call' && heard.req === req ? { call: heard.call, ticket: heard.ticket } : null),
    (heard) => heard.type === 'fault' && heard.of === 'call' && (heard.req ?? req) === req,
  )
}
