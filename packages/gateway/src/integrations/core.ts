import type { AuditEntry } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import { AUDIT_TARGET } from '../audit/target.ts'
import { Errands } from '../durable/errands.ts'
import { hasTables } from '../durable/has-tables.ts'
import { migrate } from '../durable/migrate.ts'
import { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { opaque } from '../http/secrets.ts'
import { Sealing } from '../keys/sealing.ts'
import { auditOf } from '../rooms-of.ts'
import { INTEGRATIONS_MIGRATIONS } from './schema.ts'
import type { TellingTimer } from './tellings.ts'

const PRUNE_MS = 24 * 3_600_000

/** What the parts of Integrations stand on: tables that are there once somebody needs them, timers, and acts written down. */
export class Core {
  readonly sealing: Sealing
  readonly timers: Timers<'outbox' | 'prune' | TellingTimer>
  readonly #storage: DurableObjectStorage
  readonly #errands: Errands<AuditEntry>

  constructor(storage: DurableObjectStorage, env: () => Env) {
    this.#storage = storage
    this.sealing = new Sealing(env, () => this.#workspace(), '*integrations')
    this.timers = new Timers(storage)
    this.#errands = new Errands(storage, this.timers, async (_, entry) => {
      await auditOf(env(), this.#workspace()).record(entry)
    })
    if (this.isInUse()) migrate(storage, INTEGRATIONS_MIGRATIONS)
  }

  isInUse(): boolean {
    return hasTables(this.#storage.sql)
  }

  begin(workspace: string): void {
    const isNew = !this.isInUse()
    migrate(this.#storage, INTEGRATIONS_MIGRATIONS)
    if (!isNew) return
    this.#storage.sql.exec('INSERT OR IGNORE INTO workspace (one, id) VALUES (1, ?)', workspace)
    this.pruneLater(Date.now())
    this.timers.arm()
  }

  pruneLater(now: number): void {
    this.timers.set('prune', '', now + PRUNE_MS)
  }

  /** An act to be written down, inside the transaction of what it is. */
  audit(act: Act): void {
    const at = Date.now()
    this.#errands.put(AUDIT_TARGET, { ...act, id: `webhook:${opaque()}`, at }, at)
  }

  /** Changes something all at once. */
  store<T>(change: () => T): T {
    return this.#storage.transactionSync(change)
  }

  /** The same; then the act is written down where acts are. */
  async commit<T>(change: () => T): Promise<T> {
    const outcome = this.store(change)
    await this.runErrands()
    return outcome
  }

  runErrands(): Promise<void> {
    return this.#errands.run()
  }

  #workspace(): string {
    return this.#storage.sql.exec<{ id: string }>('SELECT id FROM workspace').one().id
  }
}
