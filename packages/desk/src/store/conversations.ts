import {
  type Assignment,
  agentAdmission,
  type ClientProblem,
  type FloorClient,
  type QueuedSession,
  type RevealRequest,
  type SessionClient,
  type SessionEvent,
} from '@baton/client'
import type { Conversation } from './conversation.ts'
import type { DeskPorts } from './ports.ts'
import { Revealing } from './reveals.ts'

interface Entry {
  conversation: Conversation
  client: SessionClient
  revealing: Revealing
  stop: () => void
}

/** What the book tells its owner. */
export interface ConversationListener {
  changed(): void
  /** A durable event that came while this conversation was open, not one replayed from before. */
  event(session: string, event: SessionEvent): void
  left(conversation: Conversation): void
  /** The customer was erased: nothing of it is here any more. */
  erased(problem: ClientProblem): void
}

/** The sessions this agent has open, each on its own socket, in the order they were accepted. */
export class Conversations {
  readonly #ports: DeskPorts
  readonly #listener: ConversationListener
  readonly #entries = new Map<string, Entry>()
  /** The floor hears of it a little later than whoever has one open. */
  readonly #erased = new Set<string>()

  constructor(ports: DeskPorts, listener: ConversationListener) {
    this.#ports = ports
    this.#listener = listener
  }

  get all(): Conversation[] {
    return [...this.#entries.values()].map((entry) => entry.conversation)
  }

  client(session: string): SessionClient | undefined {
    return this.#entries.get(session)?.client
  }

  get(session: string): Conversation | undefined {
    return this.#entries.get(session)?.conversation
  }

  /** Brings the book in line with the floor's list. `skip` are sessions whose accept is still on its way. */
  follow(mine: readonly Assignment[], floor: FloorClient, now: number, skip: ReadonlySet<string>): void {
    const there = mine.filter(({ item }) => !this.#erased.has(item.session))
    const held = new Map(there.map((assignment) => [assignment.item.session, assignment]))
    for (const [session, { item, acceptedAt }] of held) {
      const entry = this.#entries.get(session)
      if (entry && !entry.conversation.left) this.#update(session, { item, acceptedAt })
      else if (!skip.has(session)) this.open(item, acceptedAt, floor, now)
    }
    for (const [session, entry] of this.#entries) {
      if (held.has(session) || entry.conversation.left || skip.has(session)) continue
      this.#update(session, { left: true })
      this.#listener.left(entry.conversation)
    }
  }

  /** Opens a session's socket: the first time with the ticket that came with the accept, later with a new one each. */
  open(item: QueuedSession, acceptedAt: number, floor: FloorClient, now: number, ticket?: string): void {
    const { session } = item
    const known = this.#entries.get(session)
    if (known) this.#stop(known)
    const { gateway } = this.#ports
    const client = this.#ports.session(session, agentAdmission({ gateway, floor, session, ...(ticket && { ticket }) }))
    const stops = [
      client.on('change', (snapshot) => {
        if (snapshot.problem?.code === 'erased') return this.#erase(session, snapshot.problem)
        this.#update(session, { snapshot })
        // A session that is not ours any more admits nobody: stay readable instead of knocking for ever.
        if (this.#entries.get(session)?.conversation.left && snapshot.connection === 'offline') client.close()
      }),
      client.on('event', (event) => {
        if (event.at >= now) this.#listener.event(session, event)
      }),
    ]
    const conversation = {
      session,
      item,
      acceptedAt,
      snapshot: client.snapshot,
      seen: known?.conversation.seen ?? 0,
      loadingOlder: false,
      left: false,
      reveals: {},
    }
    const revealing = new Revealing((reveals) => this.#update(session, { reveals }))
    this.#entries.set(session, { conversation, client, revealing, stop: () => stops.map((stop) => stop()) })
    client.connect()
    this.#listener.changed()
  }

  seen(session: string, seq: number): void {
    const entry = this.#entries.get(session)
    if (!entry || seq <= entry.conversation.seen) return
    entry.client.read(seq)
    this.#update(session, { seen: seq })
  }

  /** Rejects with a `ClientProblem`. */
  async loadOlder(session: string): Promise<void> {
    this.#update(session, { loadingOlder: true })
    try {
      await this.client(session)?.loadOlder()
    } finally {
      this.#update(session, { loadingOlder: false })
    }
  }

  async reveal(session: string, { seq, original, reason }: RevealRequest): Promise<void> {
    const entry = this.#entries.get(session)
    const request = { seq, original, reason }
    await entry?.revealing.ask(request, entry.client.reveal(request))
  }

  hide(session: string, original: Pick<RevealRequest, 'seq' | 'original'>): void {
    this.#entries.get(session)?.revealing.hide(original)
  }

  close(session: string): void {
    const entry = this.#entries.get(session)
    if (!entry) return
    this.#stop(entry)
    this.#entries.delete(session)
    this.#listener.changed()
  }

  #erase(session: string, problem: ClientProblem): void {
    this.#erased.add(session)
    this.close(session)
    this.#listener.erased(problem)
  }

  closeAll(): void {
    for (const entry of this.#entries.values()) this.#stop(entry)
    this.#entries.clear()
  }

  #stop(entry: Entry): void {
    entry.stop()
    entry.revealing.hideAll()
    entry.client.close()
  }

  #update(session: string, change: Partial<Conversation>): void {
    const entry = this.#entries.get(session)
    if (!entry) return
    entry.conversation = { ...entry.conversation, ...change }
    this.#listener.changed()
  }
}
