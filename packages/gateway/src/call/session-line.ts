import {
  type CallTicket,
  CLOSE,
  type Command,
  type ErrorCode,
  HEARTBEAT,
  isFinalClose,
  LIMITS,
  PROTOCOL_VERSION,
  type ServerFrame,
  type SessionEvent,
  type SessionTicket,
  type SessionView,
} from '@baton/protocol'
import { parseJson } from '../durable/parse-json.ts'
import { type Env, TICKET_HEADER } from '../env.ts'
import { BatonError } from '../http/baton-error.ts'
import { opaque } from '../http/secrets.ts'
import { warn } from '../log.ts'
import { sessionOf } from '../rooms-of.ts'

/** Events of before the call began are not of interest; those since it did are, should it begin anew. */
const TAIL = LIMITS.pageEvents
const RETRY_MS = [100, 250, 500, 1_000, 2_000] as const
/** A refusal that may pass is tried again this often. */
const TRIES = 5

type Live = Extract<ServerFrame, { type: 'event' | 'delta' | 'signal' }>

/** What the call does with what it is told. */
interface Ears {
  /** Where the session stands now; first of all, and whenever the line was gone. What was missed follows as `seen`. */
  standing(view: SessionView): void
  seen(frame: Live): void
  /** Everything that was missed has been seen. */
  caughtUp(view: SessionView): void
  /** The session wants nothing more to do with the call. */
  over(code: ErrorCode): void
}

interface Pending {
  body: Command
  tries: number
  resolve(seq: number): void
  reject(error: BatonError): void
}

/**
 * The call's own line to its session, as a client of the customer: an internal socket that is taken up again, without a gap
 * and without anything twice, when the session's object goes down and comes back.
 */
export class SessionLine {
  readonly #env: Env
  readonly #ticket: CallTicket
  readonly #ears: Ears
  /** In the order in which they were sent. What has no answer is sent again on the next line, under the same id. */
  readonly #pending = new Map<string, Pending>()
  readonly #name = `call.${opaque().slice(0, 10)}`
  #socket: WebSocket | null = null
  #isLive = false
  #isOver = false
  #sent = 0
  #tries = 0
  #hello = 0
  #epoch: string | null = null
  #last = 0
  #credited = 0
  #view: SessionView | null = null
  #heardAt = 0

  constructor(env: Env, ticket: CallTicket, ears: Ears) {
    this.#env = env
    this.#ticket = ticket
    this.#ears = ears
  }

  get isUp(): boolean {
    return this.#isLive
  }

  open(): void {
    void this.#connect()
  }

  /** Resolves with the seq of what is in the log then. */
  send(body: Command): Promise<number> {
    if (this.#isOver) return Promise.reject(new BatonError('no_call'))
    const id = `${this.#name}.${++this.#sent}`
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { body, tries: 0, resolve, reject })
      if (this.#isLive) this.#tell({ type: 'send', id, body })
    })
  }

  /** To be called from time to time: a line on which nothing comes any more is given up for another. */
  beat(now: number): void {
    if (!this.#socket || this.#isOver) return
    if (now - this.#heardAt > HEARTBEAT.everyMs + HEARTBEAT.deadAfterMs) return this.#lost(this.#socket)
    if (now - this.#heardAt > HEARTBEAT.everyMs) this.#write(HEARTBEAT.ping)
  }

  close(): void {
    this.#isOver = true
    this.#isLive = false
    this.#socket?.close(1000)
    this.#socket = null
    for (const { reject } of this.#pending.values()) reject(new BatonError('no_call'))
    this.#pending.clear()
  }

  async #connect(): Promise<void> {
    const { workspace, session } = this.#ticket
    try {
      const headers = {
        upgrade: 'websocket',
        [TICKET_HEADER]: encodeURIComponent(JSON.stringify(this.#claims())),
      }
      const { webSocket } = await sessionOf(this.#env, workspace, session).fetch('https://session.internal/', {
        headers,
      })
      if (!webSocket) throw new BatonError('unavailable')
      if (this.#isOver) return refused(webSocket)
      this.#take(webSocket)
    } catch (error) {
      warn('call.line', error)
      this.#again()
    }
  }

  #claims(): SessionTicket {
    const { workspace, session, call, origin, customer, role, name, device, grant } = this.#ticket
    return {
      room: 'session',
      role: 'customer',
      workspace,
      session,
      call,
      origin,
      participant: customer,
      name: role === 'customer' ? name : null,
      profile: null,
      ...(device !== undefined && { device }),
      ...(grant !== undefined && { grant }),
      jti: opaque(),
      expiresAt: Date.now() + LIMITS.ticketMs,
    }
  }

  #take(socket: WebSocket): void {
    this.#socket = socket
    this.#heardAt = Date.now()
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket === socket && typeof data === 'string') this.#hear(data)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket !== socket) return
      if (isFinalClose(code) || code === CLOSE.linked) this.#end('no_call')
      else this.#lost(socket)
    })
    socket.addEventListener('error', () => {
      if (this.#socket === socket) this.#lost(socket)
    })
    socket.accept()
    this.#greet()
  }

  #greet(): void {
    const from = this.#epoch === null ? { tail: TAIL } : { epoch: this.#epoch, since: this.#last }
    this.#tell({ type: 'hello', v: PROTOCOL_VERSION, req: ++this.#hello, ...from })
  }

  #hear(data: string): void {
    this.#heardAt = Date.now()
    // It comes from ourselves.
    const frame = parseJson(data) as ServerFrame
    switch (frame.type) {
      case 'welcome':
        if (frame.req !== this.#hello) return
        // Another incarnation of the log numbers anew.
        if (this.#epoch !== null && this.#epoch !== frame.epoch) this.#last = 0
        this.#epoch = frame.epoch
        this.#view = frame.state
        return this.#ears.standing(frame.state)
      case 'replay':
        if (frame.req !== this.#hello) return
        for (const each of frame.entries) this.#see(each.event, each.prev)
        return frame.more ? this.#greet() : this.#caughtUp()
      case 'event':
        // Only a client finds a gap, and only by asking is it closed.
        if (frame.event.seq > this.#last && frame.prev > this.#last) return this.#greet()
        this.#see(frame.event, frame.prev)
        return this.#credit()
      case 'delta':
      case 'signal':
        return this.#ears.seen(frame)
      case 'behind':
        this.#isLive = false
        return this.#greet()
      case 'ack':
        return this.#settle(frame.id, ({ resolve }) => resolve(frame.seq))
      case 'nack':
        return this.#refused(frame)
      case 'bye':
        if (!frame.retryable) return this.#end(frame.code)
        return
      default:
        return
    }
  }

  #see(event: SessionEvent, prev: number): void {
    if (event.seq <= this.#last) return
    this.#last = event.seq
    this.#ears.seen({ type: 'event', prev, event })
  }

  #credit(): void {
    if (this.#last - this.#credited < LIMITS.gotEvery / 2) return
    this.#credited = this.#last
    this.#tell({ type: 'got', seq: this.#last })
  }

  #caughtUp(): void {
    this.#isLive = true
    this.#tries = 0
    for (const [id, { body }] of this.#pending) this.#tell({ type: 'send', id, body })
    if (this.#view) this.#ears.caughtUp(this.#view)
  }

  #refused({ id, code, retryable, retryAfterMs = 500 }: Extract<ServerFrame, { type: 'nack' }>): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    pending.tries += 1
    if (!retryable || pending.tries >= TRIES) return this.#settle(id, ({ reject }) => reject(new BatonError(code)))
    setTimeout(() => {
      if (this.#isLive && this.#pending.has(id)) this.#tell({ type: 'send', id, body: pending.body })
    }, retryAfterMs)
  }

  #settle(id: string, how: (pending: Pending) => void): void {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    if (pending) how(pending)
  }

  #lost(socket: WebSocket): void {
    this.#socket = null
    this.#isLive = false
    refused(socket)
    this.#again()
  }

  #again(): void {
    if (this.#isOver) return
    const wait = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)]
    setTimeout(() => {
      if (!this.#isOver) void this.#connect()
    }, wait)
  }

  #end(code: ErrorCode): void {
    if (this.#isOver) return
    this.close()
    this.#ears.over(code)
  }

  #tell(frame: object): void {
    this.#write(JSON.stringify(frame))
  }

  #write(text: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text)
  }
}

/** A socket nobody listens to any more. */
function refused(socket: WebSocket): void {
  try {
    socket.accept()
  } catch {
    // It was accepted before.
  }
  try {
    socket.close(1000)
  } catch {
    // It is closed already.
  }
}
