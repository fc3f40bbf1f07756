import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { Line, type LineOptions, NOT_THERE, type Tap } from './line.ts'

export type { LineOptions } from './line.ts'

export interface RunningPhone {
  url: string
  close(): Promise<void>
}

/** A phone on a page: somebody writes to the business in the apps they have, and the vendors of the apps are played. */
export async function startPhone({
  port = 0,
  vendors,
  lines: given,
}: {
  port?: number
  /** Origin of `startVendors`. */
  vendors: string
  lines: LineOptions[]
}): Promise<RunningPhone> {
  const lines = new Map(given.map((each) => [each.vendor, new Line(vendors, each)]))
  const server = createAdaptorServer({ fetch: phone(lines).fetch, createServer }) as Server
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function phone(lines: ReadonlyMap<string, Line>): Hono {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
      strictTransportSecurity: false,
    }),
  )
  // Another page in the same browser must not write as a customer.
  app.use(async (c, next) => {
    const { host, origin } = { host: c.req.header('host') ?? '', origin: c.req.header('origin') }
    const isOwn = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host) && (!origin || origin === `http://${host}`)
    return isOwn ? next() : c.json({ error: 'forbidden' }, 403)
  })
  app.get('/lines', async (c) => c.json(await Promise.all([...lines.values()].map((line) => line.look()))))
  app.post('/lines/:vendor/:act', async (c) => {
    const line = lines.get(c.req.param('vendor'))
    if (!line) return c.json({ error: NOT_THERE }, 404)
    const asked = await c.req.json<Record<string, unknown>>()
    switch (c.req.param('act')) {
      case 'say':
        return c.json({ isAccepted: await line.say(asked as Tap) })
      case 'mood':
        await line.feel(String(asked.mood))
        return c.json({})
      case 'person':
        line.becomeSomebodyElse()
        return c.json({})
      default:
        return c.json({ error: NOT_THERE }, 404)
    }
  })
  app.get('/*', serveStatic({ root: fileURLToPath(new URL('page', import.meta.url)) }))
  return app
}
