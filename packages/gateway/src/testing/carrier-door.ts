import { createServer, type IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import type { WebSocket } from 'ws'

// The tests' own conditions would choose what `ws` has for browsers, which is nothing.
const { WebSocketServer } = createRequire(import.meta.url)('ws') as typeof import('ws')

declare module 'vitest' {
  export interface ProvidedContext {
    /** Origin at which a carrier reaches the gateway of the tests; `carrier.ts` answers there from inside workerd. */
    carrierDoor: string
  }
}

/** What goes through to whoever answers for a workspace. Bytes are base64. */
export type DoorFrame =
  | { do: 'ask'; id: number; method: string; url: string; headers: Record<string, string>; body: string }
  | { do: 'answer'; id: number; status: number; headers: Record<string, string>; body: string }
  | { do: 'text'; id: number; text: string }
  | { do: 'bytes'; id: number; bytes: string }
  | { do: 'close'; id: number }

/**
 * A door from outside into workerd, which nobody can knock at in a test: whoever opens `/?<workspace>` is asked whatever
 * comes for that workspace, requests and sockets alike.
 */
export default async function carrierDoor(project: TestProject): Promise<() => Promise<void>> {
  const inside = new Map<string, WebSocket>()
  const waiting = new Map<number, (frame: DoorFrame) => void>()
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered][0] ?? false })
  let asked = 0

  const ask = (request: IncomingMessage, body: Buffer, hear: (frame: DoorFrame) => void) => {
    const [, , , workspace = ''] = (request.url ?? '').split('/')
    const tunnel = inside.get(workspace)
    const id = ++asked
    const tell = (frame: DoorFrame): void => tunnel?.send(JSON.stringify(frame))
    waiting.set(id, hear)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const url = `http://${headers.host}${request.url}`
    tell({ do: 'ask', id, method: request.method ?? 'GET', url, headers, body: body.toString('base64') })
    return { id, tell, isOpen: tunnel !== undefined }
  }

  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const { isOpen } = ask(request, body, (frame) => {
      if (frame.do === 'answer') response.writeHead(frame.status, frame.headers).end(Buffer.from(frame.body, 'base64'))
    })
    if (!isOpen) response.writeHead(502).end()
  })
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/?')) {
      return sockets.handleUpgrade(request, socket, head, (tunnel) => {
        inside.set(request.url?.slice(2) ?? '', tunnel)
        tunnel.on('message', (data) => {
          const frame = JSON.parse(String(data)) as DoorFrame
          waiting.get(frame.id)?.(frame)
        })
      })
    }
    let outer: WebSocket | undefined
    const { id, tell, isOpen } = ask(request, Buffer.alloc(0), (frame) => {
      if (frame.do === 'answer' && frame.status !== 101) socket.end(`HTTP/1.1 ${frame.status} No\r\n\r\n`)
      else if (frame.do === 'answer') {
        sockets.handleUpgrade(request, socket, head, (opened) => {
          outer = opened
          opened.on('message', (data: Buffer, isBinary) =>
            tell(isBinary ? { do: 'bytes', id, bytes: data.toString('base64') } : { do: 'text', id, text: `${data}` }),
          )
          opened.on('close', () => tell({ do: 'close', id }))
        })
      } else if (frame.do === 'text') outer?.send(frame.text)
      else if (frame.do === 'bytes') outer?.send(Buffer.from(frame.bytes, 'base64'))
      else outer?.close()
    })
    if (!isOpen) socket.end('HTTP/1.1 502 No\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('carrierDoor', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
