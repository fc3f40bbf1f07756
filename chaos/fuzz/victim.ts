import type { FrameSocket } from '@baton/bench/frames'
import { within } from '@baton/bench/numbers'
import { CLOSE, ERRORS, type FloorServerFrame, type ServerFrame } from '@baton/protocol'
import { type Case, MARK } from './mutate.ts'

type Frame = ServerFrame | FloorServerFrame

const ANSWER_MS = 5_000

/** One socket that is sent anything at all, opened again whenever it is closed. */
export class Victim {
  readonly escapes: string[] = []
  readonly #open: () => Promise<FrameSocket<Frame>>
  #socket: FrameSocket<Frame> | null = null
  #answered: (() => void) | null = null

  /** @param open a socket that has been welcomed. */
  constructor(open: () => Promise<FrameSocket<Frame>>) {
    this.#open = open
  }

  /** Sends what must be refused, and waits until it is, with a code and without an echo. */
  async refuse({ how, raw }: Case): Promise<void> {
    const socket = await this.#socketNow()
    let isOver = false
    const closed = socket.closed.then((code) => {
      if (this.#socket === socket) this.#socket = null
      // Later a frame that is valid may end it for good, such as a hello of another version.
      if (!isOver && code !== CLOSE.frameTooLarge) this.escapes.push(`${how}: closed with ${code}`)
    })
    const answered = new Promise<void>((resolve) => {
      this.#answered = resolve
    })
    socket.sendRaw(raw)
    await within(ANSWER_MS, 'a refusal', Promise.race([answered, closed])).catch(() =>
      this.escapes.push(`${how}: no answer`),
    )
    isOver = true
  }

  /** Sends what is valid, if odd. Any answer will do, and none. */
  async offer({ raw }: Case): Promise<void> {
    const socket = await this.#socketNow()
    socket.closed.then(() => {
      if (this.#socket === socket) this.#socket = null
    })
    socket.sendRaw(raw)
  }

  close(): void {
    this.#socket?.close()
  }

  async #socketNow(): Promise<FrameSocket<Frame>> {
    const socket = this.#socket ?? (await this.#open())
    this.#socket = socket
    socket.onFrame = (frame) => this.#hear(frame)
    return socket
  }

  #hear(frame: Frame): void {
    if (frame.type !== 'fault' && frame.type !== 'nack' && frame.type !== 'bye') return
    if (!(frame.code in ERRORS)) this.escapes.push('an answer has no code')
    // The type, and a client's own id, are what a refusal may repeat.
    if (JSON.stringify({ ...frame, of: '', id: '' }).includes(MARK)) this.escapes.push('an answer echoes what was sent')
    this.#answered?.()
  }
}
