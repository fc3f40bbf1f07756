import { once } from 'node:events'
import type { ServerFrame } from '@baton/protocol'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { FrameSocket } from './frames.ts'

test('who is refused and tries again under the same id hears the answer to the second try', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const answers = ['nack', 'ack']
  server.on('connection', (socket) => {
    socket.on('message', () => socket.send(JSON.stringify({ type: answers.shift(), id: 'one' })))
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const socket = await FrameSocket.at<ServerFrame>(`http://127.0.0.1:${port}`, 'ticket', 'http://shop.example')
  for (const type of ['nack', 'ack']) {
    const answer = socket.answer('one')
    socket.send({ type: 'send', id: 'one' })
    expect((await answer).type).toBe(type)
  }
  socket.close()
  server.close()
})
