import { connect } from 'cloudflare:sockets'
import type { Env } from '../env.ts'
import gateway from '../worker.ts'

export * from '../worker.ts'

interface Asked {
  url: string
  /** `outside`: the way out for addresses somebody gave. `internet`: the one for what the operator set up. */
  by: 'outside' | 'internet'
  /** Only connects, as to a mail server. */
  connects?: true
}

/** The gateway, with one more route that asks an address by itself, without looking at its name. */
export default {
  ...gateway,
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname !== '/ask') return gateway.fetch(request, env, context)
    const { url, by, connects } = await request.json<Asked>()
    const { OUTSIDE } = env
    if (!OUTSIDE) return new Response('there is no way out')
    try {
      if (connects) {
        const { host } = new URL(url)
        const socket = by === 'outside' ? OUTSIDE.connect(host) : connect(host)
        await socket.opened
        await socket.close()
        return new Response('connected')
      }
      const answer = await (by === 'outside' ? OUTSIDE.fetch(url) : fetch(url))
      return new Response(`answered ${await answer.text()}`)
    } catch {
      return new Response('refused')
    }
  },
}
