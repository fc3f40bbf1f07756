import type { Env } from '../../env.ts'
import { TICKET_HEADER } from '../../env.ts'
import { verifyTicket } from '../../http/tickets.ts'
import { reservePlace } from '../../http/vacancy.ts'
import { callOf } from '../../rooms-of.ts'
import type { CarrierStart } from './dialect.ts'
import { ticketIn } from './ticket-parameters.ts'

/** The customer's line of the call a stream has the ticket of; null when it has none that is good. The call burns it. */
export async function openPhoneLine(
  env: Env,
  workspace: string,
  { parameters }: CarrierStart,
): Promise<WebSocket | null> {
  const claims = await verifyTicket(env, ticketIn(parameters))
  if (claims.room !== 'call' || claims.role !== 'customer' || claims.workspace !== workspace) return null
  const call = callOf(env, workspace, claims.call)
  reservePlace(env, call.id.toString())
  const headers = { upgrade: 'websocket', [TICKET_HEADER]: encodeURIComponent(JSON.stringify(claims)) }
  return (await call.fetch('https://call.internal/', { headers })).webSocket
}
