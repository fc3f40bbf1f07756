import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Heard {
  method: string
  path: string
  body: string
}
type Answer = { result: unknown } | { status: number; code: number; message: string }

const NO_WORKER = { status: 404, code: 10007, message: 'This Worker does not exist on your account.' }

/** An account at Cloudflare, as wrangler sees it through the API: empty at first, and it keeps what it is told. */
export class Cloudflare {
  /** All that was asked, in order. */
  readonly heard: Heard[] = []
  /** Names of the buckets and queues there are. */
  readonly kept = new Set<string>()
  readonly #server: Server

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const answer = this.#answer(await this.#hear(request))
      const ok = 'result' in answer
      response.writeHead(ok ? 200 : answer.status, { 'content-type': 'application/json' })
      const {
        code = 0,
        message = '',
        result = null,
      } = { ...answer } as { code?: number; message?: string; result?: unknown }
      response.end(JSON.stringify({ success: ok, errors: ok ? [] : [{ code, message }], messages: [], result }))
    })
  }

  static async start(): Promise<Cloudflare> {
    const account = new Cloudflare()
    account.#server.listen(0, '127.0.0.1')
    await once(account.#server, 'listening')
    return account
  }

  /** What makes wrangler speak to this account and to no other. */
  get env(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo
    return {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
      CLOUDFLARE_API_TOKEN: 'a token of tests only',
      CLOUDFLARE_ACCOUNT_ID: '0'.repeat(32),
      CI: 'true',
    }
  }

  /** Bodies sent with `method` to a path that ends so. */
  sent(method: string, path: RegExp): string[] {
    return this.heard.filter((each) => each.method === method && path.test(each.path)).map(({ body }) => body)
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  async #hear(request: IncomingMessage): Promise<Heard> {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const path = (request.url ?? '').replace(/^.*\/accounts\/\w+/, '')
    const heard = { method: request.method ?? '', path, body }
    this.heard.push(heard)
    return heard
  }

  #answer({ method, path, body }: Heard): Answer {
    const bucket = /^\/r2\/buckets\/([\w-]+)$/.exec(path)?.[1]
    if (bucket && !this.kept.has(bucket)) return { status: 404, code: 10006, message: 'The bucket does not exist.' }
    if (method === 'POST' && /^\/(r2\/buckets|queues)$/.test(path)) {
      const { name = '', queue_name = name } = JSON.parse(body) as { name?: string; queue_name?: string }
      this.kept.add(queue_name)
      return { result: { name, queue_name, queue_id: queue_name } }
    }
    const queue = /^\/queues\?.*\bname=([\w-]+)/.exec(path)?.[1]
    if (queue) return { result: this.kept.has(queue) ? [{ queue_id: queue, queue_name: queue, consumers: [] }] : [] }
    if (method === 'PUT') return { result: { id: 'baton', startup_time_ms: 1, deployment_id: 'one', etag: 'one' } }
    if (/\/(secrets|settings)$|\/workers\/services\//.test(path)) return NO_WORKER
    if (path.endsWith('/deployments')) return { result: { deployments: [] } }
    if (path.endsWith('/assets-upload-session')) return { result: { jwt: 'one', buckets: [] } }
    if (path.endsWith('/subdomain')) return { result: { subdomain: 'me', enabled: true, previews_enabled: false } }
    if (path.startsWith('/workers/workers/'))
      return { result: { subdomain: { enabled: true, previews_enabled: false } } }
    return { result: [] }
  }
}
