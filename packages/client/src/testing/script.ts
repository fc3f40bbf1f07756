import type { SocketConstructor, WebSocketLike } from '../socket/socket.ts'
import { settle } from './world.ts'

/** A gateway whose every word is written down in the test. */
export interface Script {
  socket: SocketConstructor
  /** URLs and protocols of every socket, in order. */
  opened: { url: string; protocols: string[] }[]
  /** Frames that came on the newest socket; heartbeats too. */
  sent: { type: string; [field: string]: unknown }[]
  open(): Promise<void>
  say(...frames: { type: string; [field: string]: unknown }[]): void
  close(code: number): void
}

export function createScript(): Script {
  let current: WebSocketLike | null = null

  class ScriptedSocket implements WebSocketLike {
    onopen: ((event: never) => void) | null = null
    onmessage: ((event: never) => void) | null = null
    onclose: ((event: never) => void) | null = null
    onerror: ((event: never) => void) | null = null
    constructor(url: string, protocols: string[]) {
      script.opened.push({ url, protocols })
      script.sent.length = 0
      current = this
    }
    send(data: string) {
      script.sent.push(JSON.parse(data))
    }
    close() {}
  }

  // Handlers are declared for `never`, so that every WebSocket's own event type fits.
  const fire = (handler: ((event: never) => void) | null | undefined, event: object) =>
    (handler as ((event: object) => void) | null)?.(event)

  const script: Script = {
    socket: ScriptedSocket,
    opened: [],
    sent: [],
    async open() {
      await settle()
      fire(current?.onopen, {})
    },
    say(...frames) {
      for (const frame of frames) fire(current?.onmessage, { data: JSON.stringify(frame) })
    },
    close: (code) => fire(current?.onclose, { code }),
  }
  return script
}
