import type {
  ClientFrame,
  Command,
  PendingSend,
  ServerFrame,
  SessionClient,
  SessionClientEvents,
  SessionEvent,
  SessionSnapshot,
  SessionView,
} from '@baton/client'
import type { Dial } from '../line/dial.ts'

export const VIEW: SessionView = {
  fence: 1,
  holder: 'bot',
  agent: null,
  case: null,
  handoff: null,
  queue: null,
  reads: { customer: 0, staff: 0 },
  stream: null,
}

const FRESH: SessionSnapshot = {
  connection: 'online',
  problem: null,
  you: { role: 'customer', id: 'c_1', name: null },
  view: VIEW,
  events: [],
  hasOlder: false,
  pending: [],
  typing: [],
  peerOnline: null,
  clockOffsetMs: 0,
}

/** A `SessionClient` whose every change a test makes by hand, and which remembers what it was asked. */
export class FakeSession implements SessionClient {
  snapshot: SessionSnapshot
  readonly sent: Command[] = []
  readonly retried: string[] = []
  readonly discarded: string[] = []
  readonly reads: number[] = []
  readonly typed: boolean[] = []
  connects = 0
  closes = 0
  olderAsked = 0
  readonly #listeners: { [K in keyof SessionClientEvents]: Set<(detail: SessionClientEvents[K]) => void> } = {
    change: new Set(),
    event: new Set(),
    refused: new Set(),
    frame: new Set(),
  }

  constructor(snapshot: Partial<SessionSnapshot> = {}) {
    this.snapshot = { ...FRESH, ...snapshot }
  }

  get listeners(): number {
    return Object.values(this.#listeners).reduce((count, { size }) => count + size, 0)
  }

  on<K extends keyof SessionClientEvents>(kind: K, listener: (detail: SessionClientEvents[K]) => void): () => void {
    this.#listeners[kind].add(listener)
    return () => this.#listeners[kind].delete(listener)
  }

  set(change: Partial<SessionSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change }
    for (const listener of this.#listeners.change) listener(this.snapshot)
  }

  view(change: Partial<SessionView>): void {
    this.set({ view: { ...(this.snapshot.view ?? VIEW), ...change } })
  }

  /** An event arrives: it is in the snapshot, and told once. */
  arrive(...events: SessionEvent[]): void {
    this.set({ events: [...this.snapshot.events, ...events] })
    for (const event of events) for (const listener of this.#listeners.event) listener(event)
  }

  refuse(send: PendingSend): void {
    this.set({ pending: this.snapshot.pending.map((pending) => (pending.id === send.id ? send : pending)) })
    for (const listener of this.#listeners.refused) listener(send)
  }

  connect(): void {
    this.connects += 1
  }

  send(command: Command): string {
    const id = `client-${this.sent.push(command)}`
    this.set({ pending: [...this.snapshot.pending, { id, command, at: Date.now(), problem: null }] })
    return id
  }

  reveal(): Promise<never> {
    return Promise.reject(new Error('customers look at no originals'))
  }

  retry(id: string): void {
    this.retried.push(id)
  }

  discard(id: string): void {
    this.discarded.push(id)
    this.set({ pending: this.snapshot.pending.filter((send) => send.id !== id) })
  }

  typing(on: boolean): void {
    this.typed.push(on)
  }

  read(seq: number): void {
    this.reads.push(seq)
  }

  /** Answers what is told of files; a test puts its own here. */
  answer: (frame: ClientFrame) => ServerFrame | null = () => null
  address = `${location.origin.replace('http', 'ws')}/v1/session`

  tell(frame: ClientFrame): boolean {
    const answer = this.answer(frame)
    if (answer)
      queueMicrotask(() => {
        for (const listener of this.#listeners.frame) listener(answer)
      })
    return true
  }

  async loadOlder(): Promise<void> {
    this.olderAsked += 1
  }

  close(): void {
    this.closes += 1
  }
}

/** Dials the fake, and joins at once. */
export const dialFake =
  (session: FakeSession, business = 'Harbour & Pine', calls = false): Dial =>
  (options, onJoined) => {
    onJoined({ ticket: 't', device: 'd', session: 's', business, locale: options.locale ?? 'en', calls })
    return { client: session, reset: async () => {} }
  }
