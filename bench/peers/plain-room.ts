import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'

/** One socket of a plain peer, for suites that do not need a generator. */
export class PlainRoom {
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
  }

  /** Opens a socket and waits for the replay; answers how many events it had. */
  static async enter(url: string, since: number): Promise<{ room: PlainRoom; replayed: number }> {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    const room = new PlainRoom(socket)
    const replay = room.#next((frame) => frame.type === 'replay')
    socket.send(JSON.stringify({ type: 'hello', since }))
    return { room, replayed: (await replay).entries?.length ?? 0 }
  }

  /** Sends one message and waits until it is on disk. */
  async say(text: string): Promise<number> {
    const id = randomUUID()
    const ack = this.#next((frame) => frame.type === 'ack' && frame.id === id)
    this.#socket.send(JSON.stringify({ type: 'send', id, body: { kind: 'message', text } }))
    return (await ack).seq ?? 0
  }

  close(): void {
    this.#socket.close()
  }

  #next(wants: (frame: PlainServerFrame) => boolean): Promise<PlainServerFrame> {
    return new Promise((resolve) => {
      const hear = (raw: Buffer): void => {
        const frame: PlainServerFrame = JSON.parse(String(raw))
        if (!wants(frame)) return
        this.#socket.off('message', hear)
        resolve(frame)
      }
      this.#socket.on('message', hear)
    })
  }
}

interface PlainServerFrame {
  type: string
  id?: string
  seq?: number
  entries?: unknown[]
}
