import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

/** Stands before the business system: keeps every byte the gateway sends there, and puts something into the answers. */
export class BusinessRecorder {
  readonly url: string
  readonly requests: string[] = []
  /** Told to whoever asks for something of this customer, in a field of its own and in each text. */
  remark: (customer: string) => string = () => ''
  #target = ''
  readonly #server: Server

  private constructor(server: Server, port: number) {
    this.#server = server
    this.url = `http://127.0.0.1:${port}`
  }

  static async open(): Promise<BusinessRecorder> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const recorder = new BusinessRecorder(server, address !== null && typeof address === 'object' ? address.port : 0)
    server.on('request', async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const { method = 'GET', url = '/', headers } = request
      recorder.requests.push(`${method} ${decodeURIComponent(url)}\n${JSON.stringify(headers)}\n${body}`)
      const answer = await fetch(`${recorder.#target}${url}`, {
        method,
        headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' && name !== 'host' && name !== 'connection' ? [[name, value]] : [],
        ),
        ...(body && { body }),
      })
      const told = await answer.text()
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
      response.end(recorder.#spiked(told, String(headers['baton-customer'] ?? '')))
    })
    return recorder
  }

  /** Sends on what it is asked to where the business system is. */
  before(target: string): string {
    this.#target = target
    return this.url
  }

  async close(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  #spiked(answer: string, customer: string): string {
    const remark = this.remark(decodeURIComponent(customer))
    return answer.startsWith('{') && remark ? answer.replace('{', `{"remark":${JSON.stringify(remark)},`) : answer
  }
}
