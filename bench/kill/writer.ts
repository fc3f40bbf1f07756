import { randomUUID } from 'node:crypto'
import type { Entry, ServerFrame } from '@baton/protocol'
import type { FrameSocket } from '../baton/frames.ts'
import type { House } from '../baton/house.ts'
import { enter } from '../baton/promoted.ts'
import { sleep, within } from '../numbers.ts'

/** While the gateway is down, a connection is tried this often. */
const RETRY_MS = 40
/** Then the line is given up and another one tried, as a client does whose ping is not answered. */
const ANSWER_MS = 10_000

/**
 * One participant who writes without pause and keeps the rules of the protocol: one message in flight, sent again under
 * the same id until it is acknowledged; resumes from the last event it has; asks again where one is missing.
 */
export class Writer {
  /** Ids in the order they were first sent. */
  readonly sent: string[] = []
  /** Seq each acknowledgement named. */
  readonly acked = new Map<string, number>()
  /** Ids of events in the order they came. */
  readonly heard: { seq: number; id: string }[] = []
  /** How often it was refused, by code. */
  readonly refusals = new Map<string, number>()
  readonly #house: Pick<House, 'url'>
  readonly #origin: string
  readonly #ticket: () => Promise<string>
  readonly #name: string
  readonly #restMs: number
  #epoch: string | null = null
  #last = 0
  #isDone = false

  /**
   * @param options.ticket gets a fresh one; may fail while the gateway is down.
   * @param options.restMs between two messages, so that nobody is turned away for their haste. Absent: none.
   */
  constructor(options: {
    house: Pick<House, 'url'>
    origin: string
    name: string
    ticket: () => Promise<string>
    restMs?: number
  }) {
    this.#house = options.house
    this.#origin = options.origin
    this.#name = options.name
    this.#ticket = options.ticket
    this.#restMs = options.restMs ?? 0
  }

  async run(): Promise<void> {
    while (!this.#isDone) {
      try {
        await this.#visit()
      } catch (error) {
        // The gateway is down, or has just gone down; whatever was in flight is sent again. Silence is another matter.
        if (error instanceof Error && error.message.startsWith('not within')) {
          console.error(`${this.#name}: ${error.message}`)
        }
        await sleep(RETRY_MS)
      }
    }
  }

  /** Ends after the message in flight. */
  finish(): void {
    this.#isDone = true
  }

  async #visit(): Promise<void> {
    const from = this.#epoch === null ? { tail: 1 } : { epoch: this.#epoch, since: this.#last }
    const { socket, welcome, replay } = await enter(this.#house, await this.#ticket(), this.#origin, from)
    try {
      if (this.#epoch !== null && !welcome.resumed) throw new Error('the log is another incarnation')
      this.#epoch = welcome.epoch
      if ('tail' in from) this.#last = replay.entries[0]?.prev ?? 0
      socket.onFrame = (frame) => this.#hear(frame, socket)
      this.#hear(replay, socket)
      while (!this.#isDone || this.sent.length > this.acked.size) await this.#writeOne(socket)
    } finally {
      socket.close()
    }
  }

  async #writeOne(socket: FrameSocket<ServerFrame>): Promise<void> {
    const pending = this.sent.find((id) => !this.acked.has(id))
    const id = pending ?? randomUUID()
    if (!pending) this.sent.push(id)
    const answer = socket.answer(id)
    const text = `${this.#name} ${this.sent.length}`
    socket.send({ type: 'send', id, body: { kind: 'message', text } })
    const frame = await within(ANSWER_MS, 'a message is answered', answer)
    if (frame.type === 'ack') {
      this.acked.set(id, frame.seq)
      if (this.#restMs > 0) await sleep(this.#restMs)
      return
    }
    this.refusals.set(frame.code, (this.refusals.get(frame.code) ?? 0) + 1)
    if (frame.retryable) await Promise.race([sleep(frame.retryAfterMs ?? RETRY_MS), socket.closed])
    else throw new Error(`refused: ${frame.code}`)
  }

  #hear(frame: ServerFrame, socket: FrameSocket<ServerFrame>): void {
    if (frame.type === 'event') this.#take(frame, socket)
    else if (frame.type === 'replay') for (const entry of frame.entries) this.#take(entry, socket)
    // Pages of a long replay follow when asked for.
    if ((frame.type === 'replay' && frame.more) || frame.type === 'behind') this.#ask(socket)
  }

  #take({ prev, event }: Entry, socket: FrameSocket<ServerFrame>): void {
    if (event.seq <= this.#last) return
    if (prev !== this.#last) return this.#ask(socket)
    this.#last = event.seq
    this.heard.push({ seq: event.seq, id: event.id })
    socket.send({ type: 'got', seq: event.seq })
  }

  #ask(socket: FrameSocket<ServerFrame>): void {
    socket.send({ type: 'hello', v: 1, req: 2, epoch: this.#epoch, since: this.#last })
  }
}
