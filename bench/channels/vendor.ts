import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A program: the least a Telegram can be that takes every answer of the bot at once. What the real one refuses is tested
 * elsewhere; here it must not be what is measured. It says its port on the first line.
 */
let sent = 0
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    sent += 1
    const message = { message_id: sent, date: Math.floor(Date.now() / 1_000), chat: { id: 1, type: 'private' } }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ok: true, result: request.url === '/sent' ? sent - 1 : message }))
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
