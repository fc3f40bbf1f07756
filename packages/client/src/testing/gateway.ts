import type { ClientFrame, Holder, Role, SessionEvent, SessionView } from '@baton/protocol/wire'
import type { Connection, Host } from './host.ts'
import type { World } from './world.ts'

/** Kind, writer and body of an event that has no number yet. */
type Draft = SessionEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'seq' | 'at'> : never) : never

const SYSTEM = { role: 'system', id: 'session' } as const
const PAGE = 4

/** A session in memory that keeps the protocol to the letter: the yardstick clients are held against. */
export interface ModelGateway extends Host {
  readonly log: readonly SessionEvent[]
  /** The logs of all epochs so far, newest last. */
  readonly epochs: readonly (readonly SessionEvent[])[]
  readonly state: { fence: number; holder: Holder }
  /** Ids that were acknowledged. */
  readonly acked: ReadonlySet<string>
  append(...drafts: Draft[]): void
  pass(to: Holder): void
  /** The bot writes: a note for staff, then a message for all. */
  answer(): void
  /** All sockets are forgotten; the log stays. */
  evict(): void
  /** The log becomes another one: what the bot wrote for staff is lost and the rest is numbered anew. */
  restore(): void
  /** Takes everyone out of live fan-out. */
  overtake(): void
  /** How often a send is refused for a while. */
  troubled: boolean
}

export const visibleTo = (role: Role, log: readonly SessionEvent[]): SessionEvent[] =>
  log.filter((event) => role === 'agent' || event.audience === 'all')

export function createModelGateway(world: World): ModelGateway {
  const epochs: SessionEvent[][] = [[]]
  const connections = new Set<Connection>()
  const acked = new Set<string>()
  let fence = 1
  let holder: Holder = 'bot'
  let derived = 0

  const log = () => epochs.at(-1) ?? []
  const epoch = () => `e_${epochs.length}`
  const head = () => log().at(-1)?.seq ?? 0

  const entriesFor = (role: Role) =>
    visibleTo(role, log()).map((event, at, all) => ({ prev: all[at - 1]?.seq ?? 0, event }))

  function append(...drafts: Draft[]) {
    for (const draft of drafts) {
      const event = { ...draft, seq: head() + 1, at: world.now() } as SessionEvent
      log().push(event)
      if (event.kind === 'baton.passed') {
        fence = event.body.fence
        holder = event.body.to
      }
      for (const connection of connections) {
        const entry = connection.isLive ? entriesFor(connection.role).at(-1) : undefined
        if (entry?.event === event) connection.send({ type: 'event', ...entry })
      }
    }
  }

  function viewFor(role: Role): SessionView {
    const agent = holder.startsWith('agent:') ? { id: holder.slice(6), name: 'Lin' } : null
    return {
      fence,
      holder,
      agent,
      case: null,
      handoff: null,
      queue: null,
      reads: { customer: 0, staff: 0 },
      stream: null,
      ...(role === 'agent' && { staff: { profile: null, brief: null } }),
    }
  }

  function hello(connection: Connection, frame: Extract<ClientFrame, { type: 'hello' }>) {
    const all = entriesFor(connection.role)
    const { req, since } = frame
    const resumed = since !== undefined && frame.epoch === epoch() && since <= head()
    const wanted = resumed ? all.filter((entry) => entry.event.seq > since) : all.slice(-PAGE)
    const entries = wanted.slice(0, PAGE)
    const more = wanted.length > entries.length
    const you = { role: connection.role, id: connection.id, name: null }
    const welcome = {
      session: 's_1',
      now: world.now(),
      epoch: epoch(),
      head: head(),
      resumed,
      you,
      state: viewFor(connection.role),
    }
    connection.send({ type: 'welcome', v: 1, req, ...welcome })
    connection.send({ type: 'replay', req, entries, more })
    connection.isLive = !more
  }

  function send(connection: Connection, { id, body }: Extract<ClientFrame, { type: 'send' }>) {
    const known = log().find((event) => event.id === id)
    if (!known && body.kind === 'rate') {
      const refusal = { code: 'already_rated', message: 'Already rated.', retryable: false } as const
      return connection.send({ type: 'nack', id, ...refusal })
    }
    if (!known && gateway.troubled && world.chance(0.2)) {
      const refusal = { code: 'rate_limited', message: 'Too fast.', retryable: true, retryAfterMs: 1_000 } as const
      return connection.send({ type: 'nack', id, ...refusal })
    }
    const by = { role: connection.role, id: connection.id }
    if (!known && body.kind === 'message') {
      const opened = { caseId: id, reopened: false }
      if (log().length === 0)
        append({ kind: 'case.opened', id: `${id}:case`, by: SYSTEM, audience: 'all', body: opened })
      append({ kind: 'message', id, by, audience: 'all', body: { text: body.text } })
      if (by.role === 'customer') world.after(world.random() * 300, answer)
    }
    if (!known && body.kind === 'note') append({ kind: 'note', id, by, audience: 'staff', body: { text: body.text } })
    const row = log().find((event) => event.id === id)
    if (!row) throw new Error(`the model does not know ${body.kind}`)
    acked.add(id)
    connection.send({ type: 'ack', id, seq: row.seq, at: row.at })
  }

  function answer() {
    const turn = `t_${++derived}`
    const by = { role: 'bot', id: 'bot' } as const
    append({ kind: 'note', id: `${turn}:note`, by, audience: 'staff', body: { text: 'Looked it up.' } })
    append({ kind: 'message', id: turn, by, audience: 'all', body: { text: 'An answer.', turn } })
  }

  const gateway: ModelGateway = {
    answer,
    get log() {
      return log()
    },
    epochs,
    acked,
    troubled: true,
    get state() {
      return { fence, holder }
    },
    accept: (connection) => connections.add(connection),
    gone: (connection) => connections.delete(connection),
    receive(connection, frame) {
      if (!connections.has(connection)) return
      if (frame.type === 'hello') hello(connection, frame)
      if (frame.type === 'send') send(connection, frame)
      if (frame.type === 'history') {
        const before = entriesFor(connection.role).filter((entry) => entry.event.seq < frame.before)
        const more = before.length > PAGE
        connection.send({ type: 'page', req: frame.req, entries: before.slice(-PAGE), more })
      }
    },
    append,
    pass(to) {
      const body = { from: holder, to, fence: fence + 1, reason: 'accepted' } as const
      const agent = to.startsWith('agent:') && { agent: { id: to.slice(6), name: 'Lin' } }
      const id = `pass_${++derived}`
      append({ kind: 'baton.passed', id, by: SYSTEM, audience: 'all', body: { ...body, ...agent } })
    },
    evict() {
      for (const connection of [...connections]) {
        connections.delete(connection)
        connection.close(4000)
      }
    },
    restore() {
      const kept = log().filter((event) => event.audience === 'all' || event.by.role === 'agent')
      epochs.push(kept.map((event, at) => ({ ...event, seq: at + 1 })))
      gateway.evict()
    },
    overtake() {
      for (const connection of connections) {
        if (!connection.isLive) continue
        connection.isLive = false
        connection.send({ type: 'behind', head: head() })
      }
    },
  }
  return gateway
}
