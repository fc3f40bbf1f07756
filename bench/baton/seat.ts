import { randomUUID } from 'node:crypto'
import type { FloorServerFrame, FloorTicketResponse } from '@baton/protocol'
import { within } from '../numbers.ts'
import { FrameSocket } from './frames.ts'
import { type House, post } from './house.ts'

const BEAT_MS = 20_000
const GREETED_MS = 5_000

/** An agent at the desk who takes every offer. */
export class Seat {
  readonly #floor: FrameSocket<FloorServerFrame>
  readonly #tickets = new Map<string, (ticket: string) => void>()
  readonly #accepted = new Set<string>()
  readonly #beat: NodeJS.Timeout
  /** Called for each offer instead of accepting it. */
  onOffer: ((session: string, offerId: string) => void) | null = null

  private constructor(floor: FrameSocket<FloorServerFrame>) {
    this.#floor = floor
    floor.onFrame = (frame) => this.#hear(frame)
    this.#beat = setInterval(() => floor.send({ type: 'ping' }), BEAT_MS)
  }

  static async take(house: House, at: number): Promise<Seat> {
    return Seat.sit(house, await house.signIn(at))
  }

  /** Opens the floor for an agent who is signed in, also again after the gateway went down. */
  static async sit(house: House, cookie: string): Promise<Seat> {
    const { ticket } = await post<FloorTicketResponse>(`${house.url}/v1/desk/ticket`, {}, { cookie, origin: house.url })
    const floor = await FrameSocket.open<FloorServerFrame>(house.url, 'floor', ticket, house.url)
    const welcome = floor.next('welcome')
    floor.send({ type: 'hello', v: 1, req: 1 })
    await within(GREETED_MS, 'the floor greets', welcome)
    const seat = new Seat(floor)
    floor.send({ type: 'presence', id: randomUUID(), presence: 'online' })
    return seat
  }

  /** Resolves with a ticket once this seat holds the session. */
  holds(session: string): Promise<string> {
    return new Promise((resolve) => this.#tickets.set(session, resolve))
  }

  /** A ticket to a session this seat holds. Rejects when the floor says no, or goes away. */
  async open(session: string): Promise<string> {
    const id = randomUUID()
    const answer = this.#floor.answer(id)
    this.#floor.send({ type: 'open', id, session })
    const frame = await within(GREETED_MS, 'the floor opens a session', answer)
    if (frame.type === 'nack' || !frame.ticket) throw new Error('the floor opens no session')
    return frame.ticket
  }

  accept(offerId: string): void {
    this.#floor.send({ type: 'accept', id: randomUUID(), offerId })
  }

  leave(): void {
    clearInterval(this.#beat)
    this.#floor.close()
  }

  #hear(frame: FloorServerFrame): void {
    if (frame.type === 'board') {
      for (const { id, item } of frame.board.offers) {
        if (this.#accepted.has(id)) continue
        this.#accepted.add(id)
        if (this.onOffer) this.onOffer(item.session, id)
        else this.accept(id)
      }
    } else if (frame.type === 'ack' && frame.session && frame.ticket) {
      this.#tickets.get(frame.session)?.(frame.ticket)
      this.#tickets.delete(frame.session)
    }
  }
}
