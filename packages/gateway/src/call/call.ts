import { DurableObject } from 'cloudflare:workers'
import { type CallTicket, CLOSE } from '@baton/protocol'
import { census } from '../durable/census.ts'
import { refuseUpgrade, upgraded } from '../durable/upgrade.ts'
import { type Env, TICKET_HEADER } from '../env.ts'
import { metrics } from '../metrics/metrics.ts'
import { type CallSeat, Exchange } from './exchange.ts'
import { Reception } from './reception.ts'
import { openTalk } from './talk-of.ts'

/**
 * One call: the lines of its customer and its agent, and the bot's voice between them. Media only: nothing is stored, since a
 * write that is not on disk yet holds back whatever goes out. It is awake as long as there is a line, and when it goes down
 * the session has all that was said.
 */
export class Call extends DurableObject<Env> {
  /** Begins the conversation; tests bring their own. */
  talkOf = openTalk
  #exchange: Exchange | null = null
  #sockets = 0
  readonly #reception = new Reception((ticket, hello, socket) => this.#of(ticket).greet(ticket, hello, socket))

  /** Opens a socket, with the ticket the Worker has verified. */
  override async fetch(request: Request): Promise<Response> {
    const ticket: CallTicket = JSON.parse(decodeURIComponent(request.headers.get(TICKET_HEADER) ?? 'null'))
    const now = Date.now()
    if (!this.#reception.burn(ticket, now)) return refuseUpgrade('ticket_used', CLOSE.unauthenticated)
    const { 0: client, 1: server } = new WebSocketPair()
    this.#count(1)
    server.addEventListener('close', () => this.#count(-1), { once: true })
    this.#reception.take(ticket, server, now)
    this.#of(ticket)
    return upgraded(client)
  }

  /** For another ticket of an agent who has a line in this call, dropped or not; null: they have none. */
  seatOf({ agent, session }: { agent: string; session: string }): CallSeat | null {
    return this.#exchange?.seatOf(agent, session) ?? null
  }

  #of(ticket: CallTicket): Exchange {
    this.#exchange ??= this.#begin(ticket)
    return this.#exchange
  }

  #begin(ticket: CallTicket): Exchange {
    metrics.calls.set(this.ctx.id.toString(), 1)
    return new Exchange(this.env, ticket, this.#reception, this.talkOf, () => {
      metrics.calls.set(this.ctx.id.toString(), 0)
      // Of a page that is gone nobody may ever tell.
      this.#count(-this.#sockets)
      this.#exchange = null
    })
  }

  #count(by: number): void {
    this.#sockets = Math.max(0, this.#sockets + by)
    census.set(this.ctx.id.toString(), this.#sockets, Date.now())
  }
}
