import type { CrmRecordsResponse, CrmResponse } from '@baton/protocol'
import type { ConnectorsRoom } from '../connectors/rooms.ts'
import type { Connectors } from './connectors.ts'
import type { Core } from './core.ts'
import { CRM, type Crm } from './crm.ts'
import type { Deliveries } from './deliveries.ts'
import type { Tellings } from './tellings.ts'

type Settings = Pick<ConnectorsRoom, 'crm' | 'setCrm' | 'crmRecords' | 'replayCrm'>

interface Parts {
  crm: Crm
  connectors: Connectors
  deliveries: Deliveries
  tellings: Tellings
}

/** Who says where interaction records go, and has those tried again that were given up. */
export class CrmSettings implements Settings {
  readonly #core: Core
  readonly #crm: Crm
  readonly #connectors: Connectors
  readonly #deliveries: Deliveries
  readonly #tellings: Tellings

  constructor(core: Core, { crm, connectors, deliveries, tellings }: Parts) {
    this.#core = core
    this.#crm = crm
    this.#connectors = connectors
    this.#deliveries = deliveries
    this.#tellings = tellings
  }

  async crm(): Promise<CrmResponse> {
    return this.#core.isInUse() ? this.#crm.status() : { crm: null, waiting: 0, failed: 0 }
  }

  async setCrm({ crm, by }: Parameters<Settings['setCrm']>[0]): Promise<boolean> {
    if (!this.#core.isInUse()) return crm === null
    return this.#core.commit(() => {
      if (crm && !this.#connectors.find(crm.connector)) return false
      if (crm) this.#crm.set(crm)
      else this.#end()
      this.#core.audit({ by, action: 'crm.change', on: crm ? { connector: crm.connector } : {} })
      return true
    })
  }

  async crmRecords({ after, limit }: Parameters<Settings['crmRecords']>[0]): Promise<CrmRecordsResponse> {
    return this.#core.isInUse() ? this.#deliveries.records(CRM, after, limit) : { records: [], next: null }
  }

  async replayCrm({ record, by }: Parameters<Settings['replayCrm']>[0]): Promise<number> {
    if (!this.#core.isInUse() || !this.#crm.settings()) return 0
    const replayed = await this.#core.commit(() => {
      const now = Date.now()
      if (record !== undefined && !this.#deliveries.replay(CRM, record, now)) return 0
      const count = record === undefined ? this.#deliveries.replayFailed(CRM, now) : 1
      this.#core.audit({ by, action: 'crm.replay', on: { records: String(count) } })
      this.#tellings.watch()
      return count
    })
    this.#tellings.work()
    return replayed
  }

  /** A connector is gone, inside the transaction in which it goes. */
  lose(connector: string): void {
    if (this.#crm.settings()?.connector === connector) this.#end()
  }

  /** Records go nowhere any more, nor those that wait. */
  #end(): void {
    this.#crm.set(null)
    this.#deliveries.removeOf(CRM)
  }
}
