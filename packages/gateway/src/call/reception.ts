import { type CallClientFrame, type CallTicket, CLOSE, callClientFrame, LIMITS } from '@baton/protocol'
import { parseFrame } from '../durable/parse-frame.ts'
import { metrics } from '../metrics/metrics.ts'
import { refuse } from './leg.ts'

type Hello = Extract<CallClientFrame, { type: 'hello' }>

/** Who a socket is handed over to once it has said who it is. */
export interface Ear {
  heard(data: string | ArrayBuffer): void
  gone(): void
}

/** Version of what is said on a call's socket. */
const CALL_VERSION = 1
/** Frames somebody may send before `hello`, each of which is refused. */
const PATIENCE = 8

/** Takes sockets in: each opens with a ticket that is used once, and says `hello` in time. */
export class Reception {
  /** Tickets that were used, and until when they could be again. Lost with the object, whose sockets go with it. */
  readonly #burnt = new Map<string, number>()
  readonly #waiting = new Map<WebSocket, { since: number; left: number }>()
  readonly #greet: (ticket: CallTicket, hello: Hello, socket: WebSocket) => Ear

  constructor(greet: (ticket: CallTicket, hello: Hello, socket: WebSocket) => Ear) {
    this.#greet = greet
  }

  /** False when the ticket was used before. */
  burn({ jti, expiresAt }: CallTicket, now: number): boolean {
    for (const [each, until] of this.#burnt) if (until <= now) this.#burnt.delete(each)
    if (this.#burnt.has(jti)) return false
    this.#burnt.set(jti, expiresAt)
    return true
  }

  take(ticket: CallTicket, socket: WebSocket, now: number): void {
    let ear: Ear | null = null
    this.#waiting.set(socket, { since: now, left: PATIENCE })
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('message', ({ data }) => {
      if (ear) return ear.heard(data as string | ArrayBuffer)
      const hello = this.#hello(socket, data as string | ArrayBuffer)
      if (!hello) return
      this.#waiting.delete(socket)
      ear = this.#greet(ticket, hello, socket)
    })
    const gone = (): void => {
      this.#waiting.delete(socket)
      ear?.gone()
    }
    socket.addEventListener('close', gone)
    socket.addEventListener('error', gone)
    socket.accept()
  }

  #hello(socket: WebSocket, data: string | ArrayBuffer): Hello | null {
    const waiting = this.#waiting.get(socket)
    if (!waiting) return null // what was on its way when it was refused
    const parsed = parseFrame(callClientFrame, data)
    if (parsed.ok && parsed.frame.type === 'hello') {
      if (parsed.frame.v === CALL_VERSION) return parsed.frame
      this.#refuse(socket, 'version_unsupported', CLOSE.versionUnsupported)
      return null
    }
    metrics.faults.add('hello_required')
    waiting.left -= 1
    if (waiting.left === 0) this.#refuse(socket, 'hello_required', CLOSE.helloTimeout)
    return null
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0
  }

  /** Sends away who has not said hello for too long. */
  sweep(now: number): void {
    for (const [socket, { since }] of this.#waiting) {
      if (now - since > LIMITS.helloMs) this.#refuse(socket, 'hello_required', CLOSE.helloTimeout)
    }
  }

  close(): void {
    for (const [socket] of this.#waiting) this.#refuse(socket, 'no_call', CLOSE.callOver)
  }

  #refuse(socket: WebSocket, ...why: [Parameters<typeof refuse>[1], Parameters<typeof refuse>[2]]): void {
    this.#waiting.delete(socket)
    refuse(socket, ...why)
  }
}
