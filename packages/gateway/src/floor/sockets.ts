import {
  CLOSE,
  type CloseCode,
  type ErrorCode,
  type FloorServerFrame,
  type FloorTicket,
  HEARTBEAT,
  LIMITS,
  SUBPROTOCOL,
} from '@baton/protocol'
import type { Agent } from '../directory/rooms.ts'
import { countSockets } from '../durable/census.ts'
import { Rate } from '../durable/rate.ts'
import { problemOf } from '../durable/upgrade.ts'
import { metrics } from '../metrics/metrics.ts'

/** A peer that has not even answered a heartbeat for this long is gone, whatever its connection says. */
const GONE_MS = 60_000

/** What survives hibernation of one socket. 16 KB at most. */
interface Attachment {
  agent: Pick<Agent, 'id' | 'name' | 'capacity' | 'locales'>
  /** Absent on a socket opened by the release before: the lowest. */
  rank?: Agent['role']
  origin: string
  /** The sign-in this socket ends with. Null when its ticket named none. */
  login: string | null
  openedAt: number
  seenAt: number
  greeted: boolean
  /** `accept` frames waiting for the session's answer. They live and end with the socket that asked. */
  accepting: { id: string; offerId: string }[]
}

/** Not ok: this agent has too many sockets open already. */
export type Upgrade = { ok: true; response: Response } | { ok: false }

/** Open sockets of agents on this floor. */
export class FloorSockets {
  readonly #ctx: DurableObjectState
  readonly #attachments = new WeakMap<WebSocket, Attachment>()
  readonly #frames = new WeakMap<WebSocket, { allowed: Rate; tolerated: Rate }>()

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(HEARTBEAT.ping, HEARTBEAT.pong))
  }

  /** Takes the server's end of a socket in; the first frame must be `hello`. */
  accept(
    { id, name, capacity, locales, role }: Agent,
    claims: Pick<FloorTicket, 'origin' | 'login'>,
    now: number,
  ): Upgrade {
    if (this.open(id).length >= LIMITS.socketsPerParticipant) return { ok: false }
    const { 0: client, 1: server } = new WebSocketPair()
    this.#ctx.acceptWebSocket(server, [id])
    countSockets(this.#ctx)
    this.change(server, {
      agent: { id, name, capacity, locales },
      rank: role,
      origin: claims.origin,
      login: claims.login ?? null,
      openedAt: now,
      seenAt: now,
      greeted: false,
      accepting: [],
    })
    const headers = { 'Sec-WebSocket-Protocol': SUBPROTOCOL }
    return { ok: true, response: new Response(null, { status: 101, webSocket: client, headers }) }
  }

  of(ws: WebSocket): Attachment {
    const known = this.#attachments.get(ws)
    if (known) return known
    const attachment: Attachment = ws.deserializeAttachment()
    this.#attachments.set(ws, attachment)
    return attachment
  }

  change(ws: WebSocket, change: Partial<Attachment>): void {
    const next: Attachment = { ...(this.#attachments.get(ws) ?? ws.deserializeAttachment()), ...change }
    this.#attachments.set(ws, next)
    ws.serializeAttachment(next)
  }

  open(agentId?: string): WebSocket[] {
    return this.#ctx.getWebSockets(agentId).filter((ws) => ws.readyState === WebSocket.OPEN)
  }

  /** Sockets that have said hello, with whose they are. */
  *greeted(agentId?: string): Generator<[WebSocket, string]> {
    for (const ws of this.open(agentId)) {
      const { greeted, agent } = this.of(ws)
      if (greeted) yield [ws, agent.id]
    }
  }

  /** Whether an agent is here: with a socket, other than `except`, that has said hello. */
  isHere(agentId: string, except?: WebSocket): boolean {
    return this.open(agentId).some((ws) => ws !== except && this.of(ws).greeted)
  }

  /** `refuse` above twice the allowed rate. */
  pace(ws: WebSocket, now: number): 'allow' | 'fault' | 'refuse' {
    const rates = this.#frames.get(ws) ?? {
      allowed: new Rate(LIMITS.framesPerWindow, LIMITS.sendWindowMs),
      tolerated: new Rate(2 * LIMITS.framesPerWindow, LIMITS.sendWindowMs),
    }
    this.#frames.set(ws, rates)
    if (rates.tolerated.take(now) > 0) return 'refuse'
    return rates.allowed.take(now) > 0 ? 'fault' : 'allow'
  }

  send(ws: WebSocket, frame: FloorServerFrame): void {
    if (ws.readyState === WebSocket.OPEN) ws.send(JSON.stringify(frame))
  }

  /** Those who watch over the floor, and have said hello. */
  tellSupervisors(frame: FloorServerFrame): void {
    for (const [ws] of this.greeted()) {
      const { rank = 'agent' } = this.of(ws)
      if (rank === 'supervisor' || rank === 'admin') this.send(ws, frame)
    }
  }

  nack(ws: WebSocket, id: string, code: ErrorCode): void {
    metrics.nacks.add(code)
    this.send(ws, { type: 'nack', id, ...problemOf(code) })
  }

  fault(ws: WebSocket, code: ErrorCode, of?: string): void {
    metrics.faults.add(code)
    this.send(ws, { type: 'fault', ...problemOf(code), ...(of !== undefined && { of }) })
  }

  /** Says why, then closes. */
  refuse(ws: WebSocket, code: ErrorCode, close: CloseCode): void {
    metrics.byes.add(code)
    this.send(ws, { type: 'bye', ...problemOf(code) })
    ws.close(close, code)
  }

  /** Takes off the sockets of an agent the `accept` frames that wait for this offer. */
  takeAccepting(agentId: string, offerId: string): { ws: WebSocket; id: string }[] {
    return this.open(agentId).flatMap((ws) => {
      const { accepting } = this.of(ws)
      const mine = accepting.filter((each) => each.offerId === offerId)
      if (mine.length > 0) this.change(ws, { accepting: accepting.filter((each) => each.offerId !== offerId) })
      return mine.map(({ id }) => ({ ws, id }))
    })
  }

  /** Closes sockets that never said hello and peers that are gone. Returns the agents whose sockets were closed. */
  sweep(now: number): Set<string> {
    const closed = new Set<string>()
    for (const ws of this.open()) {
      const { greeted, openedAt, seenAt, agent } = this.of(ws)
      const heartbeat = this.#ctx.getWebSocketAutoResponseTimestamp(ws)?.getTime() ?? 0
      if (!greeted && now - openedAt >= LIMITS.helloMs) this.refuse(ws, 'hello_required', CLOSE.helloTimeout)
      else if (now - Math.max(heartbeat, seenAt) > GONE_MS) this.refuse(ws, 'unavailable', CLOSE.restarting)
      else continue
      closed.add(agent.id)
    }
    return closed
  }
}
