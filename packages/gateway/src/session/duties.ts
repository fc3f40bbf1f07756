import { LIMITS } from '@baton/protocol'
import {
  type Effect,
  endOfPatience,
  endPrescreen,
  firstLook,
  goingOn,
  queued,
  type SessionState,
} from '@baton/relay/session'
import type { Timer } from '../durable/timers.ts'
import { warn } from '../log.ts'
import { Briefing } from './briefing.ts'
import type { CallTimer } from './calls.ts'
import { watchCase } from './case-watch.ts'
import type { Core } from './core.ts'
import { LiveTurn } from './live-turn.ts'
import { lookAtAge } from './retention.ts'
import { Turns } from './turns.ts'
import { offerAfterRating, offerInTime } from './unasked-offer.ts'

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

export type SessionTimer =
  | CallTimer
  | 'turn'
  | 'brief'
  | 'case'
  | 'wrap_up'
  | 'behind'
  | 'outbox'
  | 'retain'
  | 'files'
  | 'offer'
  | 'rated'
  | 'prescreen'

/** What a session owes after a commit: rows written with the events, worked off afterwards, taken up again after a crash. */
export class Duties {
  readonly turns: Turns
  readonly #core: Core
  readonly #turn: LiveTurn
  readonly #briefing: Briefing

  constructor(core: Core) {
    this.#core = core
    this.#turn = new LiveTurn(core)
    this.#briefing = new Briefing(core)
    this.turns = new Turns(this.#turn)
  }

  /** Writes the row of an effect, inside the transaction of its event. */
  record(effect: Effect, after: SessionState, now: number): void {
    const { errands, settings, timers } = this.#core
    const { workspace, session } = this.#core.identity()
    switch (effect.do) {
      case 'turn':
        return this.#turn.join(effect.seq, after, now)
      case 'deliver':
        return errands.deliver({ seq: effect.seq, route: effect.route, at: now }, now)
      case 'enqueue': {
        const { do: _, item, ...how } = effect
        const request = { ...how, item: { ...item, session }, workspace }
        return errands.tellFloor({ call: 'enqueue', request }, now)
      }
      case 'release': {
        const request = { session, handoffId: effect.handoffId, fence: effect.fence }
        return errands.tellFloor({ call: 'release', request }, now)
      }
      case 'reword': {
        const request = { session, handoffId: effect.handoffId, want: effect.want }
        return errands.tellFloor({ call: 'reword', request }, now)
      }
      case 'on_call': {
        const request = { session, handoffId: effect.handoffId, call: effect.call }
        return errands.tellFloor({ call: 'on_call', request }, now)
      }
      case 'brief':
        return timers.set('brief', effect.handoffId, now + RETRY_MS)
      case 'alert':
        return errands.tellFloor({ call: 'alert', request: { ...effect.alert, session, workspace } }, now)
      case 'rated':
        return timers.set('rated', '', now)
      case 'prescreen':
        return timers.set('prescreen', effect.handoffId, now + effect.patienceMs)
      case 'watch_case':
        return timers.set('case', '', now + settings.caseIdleMs)
      case 'watch_call':
        return this.#core.calls.begin(effect.call, effect.rings, now)
      case 'wrap_up':
        return timers.set('wrap_up', effect.agent, now + WRAP_UP_MS)
    }
  }

  /** What an older fence held is over: the bot's turn, its offers to come, and the place in the queue. Inside the transaction of the pass. */
  letGo(): void {
    const { store } = this.#core.ledger
    this.#core.timers.clearAll('offer')
    this.#core.timers.clearAll('prescreen')
    if (store.turn()) this.#turn.clear()
    if (store.queue()) store.saveQueue(null)
  }

  /** Should Floor have lost what it was told, it is told again; a session it knows of changes nothing. */
  tellAgain(state: SessionState, now: number): void {
    if (state.holder !== 'queue') return
    this.record({ do: 'enqueue', item: queued(state), fence: state.fence, ...goingOn(state) }, state, now)
  }

  /** Somebody came: how old the session is will be looked at from time to time. */
  watchAge(now: number): void {
    const { timers } = this.#core
    if (timers.has('retain', '')) return
    timers.set('retain', '', firstLook(now))
    timers.arm()
  }

  /** Somebody looks at the files then, or before. */
  tidyFilesAt(due: number): void {
    this.#core.timers.setEarlier('files', '', due)
  }

  isWrappingUp(agent: string): boolean {
    return this.#core.timers.has('wrap_up', agent)
  }

  /** Works off what is owed now. Cheap when nothing is. */
  wake(): void {
    const { ctx, errands, ledger, sockets, timers } = this.#core
    ctx.waitUntil(this.turns.run())
    const handoff = ledger.state.handoff?.id
    if (handoff && timers.has('brief', handoff)) ctx.waitUntil(this.#briefing.complete(handoff))
    if (sockets.sweep(Date.now())) timers.set('behind', '', Date.now() + LIMITS.behindMs)
    // Last, because it arms the alarm for all of them.
    ctx.waitUntil(errands.run())
  }

  /** The object's one alarm: runs what is due, then arms for the next. A timer that fails is tried again. */
  alarm(now: number): void {
    const { timers } = this.#core
    timers.disarm()
    for (const timer of timers.take(now)) {
      try {
        this.#run(timer, now)
      } catch (error) {
        warn('session.timer', error, { timer: timer.kind })
        timers.set(timer.kind, timer.key, now + RETRY_MS)
      }
    }
    this.wake()
  }

  #run({ kind, key }: Timer<SessionTimer>, now: number): void {
    const { calls, ctx, files, ledger, timers } = this.#core
    switch (kind) {
      case 'turn':
        if (!ledger.store.turn()) return
        this.#turn.watch(now)
        return ctx.waitUntil(this.turns.endOverdue().catch((error) => warn('session.overdue', error)))
      case 'brief':
        if (ledger.state.handoff?.id === key) timers.set('brief', key, now + RETRY_MS)
        return
      case 'case':
        // Set before anything is awaited: whatever happens, somebody looks again.
        timers.set('case', '', now + CASE_RETRY_MS)
        return ctx.waitUntil(watchCase(this.#core).catch((error) => warn('session.case', error)))
      case 'offer':
        timers.set('offer', key, now + RETRY_MS)
        return ctx.waitUntil(offerInTime(this.#core, key).catch((error) => warn('session.offer', error)))
      case 'rated':
        timers.set('rated', '', now + RETRY_MS)
        return ctx.waitUntil(offerAfterRating(this.#core).catch((error) => warn('session.offer', error)))
      case 'prescreen': {
        const due = endOfPatience(ledger.state)
        if (due === null) return
        // Whoever is writing, or being answered, is not silent.
        if (due > now || ledger.store.turn()) return timers.set('prescreen', key, Math.max(due, now + RETRY_MS))
        return this.#core.commit(endPrescreen(ledger.state, 'silent', now))
      }
      case 'retain':
        timers.set('retain', '', now + AGE_RETRY_MS)
        return ctx.waitUntil(
          this.#lookAgain('retain', lookAtAge(this.#core, Date.now)).catch((error) => warn('session.age', error)),
        )
      case 'files':
        timers.set('files', '', now + FILES_RETRY_MS)
        return ctx.waitUntil(this.#lookAgain('files', files.tidy(now)).catch((error) => warn('session.files', error)))
      case 'ring':
      case 'call_gone':
      case 'call':
        return calls.goOff(kind, key, now)
      case 'wrap_up':
        return this.#core.sendOff()
      case 'behind': // `wake` sweeps
      case 'outbox': // `wake` drains
        return
    }
  }

  /** What was looked at says when it wants to be looked at again; null for never. */
  async #lookAgain(kind: 'retain' | 'files', looking: Promise<number | null>): Promise<void> {
    const { timers } = this.#core
    const next = await looking
    if (next === null) return timers.clear(kind, '')
    timers.set(kind, '', Math.max(next, Date.now() + 1))
    timers.arm()
  }
}
