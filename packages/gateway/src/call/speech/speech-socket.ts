import { warn } from '../../log.ts'
import { ProviderError } from '../../providers/provider-error.ts'

/** Sound that comes before the socket is open is kept, up to this: two seconds. */
const WAITING_BYTES = 64_000

/** Whatever opens a WebSocket: an address, or the platform's own models. */
export type OpenSocket = (signal: AbortSignal) => Promise<Response>

interface Told {
  message(data: unknown): void
  failed(code: ProviderError['code']): void
}

/** A socket for sound to a recogniser: what is sent before it is open goes out as soon as it is. */
export class SpeechSocket {
  readonly #told: Told
  readonly #stop = new AbortController()
  #socket: WebSocket | null = null
  #waiting: (ArrayBuffer | string)[] = []
  #bytes = 0
  #isOver = false

  constructor(open: OpenSocket, timeoutMs: number, told: Told) {
    this.#told = told
    const timer = setTimeout(() => this.#fail('timeout'), timeoutMs)
    open(this.#stop.signal)
      .then((response) => this.#opened(response))
      .catch((error: unknown) => this.#fail(error instanceof ProviderError ? error.code : 'unavailable'))
      .finally(() => clearTimeout(timer))
  }

  send(data: ArrayBuffer | string): void {
    if (this.#isOver) return
    if (this.#socket) {
      this.#socket.send(data)
      return
    }
    if (typeof data !== 'string') this.#bytes += data.byteLength
    if (this.#bytes <= WAITING_BYTES) this.#waiting.push(data)
  }

  /** `last` is said before it closes. */
  end(last?: string): void {
    if (this.#isOver) return
    if (last !== undefined) this.#socket?.send(last)
    this.#over()
  }

  #opened(response: Response): void {
    const socket = response.webSocket
    if (!socket) return this.#fail('malformed')
    if (this.#isOver) {
      socket.accept()
      socket.close(1000)
      return
    }
    socket.accept()
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('message', ({ data }) => {
      if (!this.#isOver) this.#told.message(data)
    })
    socket.addEventListener('close', () => this.#fail('cut_off'))
    socket.addEventListener('error', () => this.#fail('cut_off'))
    this.#socket = socket
    for (const data of this.#waiting) socket.send(data)
    this.#waiting = []
  }

  #fail(code: ProviderError['code']): void {
    if (this.#isOver) return
    this.#over()
    this.#told.failed(code)
  }

  #over(): void {
    this.#isOver = true
    this.#waiting = []
    // An open socket ends by itself: what was said last would go with its request.
    if (!this.#socket) this.#stop.abort()
    try {
      this.#socket?.close(1000)
    } catch (error) {
      warn('speech.socket_not_closed', error)
    }
  }
}
