import { DurableObject } from 'cloudflare:workers'
import { CLOSE, ticketClaims } from '@baton/protocol'
import { awaitedBy, boardsOf, crowdOf, type FloorCommand } from '@baton/relay/floor'
import type { DirectoryRoom } from '../directory/rooms.ts'
import { countSockets } from '../durable/census.ts'
import { migrate } from '../durable/migrate.ts'
import { type Timer, Timers } from '../durable/timers.ts'
import { finishClose, refuseUpgrade } from '../durable/upgrade.ts'
import { type Env, generationOf, TICKET_HEADER } from '../env.ts'
import { warn } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import type { HeldSession } from '../session/rooms.ts'
import { Boards } from './boards.ts'
import { FloorErrands } from './errands.ts'
import { FloorFrames } from './frames.ts'
import { type FloorTimer, Ledger, type ToAgent } from './ledger.ts'
import { Premises } from './premises.ts'
import { Refusals } from './refusals.ts'
import { RollCall } from './roll-call.ts'
import type { FloorRoom } from './rooms.ts'
import { SCHEMA } from './schema.ts'
import { type Seat, Seats } from './seats.ts'
import { FloorSockets, type Upgrade } from './sockets.ts'
import { FloorStore } from './store.ts'
import { Sweep } from './sweep.ts'

/** A timer whose work failed is tried again after this time. */
const TIMER_RETRY_MS = 1_000

/**
 * The floor of one workspace: who is here, who waits, who was asked. What happens is decided in `@baton/relay/floor`;
 * this object gives it sockets, rows, time, and the sessions' ear.
 */
export class Floor extends DurableObject<Env> implements FloorRoom {
  readonly #store: FloorStore
  readonly #timers: Timers<FloorTimer>
  readonly #errands: FloorErrands
  readonly #premises: Premises
  readonly #seats: Seats
  readonly #sockets: FloorSockets
  readonly #boards: Boards
  readonly #ledger: Ledger
  readonly #frames: FloorFrames
  readonly #sweep: Sweep
  readonly #rollCall: RollCall
  readonly #refusals: Refusals

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    migrate(storage, SCHEMA)
    this.#store = new FloorStore(storage.sql)
    this.#premises = new Premises(this.#store, env)
    this.#timers = new Timers(storage)
    this.#errands = new FloorErrands({
      storage,
      timers: this.#timers,
      env,
      workspace: () => this.#premises.workspace,
      state: () => this.#ledger.state,
      sessionRoom: (session) => this.sessionRoom(session),
      passed: ({ session, handoffId, expectedFence, to }, outcome) =>
        this.#do({ type: 'passed', session, handoffId, expectedFence, to, outcome }),
      unanswered: ({ session }) => this.#excuse(session),
    })
    this.#refusals = new Refusals(storage, this.#errands)
    this.#seats = new Seats(storage.sql)
    this.#sockets = new FloorSockets(ctx)
    this.#boards = new Boards(this.#sockets)
    this.#ledger = new Ledger({
      storage,
      store: this.#store,
      timers: this.#timers,
      errands: this.#errands,
      settings: () => this.#premises.settings,
    })
    this.#sweep = new Sweep(this.#sockets, this.#timers)
    this.#rollCall = new RollCall({
      directory: () => this.#directory(),
      sockets: this.#sockets,
      seats: this.#seats,
      sweep: this.#sweep,
      timers: this.#timers,
      dismiss: (seats, because) => this.#dismiss(seats, because),
      sendOff: (agentId) => this.#do({ type: 'leave', agentId, revoked: true }),
      missed: (agentIds) => this.#leaveAll(agentIds),
    })
    this.#frames = new FloorFrames({
      env,
      sockets: this.#sockets,
      boards: this.#boards,
      state: () => this.#ledger.state,
      workspace: () => this.#premises.workspace,
      commit: (command) => this.#commit(command),
      glance: ({ session, handoffId }) => this.sessionRoom(session).glance({ handoffId }),
      letIn: (seat) => this.#seats.take(seat, Date.now()),
      refused: (ws, session) => {
        const { agent, rank = 'agent' } = this.#sockets.of(ws)
        if (this.#refusals.write(agent.id, rank, session, Date.now())) this.ctx.waitUntil(this.#errands.run())
      },
      mayWork: async (ws) => {
        await this.#rollCall.call([this.#sockets.of(ws).agent.id])
        return ws.readyState === WebSocket.OPEN
      },
    })
    this.#enterGeneration()
    this.#missAbsent()
    this.#tellCrowd()
  }

  /** Upgrades of agents, with the ticket the Worker has verified. */
  override async fetch(request: Request): Promise<Response> {
    const claims = ticketClaims.parse(JSON.parse(decodeURIComponent(request.headers.get(TICKET_HEADER) ?? 'null')))
    const now = Date.now()
    if (claims.room !== 'floor') return refuseUpgrade('forbidden', CLOSE.forbidden)
    if (!this.#store.burn(claims.jti, claims.expiresAt, now)) return refuseUpgrade('ticket_used', CLOSE.unauthenticated)
    await this.#premises.know(claims.workspace)
    const asked = claims.login === undefined ? [] : [claims.login]
    const { agent, logins } = await this.#directory().standing({ agent: claims.agent.id, logins: asked })
    if (!agent) return refuseUpgrade('forbidden', CLOSE.forbidden)
    if (logins.length < asked.length) return refuseUpgrade('unauthenticated', CLOSE.unauthenticated)
    const upgrade: Upgrade = this.#sockets.accept(agent, claims, now)
    if (!upgrade.ok) return refuseUpgrade('too_many_sockets', CLOSE.tooManySockets)
    for (const { login, endsAt } of logins) this.#sweep.expectEnd(login, endsAt, now)
    this.#sweep.expectHello(now)
    this.#timers.arm()
    return upgrade.response
  }

  async enqueue({ item, fence, workspace, goesOn }: Parameters<FloorRoom['enqueue']>[0]): Promise<void> {
    await this.#premises.know(workspace)
    // Nothing may have been swept while the floor was quiet; an offer must not go to a desk that is long gone.
    this.#leaveAll(this.#sweep.run(Date.now()))
    await this.#do({ type: 'enqueue', item, fence, goesOn })
  }

  async reword(request: Parameters<FloorRoom['reword']>[0]): Promise<void> {
    await this.#do({ type: 'reword', ...request })
  }

  async onCall(request: Parameters<FloorRoom['onCall']>[0]): Promise<void> {
    await this.#do({ type: 'onCall', ...request })
  }

  async release({ session, handoffId, fence }: Parameters<FloorRoom['release']>[0]): Promise<void> {
    await this.#do({ type: 'release', session, handoffId, fence })
  }

  async alert({ workspace, ...alert }: Parameters<FloorRoom['alert']>[0]): Promise<void> {
    await this.#premises.know(workspace)
    this.#sockets.tellSupervisors({ type: 'alert', ...alert })
  }

  /** Directory has changed: whoever may no longer work here is sent off at once. */
  async recheckAgents(): Promise<void> {
    await this.#rollCall.all()
  }

  /** Rings what is due and arms for the rest: the platform gives an alarm up that failed too often. */
  async lookAtTimers(): Promise<void> {
    await this.alarm()
  }

  override async webSocketMessage(ws: WebSocket, raw: string | ArrayBuffer): Promise<void> {
    await this.#frames.receive(ws, raw)
  }

  override webSocketClose(ws: WebSocket, code: number, reason: string): void {
    finishClose(ws, code, reason)
    this.#missAfter(ws)
  }

  override webSocketError(ws: WebSocket): void {
    this.#missAfter(ws)
  }

  override async alarm(): Promise<void> {
    this.#timers.disarm()
    const now = Date.now()
    for (const timer of this.#timers.take(now)) await this.#ring(timer, now)
    this.#timers.arm()
    await this.#errands.run()
  }

  /** A session's room. Tests of the floor alone put their own here. */
  protected sessionRoom(session: string): HeldSession {
    return sessionOf(this.env, this.#premises.workspace, session)
  }

  async #ring({ kind, key }: Timer<FloorTimer>, now: number): Promise<void> {
    try {
      switch (kind) {
        case 'floor':
          this.#ledger.timerTaken()
          return await this.#do({ type: 'tick' })
        case 'boards':
          return this.#boards.showAll(boardsOf(this.#ledger.state), now)
        case 'outbox':
          // Set anew by the drain that follows; this row only covers a crash before that.
          return this.#timers.set('outbox', key, now + TIMER_RETRY_MS)
        case 'sweep':
          this.#leaveAll(this.#sweep.run(now))
          this.#sweep.watch(this.#ledger.state, now)
          this.ctx.waitUntil(
            this.recheckAgents().catch((error) => {
              warn('floor.agents', error)
              this.#timers.set(kind, key, Date.now() + TIMER_RETRY_MS)
              this.#timers.arm()
            }),
          )
          return
        default:
          return kind satisfies never
      }
    } catch (error) {
      warn('floor.timer', error, { timer: kind })
      this.#timers.set(kind, key, now + TIMER_RETRY_MS)
    }
  }

  async #do(command: FloorCommand): Promise<void> {
    await this.#frames.answer(this.#commit(command))
  }

  #commit(command: FloorCommand): ToAgent[] {
    const now = Date.now()
    const { changed, calls, answers, affected } = this.#ledger.commit(command, now)
    if (changed) {
      const { state } = this.#ledger
      this.#tellCrowd()
      this.#sweep.watch(state, now)
      const due = this.#boards.show(boardsOf(state), affected, state.agents.size, now)
      if (due !== null) this.#timers.set('boards', '', due)
      this.#timers.arm()
    }
    if (calls) this.ctx.waitUntil(this.#errands.run())
    return answers
  }

  /** Agents who have to leave sessions they were let into. */
  #dismiss(seats: readonly Seat[], because: 'gone' | 'signed_out' | 'rank'): void {
    if (seats.length === 0) return
    const now = Date.now()
    this.ctx.storage.transactionSync(() => {
      for (const seat of seats) {
        const { session, agent, login } = seat
        this.#errands.dismiss(session, { agent, because, ...(because === 'signed_out' && { login }) }, now)
        this.#seats.give(seat)
      }
    })
    this.ctx.waitUntil(this.#errands.run())
  }

  #directory(): DirectoryRoom {
    return directoryOf(this.env, this.#premises.workspace)
  }

  /** The agent who accepted it need not sit and wait for its session. */
  #excuse(session: string): void {
    const awaited = awaitedBy(this.#ledger.state, session)
    if (awaited) this.#frames.excuse(awaited.agent.id, awaited.offer, 'unavailable')
  }

  #tellCrowd(): void {
    const { waiting, online } = crowdOf(this.#ledger.state)
    const floor = this.ctx.id.toString()
    metrics.queue.set(floor, waiting)
    metrics.agents.set(floor, online)
  }

  #missAfter(closed: WebSocket): void {
    countSockets(this.ctx, closed)
    const { agent } = this.#sockets.of(closed)
    if (!this.#sockets.isHere(agent.id, closed)) this.#commit({ type: 'leave', agentId: agent.id, revoked: false })
  }

  #leaveAll(agentIds: Iterable<string>): void {
    const gone = [...agentIds].filter((agentId) => !this.#sockets.isHere(agentId))
    // Together: after a restart it may be everybody, and each change looks at the whole floor.
    if (gone.length > 0) this.#commit({ type: 'absent', agentIds: gone })
  }

  /**
   * Storage was rewound, the floor's or its sessions' or both: the floor begins anew, and asks whom it knew. Sessions it
   * did not know wake by their own alarms or their clients, and tell by themselves.
   */
  #enterGeneration(): void {
    const generation = generationOf(this.env)
    if (this.#store.generation() === generation) return
    // On one machine they went down with the process; elsewhere they may not have.
    for (const ws of this.#sockets.open()) this.#sockets.refuse(ws, 'unavailable', CLOSE.restarting)
    // Sessions see the same generation and close their sockets themselves.
    this.#seats.clear()
    this.#ledger.forget(generation, Date.now())
    this.ctx.waitUntil(this.#errands.run())
  }

  /** After a restart nobody tells of the sockets that went down with the machine. */
  #missAbsent(): void {
    this.#leaveAll([...this.#ledger.state.agents.values()].filter(({ connected }) => connected).map(({ id }) => id))
  }
}
