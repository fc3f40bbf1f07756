import type { AuditEntry } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import { AUDIT_TARGET } from '../audit/target.ts'
import type { ChannelSession } from '../channels/rooms.ts'
import { Errands } from '../durable/errands.ts'
import type { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { auditOf, floorOf, sessionOf } from '../rooms-of.ts'
import type { SessionRoom } from '../session/rooms.ts'
import { type ErasingErrand, runErasingErrand } from './erasing.ts'
import type { Erasures } from './erasures.ts'

type Rooms = Pick<SessionRoom, 'link' | 'unlink' | 'revoke'> & Pick<ChannelSession, 'giveRoutes'>

/** A session's method and what it is asked, as far as the workspace does not say it. */
type ToSession<Method extends keyof Rooms> = { call: Method } & Omit<Parameters<Rooms[Method]>[0], 'workspace'>

type ToASession = { [Method in keyof Rooms]: ToSession<Method> }[keyof Rooms]

type Errand = { call: 'audit'; entry: AuditEntry } | { call: 'recheck' } | ToASession | ErasingErrand

interface Parts {
  storage: DurableObjectStorage
  timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>
  erasures: Erasures
  env(): Env
  workspace(): string | undefined
}

/** What Directory tells other rooms: each stored inside the transaction of its cause, and told even after a crash. */
export class DirectoryErrands {
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
  audit(act: Act, now: number, id: string = crypto.randomUUID()): void {
    this.#errands.put(AUDIT_TARGET, { call: 'audit', entry: { ...act, id, at: now } }, now)
  }

  /** Who works here, or who is signed in, has changed. */
  recheck(now: number): void {
    this.#errands.put('floor', { call: 'recheck' }, now)
  }

  tellSession(errand: ToASession, now: number): void {
    this.#errands.put(errand.session, errand, now)
  }

  /** A step of an erasure, told after those before it. */
  erase(erasure: string, step: ErasingErrand, now: number): void {
    this.#errands.put(erasure, step, now)
  }

  async #deliver(errand: Errand): Promise<void> {
    const env = this.#parts.env()
    const workspace = this.#parts.workspace()
    if (workspace === undefined) throw new Error('nothing is told before a workspace is written')
    switch (errand.call) {
      case 'audit':
        await auditOf(env, workspace).record(errand.entry)
        return
      case 'recheck':
        return floorOf(env, workspace).recheckAgents()
      case 'link': {
        const { call: _, ...what } = errand
        return sessionOf(env, workspace, what.session).link({ workspace, ...what })
      }
      case 'unlink': {
        const { call: _, ...what } = errand
        return sessionOf(env, workspace, what.session).unlink({ workspace, ...what })
      }
      case 'revoke': {
        const { call: _, ...what } = errand
        return sessionOf(env, workspace, what.session).revoke({ workspace, ...what })
      }
      case 'giveRoutes': {
        const { call: _, ...what } = errand
        return sessionOf(env, workspace, what.session).giveRoutes({ workspace, ...what })
      }
      default:
        return runErasingErrand({ env, erasures: this.#parts.erasures }, workspace, errand)
    }
  }
}
