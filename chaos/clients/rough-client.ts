import type { Testimony } from '@baton/bench/verdict'
import { socketOf } from '@baton/box/sockets'
import { type Admission, createSession, type SessionClient, type SessionEvent } from '@baton/client'

/** A participant with the real client, who remembers what it said and was told. */
export class RoughClient {
  readonly session: SessionClient
  readonly sent: string[] = []
  readonly heard: { seq: number; id: string }[] = []
  /** How often it lost its line. */
  drops = 0
  /** When it last was let in, and when it last lost its line; 0: never. */
  cameOnlineAt = 0
  wentOfflineAt = 0

  /** @param options.hurry by how much its patience is divided, so that every time limit is met within a run. */
  constructor(options: {
    name: string
    origin: string
    admit: () => Promise<Admission>
    hurry: number
    random?: () => number
    now?: () => number
    create?: typeof createSession
  }) {
    const { name, origin, admit, hurry, random = Math.random, now = Date.now, create = createSession } = options
    this.session = create({
      name,
      admit,
      socket: socketOf(origin),
      platform: {
        random,
        now,
        after: (ms, run) => {
          const timer = setTimeout(run, ms / hurry)
          return () => clearTimeout(timer)
        },
      },
    })
    this.session.on('event', ({ seq, id }) => this.heard.push({ seq, id }))
    let wasOnline = false
    this.session.on('change', ({ connection }) => {
      const isOnline = connection === 'online'
      if (isOnline && !wasOnline) this.cameOnlineAt = Date.now()
      if (!isOnline && wasOnline) {
        this.wentOfflineAt = Date.now()
        this.drops += 1
      }
      wasOnline = isOnline
    })
    this.session.connect()
  }

  get isOnline(): boolean {
    return this.session.snapshot.connection === 'online'
  }

  say(text: string): void {
    this.sent.push(this.session.send({ kind: 'message', text }))
  }

  /** Nothing of it waits to be sent. */
  get isDone(): boolean {
    return this.session.snapshot.pending.length === 0
  }

  /** The highest seq it shows; 0 before the first. */
  get last(): number {
    return this.session.snapshot.events.at(-1)?.seq ?? 0
  }

  /** Whether it shows exactly this log, from where it came in. */
  shows(log: readonly SessionEvent[]): boolean {
    const { events, you } = this.session.snapshot
    const lines = (of: readonly SessionEvent[]): string => of.map(({ seq, id }) => `${seq} ${id}`).join('\n')
    const due = log.filter(({ audience }) => audience === 'all' || you?.role === 'agent')
    return events.length > 0 && lines(events) === lines(due.slice(-events.length))
  }

  /** What the client shows as sent is acknowledged, at the place where it shows it. */
  testimony(): Testimony {
    const seqs = new Map(this.session.snapshot.events.map(({ id, seq }) => [id, seq]))
    return {
      sent: this.sent,
      acked: new Map(this.sent.map((id) => [id, seqs.get(id) ?? 0])),
      heard: this.heard,
    }
  }
}
