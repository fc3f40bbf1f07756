import { env } from 'cloudflare:workers'
import type { Command, Profile, Rank, ServerFrame, SessionEvent, SessionTicket } from '@baton/protocol'
import { inject } from 'vitest'
import { sessionName, TICKET_HEADER } from '../env.ts'
import { aWorkspace, SHOP } from './a-workspace.ts'
import { published } from './published.ts'
import { relayPack } from './relay-pack.ts'

const opaque = (): string => crypto.randomUUID().replaceAll('-', '')

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

/** One client's end of a session socket, frame by frame. */
export class Wire {
  readonly frames: ServerFrame[] = []
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #socket: WebSocket
  #arrived: () => void = () => {}

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      this.frames.push(JSON.parse(String(data)))
      this.#arrived()
    })
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason }))
    })
    socket.accept()
  }

  raw(data: string | ArrayBuffer): void {
    this.#socket.send(data)
  }

  tell(frame: object): void {
    this.raw(JSON.stringify(frame))
  }

  send(body: Command, id: string = opaque()): string {
    this.tell({ type: 'send', id, body })
    return id
  }

  say(text: string): string {
    return this.send({ kind: 'message', text })
  }

  close(): void {
    this.#socket.close(1000)
  }

  /** The first frame of this type that fits, waiting for it. Each is given once. Names types only when it fails. */
  async next<T extends ServerFrame['type']>(
    type: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
    withinMs = 15_000,
  ): Promise<FrameOf<T>> {
    const end = Date.now() + withinMs
    for (;;) {
      const index = this.frames.findIndex((frame) => frame.type === type && fits(frame as FrameOf<T>))
      if (index >= 0) return this.frames.splice(index, 1)[0] as FrameOf<T>
      if (Date.now() > end)
        throw new Error(`no ${type} within ${withinMs} ms; got ${this.frames.map((frame) => frame.type)}`)
      await Promise.race([
        new Promise<void>((resolve) => {
          this.#arrived = resolve
        }),
        new Promise((resolve) => setTimeout(resolve, 50)),
      ])
    }
  }

  async event<K extends SessionEvent['kind']>(
    kind: K,
    fits: (event: Extract<SessionEvent, { kind: K }>) => boolean = () => true,
  ): Promise<Extract<SessionEvent, { kind: K }>> {
    const { event } = await this.next(
      'event',
      (frame) => frame.event.kind === kind && fits(frame.event as Extract<SessionEvent, { kind: K }>),
    )
    return event as Extract<SessionEvent, { kind: K }>
  }

  /** The bot's next message. */
  bot(): Promise<Extract<SessionEvent, { kind: 'message' }>> {
    return this.event('message', (event) => event.by.role === 'bot')
  }

  /** Says something; what the bot answers. */
  async answerTo(text: string): Promise<string> {
    this.say(text)
    return (await this.bot()).body.text
  }

  async hello(how: { since?: number; epoch?: string; tail?: number } = {}): Promise<{
    welcome: FrameOf<'welcome'>
    replay: FrameOf<'replay'>
  }> {
    this.tell({ type: 'hello', v: 1, req: 1, ...how })
    return { welcome: await this.next('welcome'), replay: await this.next('replay') }
  }
}

/** A session of its own in a workspace of its own, over the small shop of `relay-pack`. */
export class Room {
  readonly workspace: string
  readonly session = opaque()

  private constructor(workspace: string) {
    this.workspace = workspace
  }

  static async open(over: Parameters<typeof aWorkspace>[0] = {}): Promise<Room> {
    const { pack, ...rest } = aWorkspace({
      businessApi: { url: inject('businessUrl'), token: 'business' },
      agents: [], // each password takes a while to hash
      pack: relayPack,
      ...over,
    })
    await published(rest.workspace, pack)
    await env.DIRECTORY.getByName(rest.workspace).provision(rest)
    return new Room(rest.workspace)
  }

  /** A session in a workspace that is there already. */
  static in(workspace: string): Room {
    return new Room(workspace)
  }

  get stub() {
    return env.SESSION.getByName(sessionName(this.workspace, this.session))
  }

  ticket(over: Partial<SessionTicket> = {}): SessionTicket {
    return {
      room: 'session',
      workspace: this.workspace,
      origin: SHOP,
      session: this.session,
      role: 'customer',
      participant: 'c_1',
      name: null,
      profile: null,
      jti: opaque(),
      expiresAt: Date.now() + 60_000,
      ...over,
    }
  }

  /** As the Worker would after verifying the ticket. */
  async connect(ticket: SessionTicket = this.ticket()): Promise<Wire> {
    const response = await this.stub.fetch('https://session.example/', {
      headers: { upgrade: 'websocket', [TICKET_HEADER]: encodeURIComponent(JSON.stringify(ticket)) },
    })
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`)
    return new Wire(response.webSocket)
  }

  /** `profile`: who the shop vouches for, if anybody. */
  async customer(profile: Profile | null = null): Promise<Wire> {
    const wire = await this.connect(this.ticket({ profile }))
    await wire.hello()
    return wire
  }

  /** Accepts the handoff as Floor would, and joins. */
  async agent(id = 'lin', rank: Rank = 'agent'): Promise<Wire> {
    const name = id.toUpperCase()
    const state = await this.state()
    await this.stub.pass({
      handoffId: state.handoff?.id ?? '',
      expectedFence: state.fence,
      to: { agent: { id, name } },
      reason: 'accepted',
    })
    return this.connect(this.ticket({ role: 'agent', participant: id, name, rank }))
  }

  /** Many staff notes or replies, over as many sockets as their rate needs. Resolves when each is stored. */
  async fill(kind: 'note' | 'message', count: number, agentId = 'lin'): Promise<void> {
    const name = agentId.toUpperCase()
    for (let sent = 0; sent < count; ) {
      const wire = await this.connect(this.ticket({ role: 'agent', participant: agentId, name }))
      await wire.hello()
      const batch = Math.min(150, count - sent)
      for (let n = 0; n < batch; n++) wire.send({ kind, text: `${kind} ${sent + n}` })
      for (let n = 0; n < batch; n++) await wire.next('ack')
      sent += batch
      wire.close()
    }
  }

  async state(): Promise<{ fence: number; handoff: { id: string } | null; holder: string }> {
    const { runInDurableObject } = await import('cloudflare:test')
    return runInDurableObject(this.stub, (session) => session.core.ledger.state)
  }

  /** What the last checkpoint has written: how many ids, and the head of the state. */
  async indexed(): Promise<{ ids: number; head: number }> {
    const { runInDurableObject } = await import('cloudflare:test')
    return runInDurableObject(this.stub, (session, { storage }) => ({
      ids: storage.sql.exec<{ ids: number }>('SELECT COUNT(*) AS ids FROM ids').one().ids,
      head: session.core.ledger.store.state().head,
    }))
  }

  /** The stored log. */
  async log(): Promise<SessionEvent[]> {
    const { runInDurableObject } = await import('cloudflare:test')
    return runInDurableObject(this.stub, (_, { storage }) =>
      storage.sql
        .exec<{ event: string }>('SELECT event FROM events ORDER BY seq')
        .toArray()
        .map((row): SessionEvent => JSON.parse(row.event)),
    )
  }
}
