import { randomUUID } from 'node:crypto'
import type { FrameSocket } from '@baton/bench/frames'
import type { House } from '@baton/bench/house'
import { sleep } from '@baton/bench/numbers'
import { enter } from '@baton/bench/promoted'
import type { ServerFrame } from '@baton/protocol'

/** As many as one participant may have open. */
const SOCKETS = 8
/** With the credit each gives for all of it, this stays below 200 frames in ten seconds a socket. */
const EVERY_MS = 90
const CREDIT_EVERY = 16
/** The longest message, in letters that take three bytes each. */
const TEXT = '洪'.repeat(4_000)

/** An agent who writes the longest messages there are, as fast as all their sockets may and the gateway takes them. */
export class Flood {
  acked = 0
  readonly #sockets: FrameSocket<ServerFrame>[]

  private constructor(sockets: FrameSocket<ServerFrame>[]) {
    this.#sockets = sockets
  }

  static async open(house: House, ticket: () => Promise<string>): Promise<Flood> {
    const sockets: FrameSocket<ServerFrame>[] = []
    for (let at = 0; at < SOCKETS; at += 1) {
      sockets.push((await enter(house, await ticket(), house.url, { tail: 1 })).socket)
    }
    return new Flood(sockets)
  }

  async run(ms: number): Promise<void> {
    const end = Date.now() + ms
    await Promise.all(
      this.#sockets.map(async (socket) => {
        socket.onFrame = (frame) => {
          if (frame.type === 'event' && frame.event.seq % CREDIT_EVERY === 0) {
            socket.send({ type: 'got', seq: frame.event.seq })
          }
          // Who cannot keep up with their own flood goes on from where it is; what they miss is not looked at.
          if (frame.type === 'behind') socket.send({ type: 'hello', v: 1, req: 2, tail: 1 })
        }
        for (let at = 0; Date.now() < end; at += 1) {
          const id = randomUUID()
          const answer = socket.answer(id)
          socket.send({ type: 'send', id, body: { kind: 'message', text: `${at} ${TEXT}`.slice(0, 4_000) } })
          const { type } = await answer
          if (type === 'ack') this.acked += 1
          await sleep(EVERY_MS)
        }
      }),
    )
  }

  close(): void {
    for (const socket of this.#sockets) socket.close()
  }
}
