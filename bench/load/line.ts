import { performance } from 'node:perf_hooks'
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'

/** One participant of one session, as the generator shall connect it. */
export type Peer =
  | { speaks: 'baton'; url: string; ticket: string; origin: string }
  | { speaks: 'plain'; url: string }
  | { speaks: 'socket.io'; url: string; room: string; role: string }

const BATON_PING = '{"type":"ping"}'
const PING_MS = 20_000
/** As the protocol asks of every reader. */
const GOT_EVERY = 64

/** What a line counts; the same for every peer. */
export class Tally {
  sent = 0
  acked = 0
  delivered = 0
  refused = 0
  /** Milliseconds from a send to its acknowledgement. */
  latencies: number[] = []
}

/** A connected participant: sends with a client's id, hears its acknowledgement and every event. */
export abstract class Line {
  #pending = new Map<string, { at: number; settle: () => void }>()
  tally = new Tally()

  /** Sends one message. Resolves with its acknowledgement. */
  send(id: string, text: string): Promise<void> {
    this.tally.sent += 1
    return new Promise((resolve) => {
      this.#pending.set(id, { at: performance.now(), settle: resolve })
      this.write(id, text)
    })
  }

  protected settled(id: string, ok: boolean): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#pending.delete(id)
    if (ok) {
      this.tally.acked += 1
      this.tally.latencies.push(performance.now() - pending.at)
    } else this.tally.refused += 1
    pending.settle()
  }

  protected abstract write(id: string, text: string): void
  abstract close(): void
}

interface Incoming {
  type: string
  id: string
  event: { seq: number }
}

/** Ours and the plain peers: JSON frames on a WebSocket, compression off. */
class SocketLine extends Line {
  readonly #socket: WebSocket
  readonly #isBaton: boolean
  readonly ready: Promise<void>
  readonly #beat: NodeJS.Timeout
  #unclaimed = 0

  constructor(peer: Extract<Peer, { speaks: 'baton' | 'plain' }>) {
    super()
    this.#isBaton = peer.speaks === 'baton'
    this.#socket =
      peer.speaks === 'baton'
        ? new WebSocket(peer.url, ['baton.v1', `ticket.${peer.ticket}`], {
            origin: peer.origin,
            perMessageDeflate: false,
          })
        : new WebSocket(peer.url, { perMessageDeflate: false })
    const hello = this.#isBaton ? { type: 'hello', v: 1, req: 1, tail: 1 } : { type: 'hello', since: 0 }
    this.ready = new Promise((resolve, reject) => {
      this.#socket.on('open', () => this.#socket.send(JSON.stringify(hello)))
      this.#socket.on('message', (raw) => this.#hear(JSON.parse(String(raw)), resolve))
      this.#socket.on('error', reject)
      this.#socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    })
    this.#beat = setInterval(() => this.#socket.send(BATON_PING), PING_MS)
  }

  protected write(id: string, text: string): void {
    this.#socket.send(JSON.stringify({ type: 'send', id, body: { kind: 'message', text } }))
  }

  close(): void {
    clearInterval(this.#beat)
    this.#socket.close()
  }

  #hear(frame: Incoming, ready: () => void): void {
    if (frame.type === 'event') {
      this.tally.delivered += 1
      this.#unclaimed += 1
      if (!this.#isBaton || this.#unclaimed < GOT_EVERY) return
      this.#unclaimed = 0
      this.#socket.send(JSON.stringify({ type: 'got', seq: frame.event.seq }))
    } else if (frame.type === 'ack' || frame.type === 'nack') this.settled(frame.id, frame.type === 'ack')
    else if (frame.type === 'replay') ready()
  }
}

class SocketIoLine extends Line {
  readonly #socket: Socket
  readonly ready: Promise<void>

  constructor({ url, room, role }: Extract<Peer, { speaks: 'socket.io' }>) {
    super()
    this.#socket = io(url, { transports: ['websocket'], auth: { room, role }, forceNew: true })
    this.ready = new Promise((resolve, reject) => {
      this.#socket.on('connect', resolve)
      this.#socket.on('connect_error', reject)
    })
    this.#socket.on('event', () => {
      this.tally.delivered += 1
    })
  }

  protected write(id: string, text: string): void {
    this.#socket.emit('send', { type: 'send', id, body: { kind: 'message', text } }, () => this.settled(id, true))
  }

  close(): void {
    this.#socket.disconnect()
  }
}

/** Connects one participant; resolves when it is caught up. */
export async function connect(peer: Peer): Promise<Line> {
  const line = peer.speaks === 'socket.io' ? new SocketIoLine(peer) : new SocketLine(peer)
  await line.ready
  return line
}
