import { CLOSE, type Locale, type SessionEvent, type SessionView, type Settings, settings } from '@baton/protocol'
import type { Handle } from '@baton/relay/masking'
import {
  type Actor,
  announcementOf,
  type EventDraft,
  effectsOf,
  type Live,
  mayRead,
  type RedactedLog,
  type SessionState,
} from '@baton/relay/session'
import { Line } from '../durable/line.ts'
import { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import type { Announcement } from '../integrations/rooms.ts'
import { wantedAsKnown } from '../integrations/wanted.ts'
import { metrics } from '../metrics/metrics.ts'
import { Access } from './access.ts'
import { Attachments } from './attachments.ts'
import { Calls } from './calls.ts'
import { Delivering } from './delivering.ts'
import { Duties, type SessionTimer } from './duties.ts'
import { SessionErrands } from './errands.ts'
import { Files } from './files.ts'
import { Horizon } from './horizon.ts'
import { type Knowhow, knowhowOf } from './knowhow.ts'
import { type Committed, Ledger } from './ledger.ts'
import { Passive } from './passive.ts'
import { Routes } from './routes.ts'
import { Seals } from './seals.ts'
import { Signals } from './signals.ts'
import { Sockets } from './sockets.ts'
import type { Identity } from './store.ts'

/** Events after which an agent who read before may have lost the right to. */
const MAY_END_READING = new Set<SessionEvent['kind']>(['baton.passed', 'case.opened'])

export interface Alongside {
  /** Written in the same transaction, before the effects. */
  within?: () => void
  /** What goes out of the log with it. */
  redacted?: RedactedLog | null
  /** Told once the events are stored, before anyone sees them. */
  stored?: (committed: readonly Committed[]) => void
}

/** What the parts of a session share: its ledger, its sockets, its timers, its duties, and the one way to commit. */
export class Core {
  readonly ctx: DurableObjectState
  readonly env: Env
  readonly ledger: Ledger
  readonly sockets: Sockets
  readonly access: Access
  readonly seals: Seals
  readonly timers: Timers<SessionTimer>
  readonly errands: SessionErrands
  readonly duties: Duties
  readonly files: Files
  readonly routes: Routes
  readonly delivering: Delivering
  readonly passive = new Passive()
  readonly attachments: Attachments
  readonly signals: Signals
  readonly calls: Calls
  /** Whatever is said stands in it, by whomever and on whichever way. */
  readonly line = new Line()
  /** How often something was taken out of the log: a bot's turn that read it before begins anew. */
  redactions = 0
  /** Originals of masked data, for the live turn's actions only. Never stored. */
  readonly handles = new Map<number, readonly Handle[]>()
  stream: SessionView['stream']
  readonly #horizon: Horizon
  #settings: Settings = settings.parse({})
  #locale: Locale = 'en'
  #wanted: Knowhow['wanted'] = null
  #isOver = false

  constructor(ctx: DurableObjectState, env: Env) {
    this.ctx = ctx
    this.env = env
    this.ledger = new Ledger(ctx.storage)
    this.sockets = new Sockets(ctx)
    this.access = new Access(ctx.storage.sql, this.sockets)
    this.seals = new Seals(ctx.storage.sql, env, () => this.identity())
    this.#horizon = new Horizon(this.ledger.log)
    this.stream = this.ledger.store.stream()
    this.timers = new Timers(ctx.storage)
    this.errands = new SessionErrands(this)
    this.duties = new Duties(this)
    this.files = new Files(this)
    this.routes = new Routes(this)
    this.delivering = new Delivering(this)
    this.attachments = new Attachments(this)
    this.signals = new Signals(this)
    this.calls = new Calls(this)
  }

  /** It is being erased: nothing is stored any more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /**
   * Stores events together with what must follow from them, shows them, and lets it follow. Throws when storage refuses;
   * then nothing has changed. A reader who cannot be reached never keeps the rest from happening.
   */
  commit(drafts: readonly EventDraft[], { within, redacted = null, stored }: Alongside = {}): void {
    if (this.#isOver) throw new Error('the session was erased')
    const now = Date.now()
    const { fence } = this.ledger.state
    let isOwing = false
    const committed = this.ledger.commit(
      drafts,
      now,
      (events, after) => {
        const effects = events.flatMap((event) => effectsOf(event, after))
        const passed = after.fence !== fence
        const announced = events.flatMap((event) => this.#announced(event))
        isOwing = within !== undefined || redacted !== null || passed || effects.length + announced.length > 0
        if (!isOwing) return null
        return () => {
          within?.()
          if (redacted) this.#purge(redacted, after)
          // A turn under an older fence is over, and so is the place in a queue that was left.
          if (passed) this.duties.letGo()
          for (const effect of effects) this.duties.record(effect, after, now)
          for (const each of announced) this.errands.announce(each, now)
        }
      },
      redacted?.rewritten,
    )
    if (redacted) this.redactions += 1
    if (redacted && this.stream) this.stream = { ...this.stream, text: redacted.words(this.stream.text) }
    for (const { event } of committed) metrics.events.add(event.kind)
    if (this.ledger.state.fence !== fence) this.stream = null
    if (this.handles.size > 0) this.#forgetHandles()
    try {
      stored?.(committed)
      for (const each of committed) if (this.sockets.publish(each, now)) isOwing = true
      if (committed.some(({ event }) => MAY_END_READING.has(event.kind))) this.sendOff()
    } finally {
      // Most messages owe nothing, and looking costs as much as storing them.
      if (isOwing) this.duties.wake()
    }
  }

  /** What of it the business wants to be told. Before anybody has said what it wants, that is for Integrations to say. */
  #announced(event: SessionEvent): Omit<Announcement, 'workspace' | 'session'>[] {
    const about = announcementOf(event)
    if (!about || this.#wanted?.has(about.type) === false) return []
    return [{ ...about, at: event.at, seq: event.seq }]
  }

  /** What the rows besides the log quote of what went out of it. */
  #purge(redacted: RedactedLog, after: SessionState): void {
    const { store } = this.ledger
    const stream = store.stream()
    if (stream) store.saveStream({ ...stream, text: redacted.words(stream.text) })
    this.errands.purge(redacted.words, after)
    const said = redacted.rewritten.filter(({ kind, by }) => kind === 'message' && by.role === 'customer')
    if (said.length > 0)
      this.errands.forgetLabels(
        said.map(({ seq }) => seq),
        Date.now(),
      )
  }

  #forgetHandles(): void {
    const needed = this.ledger.store.turn()?.seqs ?? []
    for (const seq of this.handles.keys()) if (!needed.includes(seq)) this.handles.delete(seq)
  }

  async knowhow(): Promise<Knowhow> {
    const knowhow = await knowhowOf(this.env, this.identity().workspace)
    this.#settings = knowhow.config.settings
    this.#locale = knowhow.config.locale
    this.#wanted = knowhow.wanted
    return knowhow
  }

  /** Before something is committed for which nobody is asked. What this instance saw last may be of long ago. */
  recallWanted(): void {
    this.#wanted = wantedAsKnown(this.identity().workspace)
  }

  /** Whatever is still under way here stores nothing more. */
  end(): void {
    this.#isOver = true
    this.handles.clear()
    this.passive.end()
    for (const [ws] of this.sockets.open()) this.sockets.refuse(ws, 'erased', CLOSE.erased)
  }

  /** As last seen by this instance: every command asks for the workspace's before it commits. */
  get settings(): Settings {
    return this.#settings
  }

  /** The workspace's, as last seen by this instance. */
  get locale(): Locale {
    return this.#locale
  }

  identity(): Identity {
    const identity = this.ledger.store.identity()
    if (!identity) throw new Error('a session is opened by a ticket first')
    return identity
  }

  mayRead(actor: Actor): boolean {
    return mayRead(actor, this.ledger.state, () => this.duties.isWrappingUp(actor.id))
  }

  /** Seq of the first event this reader may see now. */
  horizonOf(actor: Actor): number {
    return Math.max(this.ledger.log.first(), this.#horizon.of(actor, this.ledger.state, Date.now()))
  }

  /** Closes the sockets of agents who may not read on. */
  sendOff(): void {
    for (const [ws, { actor }] of this.sockets.open('agent')) {
      if (!this.mayRead(actor)) this.sockets.refuse(ws, 'forbidden', CLOSE.forbidden)
    }
  }

  live(): Live {
    return { reads: this.ledger.store.reads(), queue: this.ledger.store.queue(), stream: this.stream }
  }
}
