import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '@baton/bench/random'

/** Longest piece that passes at once on a trickling line, in bytes. */
const PIECE = 7
/** How much of it trickles before the line recovers: enough for the upgrade and some frames. */
const TRICKLE_BYTES = 4_000
/** A half-open line stops somewhere before this many bytes. */
const STOPS_WITHIN = 40_000

type Kind = 'clean' | 'trickle' | 'half-open'

/**
 * The same one floor lower: bytes come one by one, or at some point no more in either direction, while the connection
 * stays open. What each connection does is the seed's choice.
 */
export class TcpProxy {
  readonly url: string
  readonly met = new Map<Kind, number>()
  readonly #server: Server
  readonly #pairs = new Set<() => void>()
  #isCalm = false

  private constructor(server: Server, port: number) {
    this.#server = server
    this.url = `http://127.0.0.1:${port}`
  }

  static async before(gateway: string, { seed }: { seed: number }): Promise<TcpProxy> {
    const { port } = new URL(gateway)
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const proxy = new TcpProxy(server, address !== null && typeof address === 'object' ? address.port : 0)
    let connections = 0
    server.on('connection', (client) => {
      connections += 1
      proxy.#join(client, connect(Number(port), '127.0.0.1'), new Random(seed + connections * 7_919))
    })
    return proxy
  }

  /** From now on connections are clean; those that are open are cut. */
  calm(): void {
    this.#isCalm = true
    for (const cut of this.#pairs) cut()
  }

  async close(): Promise<void> {
    for (const cut of this.#pairs) cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(client: Socket, upstream: Socket, random: Random): void {
    const kind: Kind = this.#isCalm
      ? 'clean'
      : ((['clean', 'trickle', 'half-open'] as const)[random.below(3)] ?? 'clean')
    this.met.set(kind, (this.met.get(kind) ?? 0) + 1)
    const stopsAt = kind === 'half-open' ? 1_000 + random.below(STOPS_WITHIN) : Number.POSITIVE_INFINITY
    let passed = 0
    const cut = (): void => {
      this.#pairs.delete(cut)
      client.destroy()
      upstream.destroy()
    }
    this.#pairs.add(cut)
    const isStopped = (): boolean => passed >= stopsAt
    const pass = async (chunk: Buffer, to: Socket): Promise<void> => {
      for (let at = 0; at < chunk.length && !isStopped(); ) {
        const length = kind === 'trickle' && passed < TRICKLE_BYTES ? 1 + random.below(PIECE) : chunk.length
        to.write(chunk.subarray(at, at + length))
        at += length
        passed += length
        if (length < chunk.length) await sleep(1)
      }
    }
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.setNoDelay(true)
      from.on('data', async (chunk: Buffer) => {
        from.pause()
        await pass(chunk, to)
        // On a line that has stopped nothing is read any more and nobody is told: the other side's buffers fill.
        if (!isStopped()) from.resume()
      })
      from.on('error', () => undefined) // a close follows
      from.on('close', () => {
        if (!isStopped()) cut()
      })
    }
  }
}
