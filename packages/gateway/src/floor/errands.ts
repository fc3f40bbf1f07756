import type { AuditEntry } from '@baton/protocol'
import type { FloorEffect, FloorState, PassOutcome } from '@baton/relay/floor'
import { AUDIT_TARGET } from '../audit/target.ts'
import { Errands } from '../durable/errands.ts'
import type { Timers } from '../durable/timers.ts'
import { type Env, generationOf } from '../env.ts'
import { isSame } from '../is-same.ts'
import { auditOf } from '../rooms-of.ts'
import type { HeldSession, SessionRoom } from '../session/rooms.ts'

type Pass = Extract<FloorEffect, { type: 'pass' }>
/** Told to a session, in order, until it has answered. */
export type ToSession = Pass | Extract<FloorEffect, { type: 'place' | 'settle' }>

type Errand =
  | ToSession
  | { type: 'dismiss'; session: string; request: Parameters<SessionRoom['dismiss']>[0] }
  | { type: 'audit'; entry: AuditEntry }

interface Parts {
  storage: DurableObjectStorage
  timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>
  env: Env
  workspace(): string
  state(): FloorState
  sessionRoom(session: string): HeldSession
  /** A session has answered. */
  passed(call: Pass, outcome: PassOutcome): Promise<void>
  /** A session could not be asked, and will be again. */
  unanswered(call: Pass): void
}

/** What the floor tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export class FloorErrands {
  readonly #parts: Parts
  readonly #errands: Errands<Errand>

  constructor(parts: Parts) {
    this.#parts = parts
    this.#errands = new Errands(parts.storage, parts.timers, (_, errand) => this.#deliver(errand))
  }

  run(): Promise<void> {
    return this.#errands.run()
  }

  tell(call: ToSession, now: number): void {
    this.#errands.put(call.session, call, now)
  }

  /** Told under a target of its own: nothing waits behind it. */
  dismiss(session: string, request: Parameters<SessionRoom['dismiss']>[0], now: number): void {
    this.#errands.put(`dismiss:${session}`, { type: 'dismiss', session, request }, now)
  }

  /** An act to be written down. */
  audit(entry: AuditEntry): void {
    this.#errands.put(AUDIT_TARGET, { type: 'audit', entry }, entry.at)
  }

  /** What sessions were still to be told is no longer true. What was done stays done. */
  forgetSessions(): void {
    this.#errands.clear({ but: AUDIT_TARGET })
  }

  async #deliver(errand: Errand): Promise<void> {
    const { env, workspace, sessionRoom } = this.#parts
    switch (errand.type) {
      case 'audit':
        await auditOf(env, workspace()).record(errand.entry)
        return
      case 'dismiss':
        return sessionRoom(errand.session).dismiss(errand.request)
      case 'settle':
        return sessionRoom(errand.session).settle({ generation: generationOf(env) })
      case 'place':
        return this.#place(errand)
      case 'pass':
        return this.#pass(errand)
    }
  }

  /** A newer place follows, or the session waits no more. */
  async #place({ session, handoffId, place }: Extract<FloorEffect, { type: 'place' }>): Promise<void> {
    const { state, sessionRoom } = this.#parts
    const current = state().items.get(session)
    const isCurrent = current?.item.handoffId === handoffId && isSame(current.place, place)
    if (isCurrent) await sessionRoom(session).placeInQueue({ handoffId, place })
  }

  async #pass(call: Pass): Promise<void> {
    const { sessionRoom, passed, unanswered } = this.#parts
    const { session, handoffId, expectedFence, to, reason, note } = call
    const outcome: PassOutcome = await sessionRoom(session)
      .pass({ handoffId, expectedFence, to, reason, ...(note && { note }) })
      .catch((error: unknown) => {
        unanswered(call)
        throw error
      })
    await passed(call, outcome)
  }
}
