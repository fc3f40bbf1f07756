import type { Connection, Host, World } from '@baton/client/testing'
import { type ClientFrame, type Command, ERRORS, type ErrorCode, type SessionEvent } from '@baton/protocol'
import { redact } from '@baton/relay/masking'
import {
  type Actor,
  decide,
  decidePass,
  type EventDraft,
  effectsOf,
  fold,
  headFor,
  initialState,
  isOfCall,
  type Live,
  maskCommand,
  maySee,
  numbered,
  type PassRequest,
  partyOf,
  type SessionState,
  viewFor,
} from '@baton/relay/session'
import { createDisk, type Disk } from './disk.ts'
import { createDuties, SETTINGS } from './engine-duties.ts'
import { createFloorStandIn, type FloorStandIn } from './floor-stand-in.ts'

const TROUBLE = ['rate_limited', 'unavailable', 'storage_full'] as const satisfies ErrorCode[]

export interface Ack {
  by: Pick<SessionEvent['by'], 'role' | 'id'>
  id: string
  seq: number
}

/** A pass that was applied, and where the session stood. */
interface Applied {
  asked: PassRequest
  at: { handoffId: string | undefined; expectedFence: number }
}

/** The real session engine with storage, clock and sockets that may fail at any moment. */
export interface EngineGateway extends Host {
  readonly disk: Disk
  readonly floor: FloorStandIn
  readonly state: SessionState
  readonly live: Live
  /** What was acknowledged in this epoch and not taken back by a restore; the same command may be there twice. */
  readonly acks: readonly Ack[]
  readonly passes: readonly Applied[]
  /** While true, sends are refused for a while and turns fail. */
  isTroubled: boolean
  /** The instance is gone and another one takes over: sockets stay, everything else in memory is lost. */
  evict(): void
  /** The same, and all sockets break. */
  crash(): void
  /** An older copy of the storage is put back, as another epoch. Returns what is lost. */
  restore(): SessionEvent[]
  /** Takes everyone out of live fan-out. */
  overtake(): void
}

export function createEngineGateway(world: World): EngineGateway {
  const disk = createDisk()
  const connections = new Set<Connection>()
  let acks: Ack[] = []
  let state = initialState
  /** Raised when the instance dies, so that what it still had in hand is never finished. */
  let instance = 0
  let freeAt = 0
  const passes: Applied[] = []

  const floor = createFloorStandIn(world, (request) => {
    const decision = decidePass(state, request)
    if (decision.answer === 'pass') {
      passes.push({ asked: request, at: { handoffId: state.handoff?.id, expectedFence: state.fence } })
      commit(decision.drafts)
    }
    return decision.answer === 'moved' ? { ok: false } : { ok: true, fence: state.fence }
  })

  const duties = createDuties(world, {
    disk,
    floor,
    isTroubled: () => gateway.isTroubled,
    state: () => state,
    commit,
    cast(frame) {
      for (const connection of connections) if (connection.isLive) connection.send(frame)
    },
  })

  function commit(drafts: readonly EventDraft[], within = () => {}, stored = (_: readonly SessionEvent[]) => {}) {
    const { fence } = state
    const committed: { event: SessionEvent; prev: { customer: number; agent: number } }[] = []
    disk.transaction((append) => {
      let next = state
      for (const draft of drafts) {
        if (disk.find(draft.by, draft.id)) continue
        const event = numbered(draft, next.head + 1, world.now())
        append(event)
        committed.push({ event, prev: { customer: next.publicHead, agent: next.head } })
        next = fold(next, event)
      }
      state = next
      within()
      for (const { event } of committed) for (const effect of effectsOf(event, state)) duties.record(effect)
    })
    if (state.fence !== fence) duties.stream = null
    stored(committed.map(({ event }) => event))
    for (const { event, prev } of committed) {
      for (const connection of connections) {
        if (!connection.isLive || !maySee(connection.role, event)) continue
        connection.send({ type: 'event', prev: prev[connection.role], event })
      }
    }
    duties.wake()
  }

  function hello(connection: Connection, hello: Extract<ClientFrame, { type: 'hello' }>) {
    const { role } = connection
    const head = headFor(role, state)
    const since = hello.epoch === disk.epoch && hello.since !== undefined && hello.since <= head ? hello.since : null
    const tail = () => ({ ...disk.before(Number.MAX_SAFE_INTEGER, role), more: false })
    const { entries, more } = since !== null ? disk.after(since, role) : tail()
    const you = { role, id: connection.id, name: actorOf(connection).name }
    connection.send({
      ...{
        type: 'welcome',
        v: 1,
        req: hello.req,
        session: 's_1',
        now: world.now(),
        epoch: disk.epoch,
        head,
        resumed: since !== null,
      },
      ...{ you, state: viewFor(role, state, gateway.live) },
    })
    connection.send({ type: 'replay', req: hello.req, entries, more })
    connection.isLive = !more
    duties.wake()
  }

  /** Prepare takes a while, and one ends before the next begins. */
  function send(connection: Connection, id: string, body: Command) {
    const mine = instance
    freeAt = Math.max(freeAt, world.now()) + world.random() * 40
    world.after(freeAt - world.now(), () => {
      if (mine === instance) settleSend(connection, id, body)
    })
  }

  function settleSend(connection: Connection, id: string, body: Command) {
    const actor = actorOf(connection)
    const by = partyOf(actor)
    const ack = (event: SessionEvent) => {
      acks.push({ by, id, seq: event.seq })
      connection.send({ type: 'ack', id, seq: event.seq, at: event.at })
    }
    const nack = (code: ErrorCode, retryAfterMs?: number) => {
      const { message, retryable } = ERRORS[code]
      connection.send({ type: 'nack', id, code, message, retryable, ...(retryAfterMs && { retryAfterMs }) })
    }
    const known = disk.find(by, id)
    if (known) return ack(known)
    if (gateway.isTroubled && world.chance(0.15)) {
      return nack(TROUBLE[Math.floor(world.random() * TROUBLE.length)] ?? 'unavailable', 1_000)
    }
    // Nobody in this world looks at originals, or calls.
    if (body.kind === 'reveal' || body.kind === 'redact' || isOfCall(body)) return nack('forbidden')
    const { command } = maskCommand(body, [])
    const handedBack = redact('I am back.', []).text
    const verdict = decide(state, id, command, actor, { now: world.now(), settings: SETTINGS, handedBack })
    if (!verdict.ok) return nack(verdict.code)
    commit(verdict.drafts, undefined, (events) => {
      const own = events.find((event) => event.id === id)
      if (own) ack(own)
    })
  }

  const gateway: EngineGateway = {
    disk,
    floor,
    passes,
    isTroubled: true,
    get state() {
      return state
    },
    get live() {
      return { reads: { customer: 0, staff: 0 }, queue: null, stream: duties.stream }
    },
    get acks() {
      return acks
    },
    accept: (connection) => connections.add(connection),
    gone: (connection) => connections.delete(connection),
    receive(connection, frame) {
      if (!connections.has(connection)) return
      if (frame.type === 'hello') hello(connection, frame)
      if (frame.type === 'send') send(connection, frame.id, frame.body)
      if (frame.type === 'history') {
        connection.send({ type: 'page', req: frame.req, ...disk.before(frame.before, connection.role) })
      }
    },
    evict() {
      instance += 1
      freeAt = 0
      duties.renew()
      state = disk.log.reduce(fold, initialState)
    },
    crash() {
      for (const connection of [...connections]) {
        connections.delete(connection)
        connection.close(4000)
      }
      gateway.evict()
    },
    restore() {
      const lost = disk.restore(world.random())
      acks = acks.filter((ack) => ack.seq <= disk.log.length)
      floor.forget()
      gateway.crash()
      duties.wake()
      return lost
    },
    overtake() {
      for (const connection of connections) {
        if (!connection.isLive) continue
        connection.isLive = false
        connection.send({ type: 'behind', head: headFor(connection.role, state) })
      }
    },
  }
  return gateway
}

const actorOf = ({ role, id }: Connection): Actor => ({ role, id, name: role === 'agent' ? 'Lin' : null })
