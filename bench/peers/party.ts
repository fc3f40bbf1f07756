import { type Connection, type ConnectionContext, routePartykitRequest, Server, type WSMessage } from 'partyserver'
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

/** The same work on partyserver, hibernating, with its own broadcast. */
export class Room extends Server {
  static override options = { hibernate: true }
  #head = 0

  override onStart(): void {
    this.ctx.storage.sql.exec(PLAIN_TABLE)
    this.#head = this.ctx.storage.sql.exec<{ head: number | null }>(HEAD).one().head ?? 0
  }

  override onConnect(connection: Connection<string>, { request }: ConnectionContext): void {
    connection.setState(new URL(request.url).searchParams.get('role'))
  }

  override onMessage(connection: Connection<string>, raw: WSMessage): void {
    const { sql } = this.ctx.storage
    const frame: PlainClientFrame | { type: 'ping' } = JSON.parse(String(raw))
    if (frame.type === 'ping') return connection.send('{"type":"pong"}')
    if (frame.type === 'hello') {
      const rows = sql.exec<{ event: string }>(AFTER, frame.since).toArray()
      const events = rows.map((row): PlainEvent => JSON.parse(row.event))
      for (const text of replayFrames(this.#head, events)) connection.send(text)
      return
    }
    const [stored] = sql.exec<{ event: string }>(FIND, frame.id).toArray()
    if (stored) return connection.send(ackFrame(JSON.parse(stored.event)))
    const event = eventOf(this.#head + 1, frame, connection.state ?? '', Date.now())
    sql.exec(APPEND, event.seq, event.id, JSON.stringify(event))
    this.#head = event.seq
    connection.send(ackFrame(event))
    this.broadcast(eventFrame(event))
  }
}

export default {
  fetch: async (request: Request, env: Record<string, unknown>): Promise<Response> =>
    (await routePartykitRequest(request, env)) ?? new Response(null, { status: 404 }),
}
