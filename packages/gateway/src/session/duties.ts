import { type AuditEntry, CLOSE, LIMITS } from '@baton/protocol'
import { DETECTORS, redactJson } from '@baton/relay/masking'
import {
  BOT,
  closeSilent,
  type Effect,
  type EventDraft,
  firedBefore,
  firstLook,
  isCurrent,
  joinTurn,
  queued,
  type SessionState,
  SYSTEM,
  type Turn,
  writeBrief,
} from '@baton/relay/session'
import { AUDIT_TARGET } from '../audit/target.ts'
import { Errands } from '../durable/errands.ts'
import { type Timer, Timers } from '../durable/timers.ts'
import { warn } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'
import type { AuditRoom, DirectoryRoom, FloorRoom, SessionRoom } from '../rooms.ts'
import { auditOf, directoryOf, floorOf, sessionOf } from '../rooms-of.ts'
import { recentOrders } from './business.ts'
import { Codes } from './codes.ts'
import type { Core } from './core.ts'
import { lookAtAge } from './retention.ts'
import { stepUp } from './step-up.ts'
import { Turns } from './turns.ts'

/** A live turn is looked after this often until it ends. */
const TURN_WATCH_MS = 1_000
/** What a crash or an error left undone is taken up again after this time. */
const RETRY_MS = 5_000
/** A look at a case that could not be finished is repeated after this time. */
const CASE_RETRY_MS = 60_000
/** The same of a look at the session's age. */
const AGE_RETRY_MS = 3_600_000
/** Files that could not be tidied are looked at again after this time. */
const FILES_RETRY_MS = 60_000
/** An agent may read on this long after giving the baton away. */
const WRAP_UP_MS = 120_000
/** An answer being written is checkpointed this often. */
const CHECKPOINT_MS = 1_000

type TimerKind = 'turn' | 'brief' | 'case' | 'wrap_up' | 'behind' | 'outbox' | 'retain' | 'files'

/** Target in the outbox of what Directory is told. No workspace is called so. */
const DIRECTORY = '*directory'

type AuditCall = { call: 'audit'; request: Parameters<AuditRoom['record']>[0] }
type DirectoryCall = { call: 'expire'; request: Parameters<DirectoryRoom['expire']>[0] }
type SessionCall = { call: 'take_case'; request: Parameters<SessionRoom['takeCase']>[0] }
type FloorCall =
  | { call: 'enqueue'; request: Parameters<FloorRoom['enqueue']>[0] }
  | { call: 'reword'; request: Parameters<FloorRoom['reword']>[0] }
  | { call: 'release'; request: Parameters<FloorRoom['release']>[0] }

/** What a session owes after a commit: rows written with the events, worked off afterwards, taken up again after a crash. */
export class Duties {
  readonly turns: Turns
  readonly #core: Core
  readonly #codes: Codes
  readonly #timers: Timers<TimerKind>
  readonly #errands: Errands<FloorCall | AuditCall | DirectoryCall | SessionCall>
  readonly #briefing = new Set<string>()
  readonly #readAt = new WeakMap<Turn, number>()
  #checkpointAt = 0

  constructor(core: Core) {
    this.#core = core
    this.#codes = new Codes(core.ctx.storage.sql, core.env.BATON_SECRET, () => {
      const { workspace, session } = core.identity()
      return `${workspace}|${session}`
    })
    this.#timers = new Timers(core.ctx.storage)
    this.#errands = new Errands(core.ctx.storage, this.#timers, (target, message) => this.#deliver(target, message))
    const { store, log } = core.ledger
    this.turns = new Turns({
      session: () => core.identity().session,
      now: Date.now,
      state: () => core.ledger.state,
      turn: () => this.#read(store.turn()),
      said: (seq) => {
        const event = log.get(seq)
        return event?.kind === 'message'
          ? { text: event.body.text, files: event.body.files?.length ?? 0 }
          : { text: '', files: 0 }
      },
      isStored: (id) => core.ledger.find(BOT, id) !== null,
      handlesOf: (seqs) => seqs.flatMap((seq) => core.handles.get(seq) ?? []),
      stepUp: (knowhow, call) => stepUp(this.#codes, knowhow, call),
      knowhow: () => core.knowhow(),
      commit: (turn, drafts, end) => this.#commitTurn(turn, drafts, end),
      endTurn: () => this.#endTurn(),
      busy: () => core.sockets.signal({ kind: 'typing', by: BOT, on: true }),
      stream: (turn, n, text) => this.#stream(turn, n, text),
    })
  }

  /** Writes the row of an effect, inside the transaction of its event. */
  record(effect: Effect, after: SessionState, now: number): void {
    const { store } = this.#core.ledger
    const { workspace, session } = this.#core.identity()
    switch (effect.do) {
      case 'turn':
        store.saveTurn(joinTurn(store.turn(), effect.seq, after, this.#core.settings, now))
        return this.#timers.set('turn', '', now + TURN_WATCH_MS)
      case 'enqueue': {
        const request = { item: { ...effect.item, session }, fence: effect.fence, workspace }
        return this.#tellFloor(workspace, { call: 'enqueue', request }, now)
      }
      case 'release': {
        const request = { session, handoffId: effect.handoffId, fence: effect.fence }
        return this.#tellFloor(workspace, { call: 'release', request }, now)
      }
      case 'reword': {
        const request = { session, handoffId: effect.handoffId, want: effect.want }
        return this.#tellFloor(workspace, { call: 'reword', request }, now)
      }
      case 'brief':
        return this.#timers.set('brief', effect.handoffId, now + RETRY_MS)
      case 'watch_case':
        return this.#timers.set('case', '', now + this.#core.settings.caseIdleMs)
      case 'wrap_up':
        return this.#timers.set('wrap_up', effect.agent, now + WRAP_UP_MS)
    }
  }

  /** Works off what is owed now. Cheap when nothing is. */
  wake(): void {
    this.#core.ctx.waitUntil(this.turns.run())
    this.#core.ctx.waitUntil(this.#errands.run())
    const handoff = this.#core.ledger.state.handoff?.id
    if (handoff && this.#timers.has('brief', handoff)) this.#core.ctx.waitUntil(this.#completeBrief(handoff))
    if (this.#core.sockets.sweep(Date.now())) this.#timers.set('behind', '', Date.now() + LIMITS.behindMs)
    this.#timers.arm()
  }

  /** The object's one alarm: runs what is due, then arms for the next. A timer that fails is tried again. */
  alarm(now: number): void {
    this.#timers.disarm()
    for (const timer of this.#timers.take(now)) {
      try {
        this.#run(timer, now)
      } catch (error) {
        warn('session.timer', error, { timer: timer.kind })
        this.#timers.set(timer.kind, timer.key, now + RETRY_MS)
      }
    }
    this.wake()
  }

  /** A case goes on in another session, which is told even if this object goes down before. Inside the transaction. */
  giveCase(request: Parameters<SessionRoom['takeCase']>[0], now: number): void {
    this.#errands.put(request.session, { call: 'take_case', request }, now)
  }

  /** An act to be written down, inside the transaction that makes it true. */
  audit(entry: AuditEntry): void {
    this.#errands.put(AUDIT_TARGET, { call: 'audit', request: entry }, entry.at)
  }

  /** Somebody came: how old the session is will be looked at from time to time. */
  watchAge(now: number): void {
    if (this.#timers.has('retain', '')) return
    this.#timers.set('retain', '', firstLook(now))
    this.#timers.arm()
  }

  /** The session's term is over: it is served to nobody any more, and Directory has it erased. */
  expire(now: number): void {
    const { ctx, ledger } = this.#core
    const { session } = this.#core.identity()
    ctx.storage.transactionSync(() => {
      ledger.store.markErased(now)
      this.#errands.put(DIRECTORY, { call: 'expire', request: { session } }, now)
    })
    this.wake()
  }

  /** Calls that wait to be made quote what went out of the log. Inside the transaction of that. */
  purge(words: (text: string) => string, after: SessionState): void {
    const now = queued(after)
    this.#errands.rewrite((message) => {
      // Cut short, a want may end within what is to go.
      const want = (told: { handoffId: string; want: string }) =>
        told.handoffId === now.handoffId ? now.want : words(told.want)
      if (message.call === 'reword') return { ...message, request: { ...message.request, want: want(message.request) } }
      if (message.call !== 'enqueue') return message
      const { item } = message.request
      return { ...message, request: { ...message.request, item: { ...item, want: want(item) } } }
    })
  }

  /** Notes when a turn was read: what is taken out of the log later is still in what this one thinks of. */
  #read(turn: Turn | null): Turn | null {
    if (turn) this.#readAt.set(turn, this.#core.redactions)
    return turn
  }

  #isOutdated(turn: Turn): boolean {
    return (this.#readAt.get(turn) ?? this.#core.redactions) < this.#core.redactions
  }

  /** Before the session's rows go: what was done in it has to be written down elsewhere. Throws while it cannot be. */
  async tellAudit(): Promise<void> {
    if (!this.#errands.has(AUDIT_TARGET)) return
    await this.#errands.run()
    if (this.#errands.has(AUDIT_TARGET)) throw new Error('the audit log has not heard everything of this session')
  }

  isWrappingUp(agent: string): boolean {
    return this.#timers.has('wrap_up', agent)
  }

  #run({ kind, key }: Timer<TimerKind>, now: number): void {
    const { ledger, sockets } = this.#core
    switch (kind) {
      case 'turn':
        if (!ledger.store.turn()) return
        this.#timers.set('turn', '', now + TURN_WATCH_MS)
        return this.turns.endOverdue()
      case 'brief':
        if (ledger.state.handoff?.id === key) this.#timers.set('brief', key, now + RETRY_MS)
        return
      case 'case':
        // Set before anything is awaited: whatever happens, somebody looks again.
        this.#timers.set('case', '', now + CASE_RETRY_MS)
        return this.#core.ctx.waitUntil(this.#watchCase().catch((error) => warn('session.case', error)))
      case 'retain':
        this.#timers.set('retain', '', now + AGE_RETRY_MS)
        return this.#core.ctx.waitUntil(this.#watchAge().catch((error) => warn('session.age', error)))
      case 'files':
        this.#timers.set('files', '', now + FILES_RETRY_MS)
        return this.#core.ctx.waitUntil(this.#tidyFiles(now).catch((error) => warn('session.files', error)))
      case 'wrap_up':
        for (const [ws, { actor }] of sockets.open('agent')) {
          if (!this.#core.mayRead(actor)) sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
        }
        return
      case 'behind': // `wake` sweeps
      case 'outbox': // `wake` drains
        return
    }
  }

  async #watchAge(): Promise<void> {
    const next = await lookAtAge(this.#core, Date.now)
    if (next === null) return this.#timers.clear('retain', '')
    this.#timers.set('retain', '', next)
    this.#timers.arm()
  }

  /** Somebody looks at the files then, or before. */
  tidyFilesAt(due: number): void {
    this.#timers.setEarlier('files', '', due)
  }

  async #tidyFiles(now: number): Promise<void> {
    const next = await this.#core.files.tidy(now)
    if (next === null) return this.#timers.clear('files', '')
    this.#timers.set('files', '', Math.max(next, now + 1))
    this.#timers.arm()
  }

  async #watchCase(): Promise<void> {
    const { caseIdleMs } = (await this.#core.knowhow()).config.settings
    const now = Date.now()
    const { state } = this.#core.ledger
    const it = state.case
    const done = () => this.#timers.clear('case', '')
    if (!it?.open) return done()
    const verdict = closeSilent(state, this.#core.settings, now)
    if (verdict.ok && verdict.drafts.length > 0) {
      this.#core.commit(verdict.drafts, { within: done })
      return
    }
    this.tellAgain(state, now)
    this.#timers.set('case', '', state.holder === 'bot' ? it.lastAt + caseIdleMs : now + caseIdleMs)
    this.wake()
  }

  #tellFloor(workspace: string, message: FloorCall, now: number): void {
    this.#errands.put(workspace, message, now)
  }

  async #deliver(
    target: string,
    { call, request }: FloorCall | AuditCall | DirectoryCall | SessionCall,
  ): Promise<void> {
    const { env } = this.#core
    switch (call) {
      case 'audit':
        await auditOf(env, this.#core.identity().workspace).record(request)
        return
      case 'expire':
        return directoryOf(env, this.#core.identity().workspace).expire(request)
      case 'take_case':
        return sessionOf(env, request.workspace, request.session).takeCase(request)
      case 'enqueue':
        return floorOf(env, target).enqueue(request)
      case 'reword':
        return floorOf(env, target).reword(request)
      case 'release':
        return floorOf(env, target).release(request)
    }
  }

  /** Adds the customer's recent orders to the brief. The agent may have it before; it is then written once more. */
  async #completeBrief(handoffId: string): Promise<void> {
    if (this.#briefing.has(handoffId)) return
    this.#briefing.add(handoffId)
    try {
      const { config, snapshot, exempt } = await this.#core.knowhow()
      const { profile } = this.#core.ledger.state
      const action = snapshot.pack.actions.find((each) => each.id === 'customer.orders')
      const known =
        action && profile?.hostId
          ? await recentOrders(
              config.businessApi,
              action,
              profile.hostId,
              `${this.#core.identity().session}:${handoffId}:orders`,
            )
          : null
      const { state } = this.#core.ledger
      const done = () => this.#timers.clear('brief', handoffId)
      if (state.handoff?.id !== handoffId) return done()
      const orders = {
        orders: redactJson(known ?? [], DETECTORS, exempt),
        ordersState: known ? 'known' : 'unreachable',
      } as const
      const brief = writeBrief(state, state.case?.firing ? firedBefore(state.case.firing) : null, orders, Date.now())
      const id = `${handoffId}:brief:${state.fence}`
      const written: EventDraft = {
        kind: 'brief.written',
        id,
        by: SYSTEM,
        audience: 'staff',
        body: { handoffId, brief },
      }
      this.#core.commit([written], { within: done })
    } catch (error) {
      // The timer's row stays and takes it up again.
      warn('session.brief', error)
    } finally {
      this.#briefing.delete(handoffId)
    }
  }

  #commitTurn(turn: Turn, drafts: readonly EventDraft[], end: boolean): boolean {
    const { ledger } = this.#core
    if (!isCurrent(turn, ledger.state)) {
      this.#endTurn()
      return false
    }
    const joined = (ledger.store.turn()?.seqs.length ?? 0) > turn.seqs.length
    if (end && joined) return false
    if (this.#isOutdated(turn)) return false
    this.#core.commit(drafts, { within: () => end && this.#clearTurn() })
    if (end) {
      this.#core.stream = null
      // A deadline is set with the turn's first message.
      const beganAt = turn.deadline - this.#core.settings.turnMs
      metrics.turns.observe(Math.max(0, Date.now() - beganAt) / 1_000)
    }
    return true
  }

  /** What an older fence held is over: the bot's turn, and the place in the queue. Inside the transaction of the pass. */
  letGo(): void {
    const { store } = this.#core.ledger
    if (store.turn()) this.#clearTurn()
    if (store.queue()) store.saveQueue(null)
  }

  /** Should Floor have lost what it was told, it is told again; a session it knows of changes nothing. */
  tellAgain(state: SessionState, now: number): void {
    if (state.holder === 'queue') this.record({ do: 'enqueue', item: queued(state), fence: state.fence }, state, now)
  }

  /** What the floor was still to be told is no longer true. What was done stays done. */
  forgetCalls(): void {
    this.#errands.clear({ only: this.#core.identity().workspace })
  }

  /** Originals serve the live turn only. */
  forgetHandles(): void {
    const needed = this.#core.ledger.store.turn()?.seqs ?? []
    for (const seq of this.#core.handles.keys()) if (!needed.includes(seq)) this.#core.handles.delete(seq)
  }

  /** Gone without an answer: the baton has passed on, and who holds it now answers. A newer turn stays. */
  #endTurn(): void {
    const { store, state } = this.#core.ledger
    const turn = store.turn()
    if (turn && !isCurrent(turn, state)) this.#core.ctx.storage.transactionSync(() => this.#clearTurn())
  }

  #clearTurn(): void {
    this.#core.ledger.store.endTurn()
    this.#timers.clear('turn', '')
  }

  #stream(turn: Turn, n: number, text: string): void {
    if (this.#isOutdated(turn)) return
    const now = Date.now()
    this.#core.stream = { ref: turn.id, n, text }
    this.#core.sockets.cast({ type: 'delta', ref: turn.id, fence: turn.fence, n, text })
    if (now - this.#checkpointAt < CHECKPOINT_MS) return
    this.#checkpointAt = now
    this.#core.ledger.store.saveStream(this.#core.stream)
  }
}
