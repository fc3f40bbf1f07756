import type {
  Admission,
  ClientFrame,
  Command,
  RevealedOriginal,
  RevealRequest,
  ServerFrame,
  SessionClient,
  SessionClientEvents,
  SessionEvent,
  SessionSnapshot,
} from '@baton/client'

type Listeners = { [K in keyof SessionClientEvents]: Set<(detail: SessionClientEvents[K]) => void> }

/** A session whose log the test writes. */
export class FakeSession implements SessionClient {
  snapshot: SessionSnapshot
  older: SessionEvent[] = []
  readonly sent: Command[] = []
  readonly calls: string[] = []
  readonly admissions: Admission[] = []
  readonly #admit: () => Promise<Admission>
  readonly #listeners: Listeners = { change: new Set(), event: new Set(), refused: new Set(), frame: new Set() }

  constructor(snapshot: SessionSnapshot, admit: () => Promise<Admission>) {
    this.snapshot = snapshot
    this.#admit = admit
  }

  on<K extends keyof SessionClientEvents>(kind: K, listener: (detail: SessionClientEvents[K]) => void): () => void {
    const listeners: Set<(detail: SessionClientEvents[K]) => void> = this.#listeners[kind]
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  set(change: Partial<SessionSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change }
    for (const listener of this.#listeners.change) listener(this.snapshot)
  }

  /** An event arrives live. */
  arrive(event: SessionEvent): void {
    this.set({ events: [...this.snapshot.events, event] })
    for (const listener of this.#listeners.event) listener(event)
  }

  connect(): void {
    this.calls.push('connect')
    void this.#admit().then((admission) => this.admissions.push(admission))
    this.set({ connection: 'online' })
  }

  /** Asks for admission once more, as a client does after a lost connection. */
  async reconnect(): Promise<void> {
    this.admissions.push(await this.#admit())
  }

  send(command: Command): string {
    this.sent.push(command)
    return `id-${this.sent.length}`
  }

  /** What comes of a reveal; without it, it stays open. */
  reveals: () => Promise<RevealedOriginal> = () => new Promise(() => {})
  readonly asked: RevealRequest[] = []

  reveal(request: RevealRequest): Promise<RevealedOriginal> {
    this.asked.push(request)
    return this.reveals()
  }

  retry(id: string): void {
    this.calls.push(`retry ${id}`)
  }

  discard(id: string): void {
    this.calls.push(`discard ${id}`)
  }

  typing(on: boolean): void {
    this.calls.push(`typing ${on}`)
  }

  read(seq: number): void {
    this.calls.push(`read ${seq}`)
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
    this.calls.push('older')
    this.set({ events: [...this.older, ...this.snapshot.events], hasOlder: false })
  }

  close(): void {
    this.calls.push('close')
  }
}
