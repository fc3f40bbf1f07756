import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A browser's only way out, which can be cut: a SOCKS5 proxy on this machine. */
export interface Network {
  /** For the browser that is to have no other way. */
  flags: string[]
  /** Every connection breaks, and none comes about for so long. */
  cut(ms: number): Promise<void>
  close(): void
}

const NO_PASSWORD = Buffer.from([5, 0])
const CONNECTED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
const REFUSED = Buffer.from([5, 3, 0, 1, 0, 0, 0, 0, 0, 0])

export async function openNetwork(): Promise<Network> {
  const sockets = new Set<Socket>()
  let isCut = false

  const kept = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.setNoDelay(true)
    return socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
  }

  async function serve(near: Socket): Promise<void> {
    await once(near, 'data') // How it could say who it is; it need not.
    near.write(NO_PASSWORD)
    const [request] = (await once(near, 'data')) as [Buffer]
    const { host, port } = targetOf(request)
    if (isCut) return void near.end(REFUSED)
    const far = kept(connect(port, host))
    await once(far, 'connect')
    near.write(CONNECTED)
    near.pipe(far).pipe(near)
  }

  const server = createServer((near) => {
    if (isCut) near.destroy()
    // A browser that goes away in the middle of asking is none to serve.
    else serve(kept(near)).catch(() => near.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    // Loopback is left out of proxies unless one says otherwise.
    flags: [`--proxy-server=socks5://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
    async cut(ms) {
      isCut = true
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => setTimeout(resolve, ms))
      isCut = false
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** RFC 1928, 4: version, command, reserved, kind of address, address, port. */
function targetOf(request: Buffer): { host: string; port: number } {
  const isName = request[3] === 3
  const end = isName ? 5 + (request[4] ?? 0) : 8
  const host = isName ? request.toString('latin1', 5, end) : [...request.subarray(4, end)].join('.')
  return { host, port: request.readUInt16BE(end) }
}
