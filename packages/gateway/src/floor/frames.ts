import {
  CLOSE,
  type ErrorCode,
  type FloorClientFrame,
  floorClientFrame,
  type Glance,
  HEARTBEAT,
  PROTOCOL_VERSION,
  type QueuedSession,
} from '@baton/protocol'
import { boardsOf, type FloorCommand, type FloorState, holds, offeredCall, transferObstacle } from '@baton/relay/floor'
import { DETECTORS, redact } from '@baton/relay/masking'
import { FLOOR_FRAMES, may } from '@baton/relay/permissions'
import { parseFrame } from '../durable/parse-frame.ts'
import type { Env } from '../env.ts'
import { mintTicket, type TicketEnv } from '../http/tickets.ts'
import type { Places } from '../jurisdiction.ts'
import { warn } from '../log.ts'
import { callOf } from '../rooms-of.ts'
import type { Boards } from './boards.ts'
import type { ToAgent } from './ledger.ts'
import type { Seat } from './seats.ts'
import type { FloorSockets } from './sockets.ts'

/** What frames need of their floor. */
export interface Hall {
  readonly env: TicketEnv & Places & Pick<Env, 'CALL'>
  readonly sockets: FloorSockets
  readonly boards: Boards
  state(): FloorState
  workspace(): string
  /** Commits, and shows the new boards. The caller passes the answers on. */
  commit(command: FloorCommand): ToAgent[]
  /** What is said on a call that waits; null when it does not. */
  glance(item: QueuedSession): Promise<Glance | null>
  /** An agent is about to get a ticket to a session. */
  letIn(seat: Seat): void
  /** An agent asked for a session that is not theirs. */
  refused(ws: WebSocket, session: string): void
  /** False when whoever is at this socket may no longer work here; it is closed then. */
  mayWork(ws: WebSocket): Promise<boolean>
}

/** The desk's frames: each is refused with its own code, or becomes one command. */
export class FloorFrames {
  readonly #hall: Hall

  constructor(hall: Hall) {
    this.#hall = hall
  }

  async receive(ws: WebSocket, raw: string | ArrayBuffer): Promise<void> {
    const { sockets } = this.#hall
    const now = Date.now()
    const pace = sockets.pace(ws, now)
    if (pace === 'refuse') return sockets.refuse(ws, 'rate_limited', CLOSE.rateLimited)
    if (pace === 'fault') return sockets.fault(ws, 'rate_limited')
    // The runtime answers a heartbeat itself unless the object was just busy with this socket.
    if (raw === HEARTBEAT.ping) return sockets.send(ws, { type: 'pong' })
    const parsed = parseFrame(floorClientFrame, raw)
    if (!parsed.ok) {
      sockets.fault(ws, parsed.code, parsed.of)
      if (parsed.code === 'frame_too_large') ws.close(CLOSE.frameTooLarge, parsed.code)
      return
    }
    const { frame } = parsed
    if (!may(sockets.of(ws).rank ?? 'agent', FLOOR_FRAMES[frame.type])) {
      return sockets.fault(ws, 'forbidden', frame.type)
    }
    if (frame.type === 'hello') return this.#greet(ws, frame, now)
    if (!sockets.of(ws).greeted) return sockets.fault(ws, 'hello_required', frame.type)
    sockets.change(ws, { seenAt: now })
    await this.#serve(ws, frame)
  }

  /** Tells agents what became of their `accept`. */
  async answer(answers: readonly ToAgent[]): Promise<void> {
    const { sockets } = this.#hall
    for (const answer of answers) {
      for (const { ws, id } of sockets.takeAccepting(answer.agentId, answer.offerId)) {
        if (answer.type === 'offerGone') sockets.nack(ws, id, 'offer_gone')
        else await this.#open(ws, id, answer.session)
      }
    }
  }

  /** The session could not be asked. The pass is tried again; the agent need not sit and wait for it. */
  excuse(agentId: string, offerId: string, code: ErrorCode): void {
    for (const { ws, id } of this.#hall.sockets.takeAccepting(agentId, offerId)) this.#hall.sockets.nack(ws, id, code)
  }

  #greet(ws: WebSocket, { v, req }: Extract<FloorClientFrame, { type: 'hello' }>, now: number): void {
    const { sockets } = this.#hall
    if (v !== PROTOCOL_VERSION) {
      sockets.refuse(ws, 'version_unsupported', CLOSE.versionUnsupported)
      return
    }
    const { agent } = sockets.of(ws)
    this.#hall.commit({ type: 'arrive', agent })
    sockets.change(ws, { greeted: true, seenAt: now })
    const board = boardsOf(this.#hall.state())(agent.id)
    this.#hall.boards.welcome(ws, {
      type: 'welcome',
      v: PROTOCOL_VERSION,
      req,
      you: { id: agent.id, name: agent.name },
      now,
      board,
    })
  }

  async #serve(ws: WebSocket, frame: Exclude<FloorClientFrame, { type: 'hello' }>): Promise<void> {
    const { sockets } = this.#hall
    const { agent, accepting } = sockets.of(ws)
    switch (frame.type) {
      case 'presence':
        this.#hall.commit({ type: 'presence', agentId: agent.id, presence: frame.presence })
        return sockets.send(ws, { type: 'ack', id: frame.id })
      case 'decline': {
        const refused = this.#hall.commit({ type: 'decline', agentId: agent.id, offerId: frame.offerId }).length > 0
        return refused ? sockets.nack(ws, frame.id, 'offer_gone') : sockets.send(ws, { type: 'ack', id: frame.id })
      }
      case 'accept': {
        const { id, offerId } = frame
        // Noted before anything is awaited: the answer may come from another event of this object.
        sockets.change(ws, { accepting: [...accepting.filter((each) => each.id !== id), { id, offerId }] })
        if (!(await this.#isAllowed(ws, id))) return
        return this.answer(this.#hall.commit({ type: 'accept', agentId: agent.id, offerId }))
      }
      case 'ready':
        this.#hall.commit({ type: 'ready', agentId: agent.id })
        return sockets.send(ws, { type: 'ack', id: frame.id })
      case 'transfer': {
        const { id, session, to, note } = frame
        const wish = { agentId: agent.id, session, to }
        const code = transferObstacle(this.#hall.state(), wish)
        if (code) return sockets.nack(ws, id, code)
        await this.answer(this.#hall.commit({ type: 'transfer', ...wish, note: redact(note, DETECTORS).text }))
        return sockets.send(ws, { type: 'ack', id })
      }
      case 'recall':
        await this.answer(this.#hall.commit({ type: 'recall', agentId: agent.id, session: frame.session }))
        return sockets.send(ws, { type: 'ack', id: frame.id })
      case 'glance':
        if (!(await this.#isAllowed(ws, frame.id))) return
        return this.#glance(ws, frame)
      case 'open':
        if (!(await this.#isAllowed(ws, frame.id))) return
        if (!holds(this.#hall.state(), agent.id, frame.session)) {
          this.#hall.refused(ws, frame.session)
          return sockets.nack(ws, frame.id, 'not_found')
        }
        return this.#open(ws, frame.id, frame.session)
      case 'rejoin':
        if (!(await this.#isAllowed(ws, frame.id))) return
        return this.#rejoin(ws, frame)
      default:
        return frame satisfies never
    }
  }

  /** For as long as a call is offered to this agent, and to nobody else. */
  async #glance(ws: WebSocket, { id, offerId }: Extract<FloorClientFrame, { type: 'glance' }>): Promise<void> {
    const { sockets } = this.#hall
    const { agent } = sockets.of(ws)
    const item = offeredCall(this.#hall.state(), agent.id, offerId)
    const seen = item && (await this.#hall.glance(item).catch((error: unknown) => void warn('floor.glance', error)))
    // It may have gone on to a colleague meanwhile.
    if (!seen || !offeredCall(this.#hall.state(), agent.id, offerId)) return sockets.nack(ws, id, 'offer_gone')
    sockets.send(ws, { type: 'glance', id, ...seen })
  }

  /** The line of who stays beside a colleague: no session lets them in to its call, so the call itself is asked. */
  async #rejoin(ws: WebSocket, { id, session, call }: Extract<FloorClientFrame, { type: 'rejoin' }>): Promise<void> {
    const { sockets, env, workspace } = this.#hall
    const { agent, origin } = sockets.of(ws)
    try {
      const seat = await callOf(env, workspace(), call).seatOf({ agent: agent.id, session })
      if (!seat) return sockets.nack(ws, id, 'no_call')
      const { name } = agent
      const ticket = await mintTicket(env, { ...seat, role: 'agent', participant: agent.id, name, origin })
      sockets.send(ws, { type: 'ack', id, session, ticket })
    } catch (error) {
      warn('floor.rejoin', error)
      sockets.nack(ws, id, 'unavailable')
    }
  }

  /** Asked again at each door to a session, because a ticket outlives the desk's right to work by hours. */
  async #isAllowed(ws: WebSocket, id: string): Promise<boolean> {
    const { sockets } = this.#hall
    const { accepting } = sockets.of(ws)
    try {
      return await this.#hall.mayWork(ws)
    } catch (error) {
      warn('floor.agent', error)
      sockets.change(ws, { accepting: accepting.filter((each) => each.id !== id) })
      sockets.nack(ws, id, 'unavailable')
      return false
    }
  }

  async #open(ws: WebSocket, id: string, session: string): Promise<void> {
    const { agent, rank = 'agent', login, origin } = this.#hall.sockets.of(ws)
    this.#hall.letIn({ session, agent: agent.id, login: login ?? '', rank })
    const ticket = await mintTicket(this.#hall.env, {
      room: 'session',
      workspace: this.#hall.workspace(),
      origin,
      session,
      role: 'agent',
      participant: agent.id,
      name: agent.name,
      profile: null,
      rank,
      ...(login !== null && { login }),
    })
    this.#hall.sockets.send(ws, { type: 'ack', id, session, ticket })
  }
}
