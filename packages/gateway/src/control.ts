import { census } from './durable/census.ts'
import { requestsUnderWay } from './http/under-way.ts'
import { beginStopping } from './http/vacancy.ts'

const LOOK_EVERY_MS = 20

/**
 * What the supervisor of one machine asks, over a local socket that leads to this entry alone. No address of the gateway
 * does, and on Cloudflare nothing is bound to it.
 */
export const control = {
  /** `POST /stop`: lets nobody new in, and answers how many sockets are open when no other request is under way. */
  async fetch(request: Request): Promise<Response> {
    if (request.method !== 'POST' || new URL(request.url).pathname !== '/stop')
      return new Response(null, { status: 404 })
    beginStopping()
    while (requestsUnderWay() > 0) await scheduler.wait(LOOK_EVERY_MS)
    return Response.json({ sockets: census.sockets })
  },
}
