import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  AFTER,
  APPEND,
  ackFrame,
  eventFrame,
  eventOf,
  FIND,
  HEAD,
  PLAIN_TABLE,
  type PlainClientFrame,
  type PlainEvent,
  replayFrames,
} from './plain.ts'

/**
 * A plain Node process: `ws`, one SQLite file for each room as the objects have, a write-ahead log, and `fsync` at each
 * commit as workerd does. A process of its own, told its folder by argument; says its port on the first line.
 */
class Room {
  readonly sockets = new Set<WebSocket>()
  readonly #find: StatementSync
  readonly #append: StatementSync
  readonly #after: StatementSync
  #head: number

  constructor(file: string) {
    const database = new DatabaseSync(file)
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    database.exec(PLAIN_TABLE)
    this.#find = database.prepare(FIND)
    this.#append = database.prepare(APPEND)
    this.#after = database.prepare(AFTER)
    this.#head = Number(database.prepare(HEAD).get()?.head ?? 0)
  }

  receive(socket: WebSocket, role: string, raw: string): void {
    const frame: PlainClientFrame | { type: 'ping' } = JSON.parse(raw)
    if (frame.type === 'ping') return socket.send('{"type":"pong"}')
    if (frame.type === 'hello') {
      const events = this.#after.all(frame.since).map((row): PlainEvent => JSON.parse(String(row.event)))
      for (const text of replayFrames(this.#head, events)) socket.send(text)
      return
    }
    const stored = this.#find.get(frame.id)
    if (stored) return socket.send(ackFrame(JSON.parse(String(stored.event))))
    const event = eventOf(this.#head + 1, frame, role, Date.now())
    this.#append.run(event.seq, event.id, JSON.stringify(event))
    this.#head = event.seq
    socket.send(ackFrame(event))
    const text = eventFrame(event)
    for (const each of this.sockets) each.send(text)
  }
}

const [folder = '.'] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const rooms = new Map<string, Room>()
const server = createServer()
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://room')
  const name = pathname.slice(1)
  const room = rooms.get(name) ?? new Room(join(folder, `${name}.sqlite`))
  rooms.set(name, room)
  room.sockets.add(socket)
  socket.on('message', (raw) => room.receive(socket, searchParams.get('role') ?? '', String(raw)))
  socket.on('close', () => room.sockets.delete(socket))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(address !== null && typeof address === 'object' ? address.port : '')
})
