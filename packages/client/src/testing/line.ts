import { HEARTBEAT, type Role } from '@baton/protocol/wire'
import type { SocketConstructor, WebSocketLike } from '../socket/socket.ts'
import type { Connection, Host } from './host.ts'
import type { World } from './world.ts'

/** The network between one browser and the gateway. */
export interface Line {
  /** While true, frames are lost, doubled, overtaken and late, and sockets break. */
  isRough: boolean
  /** While true no socket can be opened. */
  isDown: boolean
  /** Breaks every open socket. */
  cut(): void
  socket: SocketConstructor
}

export function createLine(world: World, gateway: Host, who: { role: Role; id: string }): Line {
  const open = new Set<() => void>()

  class LineSocket implements WebSocketLike {
    onopen: ((event: never) => void) | null = null
    onmessage: ((event: never) => void) | null = null
    onclose: ((event: never) => void) | null = null
    onerror: ((event: never) => void) | null = null
    #isOpen = false
    #isOver = false
    #sentAt = 0
    #connection: Connection = {
      ...who,
      isLive: false,
      send: (frame) => this.#deliver(JSON.stringify(frame)),
      close: (code) => this.#end(code),
    }

    constructor() {
      const cut = () => this.#end(1006)
      open.add(cut)
      world.after(this.#delay(), () => {
        if (this.#isOver) return
        if (line.isDown) return this.#end(1006)
        this.#isOpen = true
        gateway.accept(this.#connection)
        fire(this.onopen, {})
      })
      if (line.isRough && world.chance(0.2)) world.after(world.random() * 30_000, cut)
    }

    #delay = () => (line.isRough ? world.random() * 400 : 5)

    /** A lost frame is a broken socket, sooner or later: what is under a WebSocket does not lose single frames. */
    #isLost(): boolean {
      if (!line.isRough || !world.chance(0.02)) return false
      world.after(world.random() * 15_000, () => this.#end(1006))
      return true
    }

    #deliver(data: string) {
      if (this.#isLost()) return
      for (let copies = line.isRough && world.chance(0.2) ? 2 : 1; copies > 0; copies--) {
        const inOrder = !line.isRough || world.chance(0.7)
        const at = inOrder ? Math.max(this.#sentAt, world.now() + this.#delay()) : world.now() + this.#delay()
        if (inOrder) this.#sentAt = at
        world.after(at - world.now(), () => {
          if (!this.#isOver) fire(this.onmessage, { data })
        })
      }
    }

    #end(code: number) {
      if (this.#isOver) return
      this.#isOver = true
      gateway.gone(this.#connection)
      fire(this.onclose, { code })
    }

    #outAt = 0
    send(data: string) {
      if (!this.#isOpen) throw new Error('still connecting')
      if (this.#isOver || this.#isLost()) return
      this.#outAt = Math.max(this.#outAt, world.now() + this.#delay())
      world.after(this.#outAt - world.now(), () => {
        if (this.#isOver) return
        if (data === HEARTBEAT.ping) this.#deliver(HEARTBEAT.pong)
        else gateway.receive(this.#connection, JSON.parse(data))
      })
    }

    close() {
      this.#isOver = true
      gateway.gone(this.#connection)
    }
  }

  const line: Line = {
    isRough: true,
    isDown: false,
    cut() {
      for (const cut of open) cut()
      open.clear()
    },
    socket: LineSocket,
  }
  return line
}

// Handlers are declared for `never`, so that every WebSocket's own event type fits.
const fire = (handler: ((event: never) => void) | null, event: object) =>
  (handler as ((event: object) => void) | null)?.(event)
