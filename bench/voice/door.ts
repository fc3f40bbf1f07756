import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'

export interface Door {
  /** The customer's page. */
  page: string
  /** The gateway, as seen from where the door is. */
  gateway: string
  /** Nothing passes for so long, in either direction; nothing is lost. Answers when it began and ended, by the wall clock. */
  stall(ms: number): Promise<{ from: number; to: number }>
  close(): void
}

/** Leads from an address of this machine to a gateway that only answers on its loopback, and to a page that has its widget. */
export async function openDoor(options: {
  host: string
  /** The page's, since a workspace names the origins it serves. */
  port: number
  gateway: string
  siteKey: string
}): Promise<Door> {
  const { host, port, siteKey } = options
  const pairs = new Set<readonly [Socket, Socket]>()
  const target = Number(new URL(options.gateway).port)
  const forwarder = createTcpServer((here) => {
    const there = connect(target, '127.0.0.1')
    const pair = [here, there] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [there, here] as const]) {
      from.setNoDelay(true)
      from.on('data', (data) => to.write(data))
      from.on('end', () => to.end())
      from.on('error', () => to.destroy()) // The other end sees it as the closing it is.
      from.on('close', () => {
        to.end()
        pairs.delete(pair)
      })
    }
  }).listen(0, host)
  await once(forwarder, 'listening')
  const gateway = `http://${host}:${(forwarder.address() as AddressInfo).port}`
  const site = createServer(pageWith(`${gateway}/widget/baton.js`, siteKey)).listen(port, host)
  await once(site, 'listening')
  const all = (): Socket[] => [...pairs].flat()
  return {
    page: `http://${host}:${port}`,
    gateway,
    async stall(ms) {
      const from = Date.now()
      for (const socket of all()) socket.pause()
      await new Promise((resolve) => setTimeout(resolve, ms))
      for (const socket of all()) socket.resume()
      return { from, to: Date.now() }
    },
    close() {
      for (const socket of all()) socket.destroy()
      closeNow(site)
      forwarder.close()
    },
  }
}

const pageWith = (script: string, siteKey: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(
    `<!doctype html><html lang="en"><title>A page with calls</title><script async src="${script}" data-site-key="${siteKey}"></script></html>`,
  )
}

function closeNow(server: Server): void {
  server.close()
  server.closeAllConnections()
}
