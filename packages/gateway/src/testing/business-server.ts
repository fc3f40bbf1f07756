import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the stand-in business API. */
    businessUrl: string
  }
}

const ORDER = {
  number: 'SO10042',
  status: 'shipped',
  placedAt: '2026-11-18',
  expectedAt: '2026-11-22',
  total: { amount: 12_900, currency: 'CNY' },
  items: [{ title: 'Kettle', quantity: 1 }],
}

/** What the gateway sends of a customer. */
type Sent = Partial<Record<'customerId' | 'code' | 'lastFour', string>>

async function sentIn(request: IncomingMessage): Promise<Sent> {
  let body = ''
  for await (const chunk of request) body += chunk
  return JSON.parse(body)
}

/**
 * A business API on a real socket, outside workerd. Orders: `SO10042` answers, `SO503` is down, `SOHOLD…` waits until
 * `POST /release/SOHOLD…`, `SO666…` answers with the note of `PUT /note`, `SO302` leads to `/moved`, `SOLONG` never ends, anything else is unknown. `GET /calls` lists the idempotency keys it has seen, `GET /sent`
 * how many bytes of what never ends went out.
 */
export default async function businessServer(project: TestProject): Promise<() => Promise<void>> {
  const calls: { path: string; key: string }[] = []
  const held = new Map<string, ServerResponse[]>()
  const codes: Sent[] = []
  const identities: Sent[] = []
  let sent = 0
  let note = ''
  const sendOnAndOn = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const more = (): void => {
      if (response.destroyed || sent > 64 * 1024 * 1024) return
      sent += 64 * 1024
      if (response.write(' '.repeat(64 * 1024))) setImmediate(more)
      else response.once('drain', more)
    }
    more()
  }
  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/calls') return json(response, 200, calls)
    if (path === '/sent') return json(response, 200, { bytes: sent })
    if (path === '/codes') return json(response, 200, codes)
    if (path === '/identities') return json(response, 200, identities)
    if (path === '/note') {
      request.setEncoding('utf8').on('data', (chunk: string) => {
        note = chunk
      })
      return request.on('end', () => json(response, 200, {}))
    }
    if (path.startsWith('/release/')) {
      // Of this order alone: other test files hold their own.
      const call = path.replace('/release/', '/api/orders/')
      for (const waiting of held.get(call) ?? []) json(waiting, 200, ORDER)
      held.delete(call)
      return json(response, 200, {})
    }
    if (request.headers.authorization !== 'Bearer business') return json(response, 401, {})
    calls.push({ path, key: String(request.headers['idempotency-key']) })
    if (path === '/api/codes') {
      return void sentIn(request).then((message) => {
        if (message.customerId === 'cus_down') return json(response, 503, {})
        codes.push(message)
        return json(response, 200, {})
      })
    }
    if (path === '/api/identity') {
      return void sentIn(request).then((asked) => {
        if (asked.customerId === 'cus_down') return json(response, 503, {})
        identities.push(asked)
        return asked.lastFour === '002X' ? json(response, 200, {}) : json(response, 422, { code: 'invalid' })
      })
    }
    if (path.includes('/SOHOLD')) return held.set(path, [...(held.get(path) ?? []), response])
    if (path.includes('/SO302')) return response.writeHead(302, { location: '/moved' }).end()
    if (path.includes('/SOLONG')) return void sendOnAndOn(response)
    if (path.includes('/SO666')) return json(response, 200, { ...ORDER, number: path.split('/').at(-1), note })
    if (path.includes('/SO503')) return json(response, 503, {})
    if (path === '/api/orders/SO10042') return json(response, 200, ORDER)
    if (path === '/api/customers/cus_lilei/orders') return json(response, 200, { orders: [ORDER] })
    return json(response, 404, { code: 'not_found' })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('businessUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
