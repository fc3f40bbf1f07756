import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { openLedger } from './data/ledger.ts'
import { createShop, type ShopConfig } from './shop.ts'

export interface ShopOptions extends ShopConfig {
  /** 0 takes any free port. */
  port: number
  /** Default `127.0.0.1`. */
  host?: string
}

export interface RunningShop {
  /** Origin of the shop, e.g. `http://127.0.0.1:4000`. */
  url: string
  close(): Promise<void>
}

/** Opens the demo shop. Rejects with the system's error, e.g. `code: 'EADDRINUSE'` when the port is taken. */
export async function startShop({ port, host = '127.0.0.1', ...config }: ShopOptions): Promise<RunningShop> {
  const shop = createShop(config, openLedger(Date.now()), { mode: 'none', slowMs: 8_000 })
  const server = createAdaptorServer({ fetch: shop.fetch, createServer }) as Server
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
