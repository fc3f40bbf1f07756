import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Port on this machine that nobody should reach; how often somebody did is told at `listenerControl`. */
    listenerPort: number
    /** Base URL: `GET /` answers the number of connections so far. */
    listenerControl: string
  }
}

/**
 * Something inside the operator's network. It counts every connection, also of those who hang up before they say anything.
 * `/302/<url>` leads there, `/long` answers for ever, `/silent` never does, anything else answers 200.
 */
export default async function listenerServer(project: TestProject): Promise<() => Promise<void>> {
  let connections = 0
  const listener = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === '/silent') return
    if (path.startsWith('/302/')) return void response.writeHead(302, { location: path.slice(5) }).end()
    if (path !== '/long') return void response.end('inside')
    const piece = Buffer.alloc(64 * 1024)
    const more = (): void => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', more)
    more()
  }).on('connection', () => {
    connections += 1
  })
  const control = createServer((_, response) => response.end(String(connections)))
  for (const server of [listener, control]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('listenerPort', (listener.address() as AddressInfo).port)
  project.provide('listenerControl', `http://127.0.0.1:${(control.address() as AddressInfo).port}/`)
  return async () => {
    for (const server of [listener, control]) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
