import type { AuditEntry, Erasure } from '@baton/protocol'
import { RETENTION } from '@baton/relay/session'
import { SYSTEM } from '../audit/act.ts'
import type { Timers } from '../durable/timers.ts'
import { type Env, generationOf } from '../env.ts'
import { opaque } from '../http/secrets.ts'
import { warn } from '../log.ts'
import { keysOf, sessionOf } from '../rooms-of.ts'
import type { Customers } from './customers.ts'
import type { Departures } from './departures.ts'
import { erasureAct, oweErasure } from './erasing.ts'
import type { Erasures } from './erasures.ts'
import type { DirectoryErrands } from './errands.ts'
import { Returned } from './returned.ts'
import type { CustomerRecord, WorkspaceConfig } from './rooms.ts'
import { Unlooked } from './unlooked.ts'

/** How often it is looked for sessions that nobody opened. */
const DAY_MS = 24 * 3_600_000
/** What could not be asked is asked again after this time. */
const RETRY_MS = 5_000

export type FarewellTimer = 'returned' | 'looks'

interface Hall {
  storage: DurableObjectStorage
  env: Env
  config(): WorkspaceConfig | null
  customers: Customers
  erasures: Erasures
  departures: Departures
  errands: Pick<DirectoryErrands, 'erase' | 'audit'>
  timers: Pick<Timers<FarewellTimer>, 'has' | 'set' | 'arm'>
}

/** How customers go: because somebody asks for it, because their term is over, or because they were gone already. */
export class Farewells {
  readonly #hall: Hall
  readonly #returned: Returned
  readonly #unlooked: Unlooked

  constructor(hall: Hall) {
    const { sql } = hall.storage
    this.#hall = hall
    this.#returned = new Returned(sql, generationOf(hall.env))
    this.#unlooked = new Unlooked(sql)
  }

  /** When the object starts. */
  wake(now: number): void {
    const { timers } = this.#hall
    const isOfBefore = this.#returned.isDue()
    if (isOfBefore) timers.set('returned', '', now)
    const isUnwatched = !timers.has('looks', '')
    if (isUnwatched) timers.set('looks', '', now + DAY_MS)
    if (isOfBefore || isUnwatched) timers.arm()
  }

  /** The id of the erasure; null when nobody is known by `ref`. */
  erase(ref: string, by: AuditEntry['by'], reason: string): string | null {
    const known = this.#hall.customers.record(ref)
    if (!known) return null
    const id = opaque()
    this.#begin(id, known, by, reason)
    return id
  }

  /** Asked twice, it is one erasure: it has the session's name. */
  expire(session: string): void {
    const known = this.#hall.customers.recordOf(session)
    const nobody: CustomerRecord = { id: '', sessions: [session], addresses: [], createdAt: 0 }
    this.#begin(session, known ?? nobody, SYSTEM, null)
  }

  find(ref: string): Erasure | null {
    return this.#hall.erasures.find(ref)
  }

  /** Part of the object's alarm. Never throws: what failed is looked at again. */
  async look(now: number): Promise<void> {
    const { departures, timers } = this.#hall
    await this.#sendBack().catch((error: unknown) => {
      warn('directory.returned', error)
      timers.set('returned', '', now + RETRY_MS)
    })
    if (timers.has('looks', '')) return
    // Set before anything is awaited: whatever happens, somebody looks again.
    timers.set('looks', '', now + DAY_MS)
    departures.prune(now)
    await this.#lookAtUnlooked(now).catch((error: unknown) => warn('directory.looks', error))
  }

  /** Forgotten here, owed everywhere else and written down, in one transaction. */
  #begin(id: string, known: CustomerRecord, by: AuditEntry['by'], reason: string | null): void {
    const { storage, customers, departures, erasures, errands, timers } = this.#hall
    const now = Date.now()
    storage.transactionSync(() => {
      erasures.begin(id, known.id, now)
      customers.forget(known)
      departures.note(known.addresses, now)
      oweErasure(errands, id, known, now)
      errands.audit(erasureAct(known, by, reason), now, id)
    })
    timers.arm()
  }

  /** Whoever was erased and has come back with a restore is erased again. */
  async #sendBack(): Promise<void> {
    if (!this.#returned.isDue()) return
    const { env, config, timers } = this.#hall
    const workspace = config()?.workspace
    const { found, done } = await this.#returned.next(async (sessions) =>
      workspace === undefined ? [] : keysOf(env, workspace).erased({ sessions }),
    )
    for (const session of found) this.expire(session)
    done()
    if (this.#returned.isDue()) timers.set('returned', '', Date.now())
  }

  /** Sessions that nobody ever opened go; one that is in use is not asked again. */
  async #lookAtUnlooked(now: number): Promise<void> {
    const { env, config, timers } = this.#hall
    const known = config()
    if (!known) return
    const { retainVisitorDays = RETENTION.visitorDays } = known.settings
    const sessions = this.#unlooked.next(now - retainVisitorDays * DAY_MS)
    for (const session of sessions) {
      if (await sessionOf(env, known.workspace, session).isInUse()) this.#unlooked.looked(session, now)
      else this.expire(session)
    }
    if (sessions.length > 0) timers.set('looks', '', now)
  }
}
