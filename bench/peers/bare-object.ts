import { DurableObject } from 'cloudflare:workers'
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

/** The least a Durable Object can do and still keep a message: the measure for what the session adds. */
export class Room extends DurableObject {
  readonly #sql: SqlStorage
  #head: number

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#sql.exec(PLAIN_TABLE)
    this.#head = this.#sql.exec<{ head: number | null }>(HEAD).one().head ?? 0
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('{"type":"ping"}', '{"type":"pong"}'))
  }

  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair()
    this.ctx.acceptWebSocket(server)
    server.serializeAttachment(new URL(request.url).searchParams.get('role'))
    return new Response(null, { status: 101, webSocket: client })
  }

  override webSocketMessage(ws: WebSocket, raw: string | ArrayBuffer): void {
    const frame: PlainClientFrame = JSON.parse(String(raw))
    if (frame.type === 'hello') {
      const rows = this.#sql.exec<{ event: string }>(AFTER, frame.since).toArray()
      const events = rows.map((row): PlainEvent => JSON.parse(row.event))
      for (const text of replayFrames(this.#head, events)) ws.send(text)
      return
    }
    const [stored] = this.#sql.exec<{ event: string }>(FIND, frame.id).toArray()
    if (stored) return ws.send(ackFrame(JSON.parse(stored.event)))
    const event = eventOf(this.#head + 1, frame, ws.deserializeAttachment(), Date.now())
    this.#sql.exec(APPEND, event.seq, event.id, JSON.stringify(event))
    this.#head = event.seq
    ws.send(ackFrame(event))
    const text = eventFrame(event)
    for (const each of this.ctx.getWebSockets()) each.send(text)
  }

  override webSocketClose(ws: WebSocket): void {
    ws.close(1000)
  }
}

export default {
  fetch: (request: Request, env: { ROOM: DurableObjectNamespace<Room> }) =>
    env.ROOM.getByName(new URL(request.url).pathname).fetch(request),
}
