import {
  CLOSE,
  type CloseCode,
  type ErrorCode,
  HEARTBEAT,
  LIMITS,
  type ServerFrame,
  type SessionEvent,
  type SessionTicket,
  type Signal,
} from '@baton/protocol'
import { type Actor, maySee } from '@baton/relay/session'
import { countSockets } from '../durable/census.ts'
import { Rate } from '../durable/rate.ts'
import { problemOf, upgraded } from '../durable/upgrade.ts'
import { metrics } from '../metrics/metrics.ts'
import type { Origin } from './access.ts'
import type { Committed } from './ledger.ts'

/** A socket that did not ask for a heartbeat for this long is gone, though nobody has told us. */
const GONE_MS = 60_000

/** What survives hibernation of one socket. 16 KB at most. */
interface Attachment {
  actor: Actor
  /** What the ticket was made from, for when that is taken back or ends. */
  origin?: Pick<Origin, 'device' | 'grant' | 'login'>
  /** Origin of the page it was opened from. Sockets of an older release have none. */
  page?: string
  openedAt: number
  /** In live fan-out. */
  live: boolean
  /** Since when it has been out of live fan-out for being slow. */
  behindSince: number | null
  greeted: boolean
}

/** What was sent to a socket and not acknowledged yet. Lost in hibernation, which only a quiet object reaches. */
interface Debt {
  /** Seqs, oldest first, and the bytes of each. Two lists of numbers: there are many, and they live long. */
  seqs: number[]
  sizes: number[]
  bytes: number
}

/** Open sockets of a session: who may see what, and how much each is behind. */
export class Sockets {
  readonly #ctx: DurableObjectState
  readonly #attachments = new WeakMap<WebSocket, Attachment>()
  readonly #debts = new WeakMap<WebSocket, Debt>()
  readonly #frames = new WeakMap<WebSocket, Rate>()

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx
    countSockets(ctx)
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(HEARTBEAT.ping, HEARTBEAT.pong))
  }

  /** Takes the server's end of a socket in; the first frame must be `hello`. */
  accept(
    actor: Actor,
    { origin: page, device, grant, login }: Pick<SessionTicket, 'origin'> & Origin,
    now: number,
  ): Response {
    const { 0: client, 1: server } = new WebSocketPair()
    this.#ctx.acceptWebSocket(server, [tagOf(actor)])
    countSockets(this.#ctx)
    const origin = {
      ...(device !== undefined && { device }),
      ...(grant !== undefined && { grant }),
      ...(login !== undefined && { login }),
    }
    this.#save(server, { actor, origin, page, openedAt: now, live: false, behindSince: null, greeted: false })
    return upgraded(client)
  }

  /** Whether this participant may open one more. One that has been silent for long is given up for it. */
  hasRoomFor(actor: Actor, now: number): boolean {
    const mine = this.#ctx.getWebSockets(tagOf(actor)).filter(isOpen)
    if (mine.length < LIMITS.socketsPerParticipant) return true
    const silent = mine.find((ws) => now - this.#heardAt(ws) > GONE_MS)
    if (silent) this.refuse(silent, 'too_many_sockets', CLOSE.tooManySockets)
    return silent !== undefined
  }

  #heardAt(ws: WebSocket): number {
    return this.#ctx.getWebSocketAutoResponseTimestamp(ws)?.getTime() ?? this.of(ws).openedAt
  }

  of(ws: WebSocket): Attachment {
    const known = this.#attachments.get(ws)
    if (known) return known
    const attachment: Attachment = ws.deserializeAttachment()
    this.#attachments.set(ws, attachment)
    return attachment
  }

  *open(role?: Actor['role']): Generator<[WebSocket, Attachment]> {
    for (const ws of this.#ctx.getWebSockets()) {
      if (!isOpen(ws)) continue
      const attachment = this.of(ws)
      if (!role || attachment.actor.role === role) yield [ws, attachment]
    }
  }

  /** False when the socket sends more frames than anyone needs to. */
  mayReceive(ws: WebSocket, now: number): boolean {
    const rate = this.#frames.get(ws) ?? new Rate(LIMITS.framesPerWindow, LIMITS.sendWindowMs)
    this.#frames.set(ws, rate)
    return rate.take(now) === 0
  }

  /** After a complete replay. Asking from where it stands is also the acknowledgement of everything before. */
  setLive(ws: WebSocket, live: boolean): void {
    this.#debts.delete(ws)
    this.#save(ws, { ...this.of(ws), live, behindSince: null, greeted: true })
  }

  /** Credit for what has arrived, and for no more. */
  got(ws: WebSocket, seq: number): void {
    const debt = this.#debts.get(ws)
    if (!debt) return
    const first = debt.seqs.findIndex((each) => each > seq)
    const paid = first < 0 ? debt.seqs.length : first
    debt.seqs.splice(0, paid)
    for (const size of debt.sizes.splice(0, paid)) debt.bytes -= size
  }

  /** A socket that has closed meanwhile misses it, as it would have a moment later; the log has all that matters. */
  send(ws: WebSocket, frame: ServerFrame): void {
    this.sendText(ws, JSON.stringify(frame))
  }

  /** A frame that is text already. */
  sendText(ws: WebSocket, frame: string): void {
    if (isOpen(ws)) ws.send(frame)
  }

  /**
   * A new event to everyone who may see it and keeps up. `prev` differs by what a reader may see. True when a reader fell
   * behind by it.
   */
  publish({ event, json, prev }: Committed, now: number): boolean {
    const agents = eventFrame(prev.agent, json)
    // Mostly both have seen the same, and then both get the same text.
    const customers = prev.customer === prev.agent ? agents : eventFrame(prev.customer, json)
    const size = UTF8.encode(agents).byteLength
    const isPublic = maySee('customer', event)
    let fellBehind = false
    for (const [ws, { live, actor }] of this.open()) {
      if (!live || (actor.role === 'customer' && !isPublic)) continue
      const frame = actor.role === 'customer' ? customers : agents
      ws.send(frame)
      const debt = this.#debts.get(ws) ?? { seqs: [], sizes: [], bytes: 0 }
      debt.seqs.push(event.seq)
      debt.sizes.push(size)
      debt.bytes += size
      this.#debts.set(ws, debt)
      if (debt.seqs.length > LIMITS.behindEvents || debt.bytes > LIMITS.behindBytes) {
        this.#leaveBehind(ws, event.seq, now)
        fellBehind = true
      }
    }
    return fellBehind
  }

  /** Something live and unstored, for whoever keeps up; `except` is its author. */
  signal(signal: Signal, role?: Actor['role'], except?: WebSocket): void {
    this.cast({ type: 'signal', signal }, role, except)
  }

  cast(frame: ServerFrame, role?: Actor['role'], except?: WebSocket): void {
    const text = JSON.stringify(frame)
    for (const [ws, { live }] of this.open(role)) if (live && ws !== except) ws.send(text)
  }

  ack(ws: WebSocket, id: string, { seq, at }: Pick<SessionEvent, 'seq' | 'at'>): void {
    metrics.acks.add()
    this.send(ws, { type: 'ack', id, seq, at })
  }

  nack(ws: WebSocket, id: string, code: ErrorCode, retryAfterMs?: number): void {
    metrics.nacks.add(code)
    this.send(ws, { type: 'nack', id, ...problemOf(code), ...(retryAfterMs && { retryAfterMs }) })
  }

  fault(ws: WebSocket, code: ErrorCode, of?: string, req?: number): void {
    metrics.faults.add(code)
    this.send(ws, { type: 'fault', ...problemOf(code), ...(of && { of }), ...(req !== undefined && { req }) })
  }

  /** Says why, then closes. */
  refuse(ws: WebSocket, code: ErrorCode, close: CloseCode): void {
    metrics.byes.add(code)
    this.send(ws, { type: 'bye', ...problemOf(code) })
    ws.close(close, code)
  }

  /** Closes sockets that never said hello, and readers that stayed behind too long. True while such readers remain. */
  sweep(now: number): boolean {
    let waiting = false
    for (const [ws, { greeted, openedAt, behindSince }] of this.open()) {
      if (!greeted && now - openedAt > LIMITS.helloMs) this.refuse(ws, 'hello_required', CLOSE.helloTimeout)
      else if (behindSince !== null && now - behindSince >= LIMITS.behindMs)
        this.refuse(ws, 'unavailable', CLOSE.behind)
      else if (behindSince !== null) waiting = true
    }
    return waiting
  }

  #leaveBehind(ws: WebSocket, head: number, now: number): void {
    metrics.behind.add()
    this.#save(ws, { ...this.of(ws), live: false, behindSince: now })
    this.send(ws, { type: 'behind', head })
  }

  #save(ws: WebSocket, attachment: Attachment): void {
    this.#attachments.set(ws, attachment)
    ws.serializeAttachment(attachment)
  }
}

const UTF8 = new TextEncoder()
const eventFrame = (prev: number, json: string): string => `{"type":"event","prev":${prev},"event":${json}}`
/** A call has a place of its own beside its customer's. */
const tagOf = ({ call, role, id }: Actor): string => (call === undefined ? `${role}:${id}` : `call:${call}`)
const isOpen = (ws: WebSocket): boolean => ws.readyState === WebSocket.OPEN
