import { DurableObject } from 'cloudflare:workers'
import { APPEND, eventOf, FIND, HEAD, PLAIN_TABLE } from './plain.ts'

const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

interface Update {
  update_id: number
  message: { chat: { id: number }; text: string }
}

/** The least a webhook's object can do: a vendor's id is stored once, and the row is written before the answer. */
export class Room extends DurableObject {
  readonly #sql: SqlStorage
  #head: number

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#sql.exec(PLAIN_TABLE)
    this.#head = this.#sql.exec<{ head: number | null }>(HEAD).one().head ?? 0
  }

  hear(id: string, text: string): void {
    if (this.#sql.exec(FIND, id).toArray().length > 0) return
    const event = eventOf(this.#head + 1, { type: 'send', id, body: { kind: 'message', text } }, 'customer', Date.now())
    this.#sql.exec(APPEND, event.seq, event.id, JSON.stringify(event))
    this.#head = event.seq
  }
}

/** The secret it expects is in its address, which is the same work as knowing it. */
export default {
  async fetch(request: Request, env: { ROOM: DurableObjectNamespace<Room> }): Promise<Response> {
    const body = await request.arrayBuffer()
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
    const given = encode(request.headers.get(SECRET_HEADER) ?? '')
    const expected = encode(new URL(request.url).pathname.slice(1))
    if (given.byteLength !== expected.byteLength || !crypto.subtle.timingSafeEqual(given, expected)) {
      return new Response(null, { status: 401 })
    }
    const update: Update = JSON.parse(new TextDecoder().decode(body))
    await env.ROOM.getByName(String(update.message.chat.id)).hear(String(update.update_id), update.message.text)
    return new Response(null)
  },
}
