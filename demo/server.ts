import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { createCrm } from './crm.ts'
import { openLedger } from './data/ledger.ts'
import { createShop, type ShopConfig } from './shop.ts'

export interface ShopOptions extends ShopConfig {
  /** 0 takes any free port. */
  port: number
  /** Default `127.0.0.1`. */
  host?: string
}

export interface RunningShop {
  /** Its origin, e.g. `http://127.0.0.1:4000`. */
  url: string
  close(): Promise<void>
}

/** Opens the demo shop. Rejects with the system's error, e.g. `code: 'EADDRINUSE'` when the port is taken. */
export async function startShop({ port, host, ...config }: ShopOptions): Promise<RunningShop> {
  return serve(createShop(config, openLedger(Date.now()), { mode: 'none', slowMs: 8_000 }), port, host)
}

/** Opens the shop's CRM. `token` opens its API. */
export async function startCrm({ port, token }: { port: number; token: string }): Promise<RunningShop> {
  return serve(createCrm({ token }, { mode: 'none', slowMs: 8_000 }), port)
}

async function serve(app: Hono, port: number, host = '127.0.0.1'): Promise<RunningShop> {
  const server = createAdaptorServer({ fetch: app.fetch, createServer }) as Server
  server.listen(port, host)
  // Rejects when `error` comes first.
  await once(server, 'listening')
  const address = server.address()
  const bound = address && typeof address === 'object' ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
