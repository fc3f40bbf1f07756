import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './http/app.ts'
import { Recogniser } from './recogniser/recogniser.ts'
import { stopFlite } from './voices/flite.ts'

/** Serves the sidecar at 127.0.0.1. 0 takes any free port. */
export async function serveSpeech(port: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const recogniser = new Recogniser()
  const server = createAdaptorServer({ fetch: createApp(recogniser).fetch, createServer }) as Server
  server.listen(port, '127.0.0.1')
  // Rejects when `error` comes first.
  await once(server, 'listening')
  const address = server.address()
  const bound = address && typeof address === 'object' ? address.port : port
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      stopFlite()
      await recogniser.stop()
    },
  }
}
