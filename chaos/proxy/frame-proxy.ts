import { once } from 'node:events'
import { Random } from '@baton/bench/random'
import { WebSocket, WebSocketServer } from 'ws'
import type { Fate, Roughness } from './fate.ts'
import { RoughDirection } from './rough-direction.ts'

/** A close code that may be sent on; others only say what happened. */
const isSendable = (code: number): boolean => code === 1000 || (code >= 3000 && code <= 4999)

/**
 * Stands between clients and the gateway and treats their frames as the seed says: the nth frame of the nth connection
 * meets the same fate in every run. Loopback only.
 */
export class FrameProxy {
  readonly url: string
  /** How many frames met which fate. */
  readonly met = new Map<Fate['what'], number>()
  readonly #server: WebSocketServer
  readonly #lines = new Set<{ directions: RoughDirection[]; cut: () => void }>()
  #isCalm = false

  private constructor(server: WebSocketServer, port: number) {
    this.#server = server
    this.url = `http://127.0.0.1:${port}`
  }

  static async before(gateway: string, options: { seed: number; roughness: Roughness }): Promise<FrameProxy> {
    const server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      perMessageDeflate: false,
      handleProtocols: (offered) => [...offered][0] ?? false,
    })
    await once(server, 'listening')
    const address = server.address()
    const proxy = new FrameProxy(server, address !== null && typeof address === 'object' ? address.port : 0)
    let connections = 0
    server.on('connection', (client, request) => {
      connections += 1
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim())
      const upstream = new WebSocket(`${gateway.replace('http', 'ws')}${request.url ?? ''}`, offered, {
        origin: request.headers.origin ?? '',
        perMessageDeflate: false,
      })
      proxy.#join(client, upstream, new Random(options.seed + connections * 7_919), options.roughness)
    })
    return proxy
  }

  /** From now on every frame passes; lines on which nothing arrives any more are cut. */
  calm(): void {
    this.#isCalm = true
    for (const { directions, cut } of this.#lines) {
      for (const direction of directions) direction.calm()
      if (directions.some(({ isDeaf }) => isDeaf)) cut()
    }
  }

  async close(): Promise<void> {
    for (const { cut } of this.#lines) cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(client: WebSocket, upstream: WebSocket, random: Random, roughness: Roughness): void {
    const early: string[] = []
    const met = (fate: Fate['what']): void => void this.met.set(fate, (this.met.get(fate) ?? 0) + 1)
    const to = (socket: WebSocket, seed: number): RoughDirection =>
      new RoughDirection({
        random: new Random(seed),
        roughness,
        met,
        deliver: (frame) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(frame)
        },
      })
    const up = to(upstream, random.below(2 ** 31))
    const down = to(client, random.below(2 ** 31))
    const line = {
      directions: [up, down],
      cut: () => {
        client.terminate()
        upstream.terminate()
      },
    }
    if (this.#isCalm) for (const direction of line.directions) direction.calm()
    this.#lines.add(line)
    client.on('message', (raw) =>
      upstream.readyState === WebSocket.OPEN ? up.take(String(raw)) : early.push(String(raw)),
    )
    upstream.on('message', (raw) => down.take(String(raw)))
    upstream.on('open', () => {
      for (const frame of early) up.take(frame)
    })
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.on('error', () => undefined) // a close follows
      socket.on('close', (code, reason) => {
        this.#lines.delete(line)
        // A half-open line hides the other side's end, too.
        if (line.directions.some(({ isDeaf }) => isDeaf) && !this.#isCalm) return
        if (isSendable(code)) other.close(code, reason)
        else other.terminate()
      })
    }
  }
}
