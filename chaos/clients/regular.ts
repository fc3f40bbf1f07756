import { randomUUID } from 'node:crypto'
import type { FrameSocket } from '@baton/bench/frames'
import type { House } from '@baton/bench/house'
import { within } from '@baton/bench/numbers'
import { enter } from '@baton/bench/promoted'
import { judge, type Testimony, type Verdict } from '@baton/bench/verdict'
import type { Entry, ServerFrame } from '@baton/protocol'

const ANSWER_MS = 10_000

/** A customer who has a socket open, says something now and then, and remembers what was acknowledged. */
export class Regular {
  readonly name: string
  readonly #house: House
  readonly #sent: string[] = []
  readonly #acked = new Map<string, number>()
  #socket: FrameSocket<ServerFrame> | null = null

  constructor(house: House, name: string) {
    this.#house = house
    this.name = name
  }

  /** Opens the socket; answers the newest 200 entries of the log. Rejects when not let in. */
  async come(): Promise<readonly Entry[]> {
    const { ticket } = await this.#house.join(this.name)
    const { socket, replay } = await enter(this.#house, ticket, this.#house.origin, { tail: 200 })
    this.#socket = socket
    return replay.entries
  }

  get isHere(): boolean {
    return this.#socket !== null
  }

  async say(text: string): Promise<void> {
    if (!this.#socket) throw new Error(`${this.name} is not here`)
    const id = randomUUID()
    this.#sent.push(id)
    const answer = this.#socket.answer(id)
    this.#socket.send({ type: 'send', id, body: { kind: 'message', text } })
    const frame = await within(ANSWER_MS, 'a message is answered', answer)
    if (frame.type === 'ack') this.#acked.set(id, frame.seq)
    else throw new Error(`refused: ${frame.code}`)
  }

  leave(): void {
    this.#socket?.close()
    this.#socket = null
  }

  /** Without a word, as when the network goes. */
  drop(): void {
    this.#socket?.terminate()
    this.#socket = null
  }

  /** What the log holds now, without staying. */
  async look(): Promise<readonly Entry[]> {
    this.leave()
    const entries = await this.come()
    this.leave()
    return entries
  }

  /** Comes anew, and holds what it is shown against what it was told. */
  async verdict(): Promise<Verdict> {
    return verdictOf(await this.look(), { sent: this.#sent, acked: this.#acked, heard: [] })
  }
}

/** What a customer's own view of a log says: of what is for staff only the places are known. */
export function verdictOf(entries: readonly Entry[], testimony: Testimony): Verdict {
  const before = new Map(entries.map(({ prev, event }) => [event.seq, prev]))
  const events = entries.map(({ event }) => event)
  return judge(events, [testimony], (event, last) => before.get(event.seq) === last.seq)
}
