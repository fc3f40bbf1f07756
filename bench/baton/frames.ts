import type { FloorServerFrame, ServerFrame } from '@baton/protocol'
import { WebSocket } from 'ws'

type Wait<Frame> = { wants: (frame: Frame) => boolean; settle: (frame: Frame) => void }

/** As a browser's client would give up on an upgrade. */
const HANDSHAKE_MS = 5_000

/** One socket to the gateway, frame by frame. Frames that nobody waits for are passed to `onFrame`. */
export class FrameSocket<Frame extends ServerFrame | FloorServerFrame> {
  readonly #socket: WebSocket
  readonly #waits: Wait<Frame>[] = []
  onFrame: (frame: Frame) => void = () => undefined
  /** The other side's last words, when it has closed the socket and said why. */
  bye: Extract<Frame, { type: 'bye' }> | null = null
  /** Resolves when the socket is closed, with the code. */
  readonly closed: Promise<number>

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => socket.on('close', resolve))
    socket.on('error', () => undefined) // a close follows
    socket.on('message', (raw) => {
      const frame = frameOf<Frame>(String(raw))
      if (frame) this.#hear(frame)
    })
  }

  static open<Frame extends ServerFrame | FloorServerFrame>(
    url: string,
    room: 'session' | 'floor',
    ticket: string,
    origin: string,
  ): Promise<FrameSocket<Frame>> {
    return FrameSocket.at(`${url}/v1/${room}`, ticket, origin)
  }

  /** By the whole address of its door. */
  static at<Frame extends ServerFrame | FloorServerFrame>(
    url: string,
    ticket: string,
    origin: string,
  ): Promise<FrameSocket<Frame>> {
    const protocols = ['baton.v1', `ticket.${ticket}`]
    const socket = new WebSocket(url.replace('http', 'ws'), protocols, {
      origin,
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_MS,
    })
    const opened = new FrameSocket<Frame>(socket)
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(opened))
      opened.closed.then((code) => reject(new Error(`${url} closed with ${code}`)))
    })
  }

  send(frame: unknown): void {
    this.#socket.send(JSON.stringify(frame))
  }

  /** As it is, whether it is a frame or not. */
  sendRaw(data: string | Uint8Array): void {
    this.#socket.send(data)
  }

  /** The next frame of this type that `wants` takes. */
  next<Type extends Frame['type']>(
    type: Type,
    wants: (frame: Extract<Frame, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<Frame, { type: Type }>> {
    type Wanted = Extract<Frame, { type: Type }>
    return new Promise((resolve, reject) => {
      this.#waits.push({
        wants: (frame) => frame.type === type && wants(frame as Wanted),
        settle: (frame) => resolve(frame as Wanted),
      })
      this.closed.then((code) => reject(new Error(`closed with ${code} while waiting for ${type}`)))
    })
  }

  /**
   * The acknowledgement or refusal of what was sent under this id. One wait for both: of two, the one that was not met
   * would take the answer to the next try.
   */
  answer(id: string): Promise<Extract<Frame, { type: 'ack' | 'nack' }>> {
    type Answer = Extract<Frame, { type: 'ack' | 'nack' }>
    const isAnswer = (frame: Frame): frame is Answer =>
      (frame.type === 'ack' || frame.type === 'nack') && frame.id === id
    return new Promise((resolve, reject) => {
      this.#waits.push({ wants: isAnswer, settle: (frame) => resolve(frame as Answer) })
      this.closed.then((code) => reject(new Error(`closed with ${code} while waiting for an answer`)))
    })
  }

  close(): void {
    this.#socket.close()
  }

  /** Without a word, as when the network goes. */
  terminate(): void {
    this.#socket.terminate()
  }

  /** Nothing is read off the line until `resume`. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  #hear(frame: Frame): void {
    if (frame.type === 'bye') this.bye = frame as Extract<Frame, { type: 'bye' }>
    const at = this.#waits.findIndex(({ wants }) => wants(frame))
    if (at < 0) return this.onFrame(frame)
    this.#waits.splice(at, 1)[0]?.settle(frame)
  }
}

/** Null of what a broken line has made of a frame: ignored, as a client ignores it. */
function frameOf<Frame>(text: string): Frame | null {
  try {
    return JSON.parse(text) as Frame
  } catch {
    return null // not JSON, so not a frame
  }
}
