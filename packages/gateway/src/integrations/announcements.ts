import type { WebhookEvent, WebhookType } from '@baton/protocol'
import type { Core } from './core.ts'
import { CRM, CRM_TYPES, type Crm } from './crm.ts'
import { type Deliveries, eventIdOf } from './deliveries.ts'
import type { Endpoints } from './endpoints.ts'
import type { Announcement, IntegrationsRoom } from './rooms.ts'
import type { Tellings } from './tellings.ts'

interface Parts {
  endpoints: Endpoints
  crm: Crm
  deliveries: Deliveries
  tellings: Tellings
}

/** What has happened, for those who want to be told of it. */
export class Announcements implements Pick<IntegrationsRoom, 'announce' | 'wanted'> {
  readonly #core: Core
  readonly #parts: Parts

  constructor(core: Core, parts: Parts) {
    this.#core = core
    this.#parts = parts
  }

  async announce({ workspace, type, at, ...about }: Announcement): Promise<void> {
    if (!this.#core.isInUse()) return
    const { session = null, customer = null, seq = 0 } = about
    const wanting = this.#wanting(type, session)
    if (wanting.length === 0) return
    const id = await eventIdOf([workspace, type, session ?? customer ?? '', seq])
    const event: WebhookEvent = { type, timestamp: new Date(at).toISOString(), data: { workspace, ...about } }
    const { deliveries, tellings } = this.#parts
    this.#core.store(() => {
      if (deliveries.announce(id, { session, at, body: JSON.stringify(event) }, wanting)) tellings.watch()
    })
    tellings.work()
  }

  async wanted(): Promise<WebhookType[]> {
    if (!this.#core.isInUse()) return []
    const { endpoints, crm } = this.#parts
    return [...new Set([...endpoints.wanted(), ...(crm.settings() ? CRM_TYPES : [])])]
  }

  #wanting(type: WebhookType, session: string | null): string[] {
    const { endpoints, crm } = this.#parts
    const told = endpoints.all().filter(({ isOn, types }) => isOn && types.includes(type))
    const isRecorded = CRM_TYPES.includes(type) && session !== null && crm.settings() !== null
    return [...told.map(({ id }) => id), ...(isRecorded ? [CRM] : [])]
  }
}
