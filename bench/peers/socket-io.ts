import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { eventOf, type PlainClientFrame } from './plain.ts'

/**
 * socket.io with connection state recovery, which keeps what was missed in memory for two minutes: NOT durable, a crash
 * loses it all. A process of its own; says its port on the first line.
 */
const http = createServer()
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  connectionStateRecovery: { maxDisconnectionDuration: 120_000 },
})
const heads = new Map<string, number>()
const seen = new Map<string, { id: string; seq: number; at: number }>()

io.on('connection', (socket) => {
  const { room, role } = socket.handshake.auth as { room: string; role: string }
  void socket.join(room)
  socket.on('send', (frame: Extract<PlainClientFrame, { type: 'send' }>, acknowledge: (ack: object) => void) => {
    const known = seen.get(frame.id)
    if (known) return acknowledge(known)
    const event = eventOf((heads.get(room) ?? 0) + 1, frame, role, Date.now())
    heads.set(room, event.seq)
    const ack = { id: event.id, seq: event.seq, at: event.at }
    seen.set(event.id, ack)
    acknowledge(ack)
    io.to(room).emit('event', { prev: event.seq - 1, event })
  })
})
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  console.log(address !== null && typeof address === 'object' ? address.port : '')
})
