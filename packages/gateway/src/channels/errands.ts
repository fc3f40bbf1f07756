import type { AuditEntry } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import { AUDIT_TARGET } from '../audit/target.ts'
import { Errands } from '../durable/errands.ts'
import type { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { auditOf, sessionOf } from '../rooms-of.ts'
import type { Buried } from './buried.ts'

type Errand = { call: 'audit'; entry: AuditEntry } | { call: 'redeliver'; session: string; seq: number; route: string }

interface Parts {
  storage: DurableObjectStorage
  timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>
  env(): Env
  workspace(): string
}

/** What Channels tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export class ChannelErrands {
  readonly #parts: Parts
  readonly #errands: Errands<Errand>

  constructor(parts: Parts) {
    this.#parts = parts
    this.#errands = new Errands(parts.storage, parts.timers, (_, errand) => this.#deliver(errand))
  }

  run(): Promise<void> {
    return this.#errands.run()
  }

  /** An act to be written down. */
  audit(act: Act, now: number): void {
    this.#errands.put(AUDIT_TARGET, { call: 'audit', entry: { ...act, id: crypto.randomUUID(), at: now } }, now)
  }

  /** A message to be tried again, after those of its session that were asked for before it. */
  redeliver({ session, seq, route }: Buried, now: number): void {
    this.#errands.put(session, { call: 'redeliver', session, seq, route }, now)
  }

  /** A session was erased: nothing of it is tried any more. */
  forget(session: string): void {
    this.#errands.clear({ only: session })
  }

  async #deliver(errand: Errand): Promise<void> {
    const env = this.#parts.env()
    const workspace = this.#parts.workspace()
    if (errand.call === 'audit') {
      await auditOf(env, workspace).record(errand.entry)
      return
    }
    const { session, seq, route } = errand
    // False: it is gone, or arrived after all. Nobody could do more.
    await sessionOf(env, workspace, session).redeliver({ seq, route })
  }
}
