import type { FrameSocket } from '@baton/bench/frames'
import type { House } from '@baton/bench/house'
import { within } from '@baton/bench/numbers'
import { enter } from '@baton/bench/promoted'
import type { Testimony } from '@baton/bench/verdict'
import type { Entry, ServerFrame } from '@baton/protocol'

const ANSWER_MS = 10_000

/** Somebody who only reads: gives no credit and may stop reading altogether. */
export class Reader {
  readonly heard: { seq: number; id: string }[] = []
  #last = 0
  #epoch = ''
  #socket: FrameSocket<ServerFrame> | null = null
  readonly #house: House
  readonly #ticket: () => Promise<string>

  constructor(house: House, ticket: () => Promise<string>) {
    this.#house = house
    this.#ticket = ticket
  }

  /** Comes in at the newest event, or where it was. */
  async come(): Promise<void> {
    const from = this.#epoch ? { epoch: this.#epoch, since: this.#last } : { tail: 1 }
    const { socket, welcome, replay } = await enter(this.#house, await this.#ticket(), this.#house.origin, from)
    if (!this.#epoch) this.#last = replay.entries[0]?.prev ?? 0
    this.#epoch = welcome.epoch
    this.#socket = socket
    socket.onFrame = (frame) => {
      if (frame.type === 'event') this.#take(frame)
    }
    for (let { entries, more } = replay; ; ) {
      for (const entry of entries) this.#take(entry)
      if (!more) return
      const next = socket.next('replay')
      socket.send({ type: 'hello', v: 1, req: 2, epoch: this.#epoch, since: this.#last })
      ;({ entries, more } = await within(ANSWER_MS, 'a page of a replay comes', next))
    }
  }

  /** Reads nothing any more; its line stays open. */
  stick(): void {
    this.#socket?.pause()
  }

  /** Gives up the line, which may hold what was sent to it, and comes anew. */
  async catchUp(): Promise<void> {
    this.#socket?.terminate()
    await this.come()
  }

  leave(): void {
    this.#socket?.close()
  }

  testimony(): Testimony {
    return { sent: [], acked: new Map(), heard: this.heard }
  }

  #take({ prev, event }: Entry): void {
    if (event.seq <= this.#last || prev !== this.#last) return
    this.#last = event.seq
    this.heard.push({ seq: event.seq, id: event.id })
  }
}
