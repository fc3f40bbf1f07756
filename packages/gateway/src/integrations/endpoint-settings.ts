import type { EndpointSecret, EndpointView, WebhookDeliveriesResponse } from '@baton/protocol'
import type { Core } from './core.ts'
import type { Deliveries } from './deliveries.ts'
import { type Endpoints, MOST_ENDPOINTS } from './endpoints.ts'
import type { IntegrationsRoom } from './rooms.ts'
import type { Tellings } from './tellings.ts'

type Settings = Pick<
  IntegrationsRoom,
  | 'endpoints'
  | 'addEndpoint'
  | 'changeEndpoint'
  | 'removeEndpoint'
  | 'rotateSecret'
  | 'deliveries'
  | 'replay'
  | 'endpointSecret'
>

interface Parts {
  endpoints: Endpoints
  deliveries: Deliveries
  tellings: Tellings
}

/** Who sets up whom the business has told, and looks into what they were. */
export class EndpointSettings implements Settings {
  readonly #core: Core
  readonly #endpoints: Endpoints
  readonly #deliveries: Deliveries
  readonly #tellings: Tellings

  constructor(core: Core, { endpoints, deliveries, tellings }: Parts) {
    this.#core = core
    this.#endpoints = endpoints
    this.#deliveries = deliveries
    this.#tellings = tellings
  }

  async endpoints(): Promise<EndpointView[]> {
    return this.#core.isInUse() ? this.#endpoints.all() : []
  }

  async addEndpoint({
    workspace,
    form,
    by,
  }: Parameters<Settings['addEndpoint']>[0]): Promise<EndpointSecret | { refused: 'too_many' }> {
    this.#core.begin(workspace)
    const made = await this.#endpoints.prepare()
    const isMade = await this.#core.commit(() => {
      if (this.#endpoints.all().length >= MOST_ENDPOINTS) return false
      made.store(form, Date.now())
      this.#core.audit({ by, action: 'webhook.add', on: { endpoint: made.id } })
      return true
    })
    return isMade ? { endpoint: this.#known(made.id), secret: made.secret } : { refused: 'too_many' }
  }

  async changeEndpoint({
    endpoint,
    form,
    by,
  }: Parameters<Settings['changeEndpoint']>[0]): Promise<EndpointView | null> {
    if (!this.#find(endpoint)) return null
    const changed = await this.#core.commit(() => {
      const view = this.#endpoints.change(endpoint, form)
      if (form.isOn) this.#deliveries.resume(endpoint, Date.now())
      else this.#deliveries.pause(endpoint)
      this.#core.audit({ by, action: 'webhook.change', on: { endpoint } })
      this.#tellings.watch()
      return view
    })
    this.#tellings.work()
    return changed
  }

  async removeEndpoint({ endpoint, by }: Parameters<Settings['removeEndpoint']>[0]): Promise<boolean> {
    if (!this.#core.isInUse()) return false
    return this.#core.commit(() => {
      if (!this.#endpoints.remove(endpoint)) return false
      this.#deliveries.removeOf(endpoint)
      this.#core.audit({ by, action: 'webhook.remove', on: { endpoint } })
      return true
    })
  }

  async rotateSecret({ endpoint, by }: Parameters<Settings['rotateSecret']>[0]): Promise<EndpointSecret | null> {
    const made = this.#core.isInUse() ? await this.#endpoints.prepareRotation(endpoint) : null
    if (!made) return null
    await this.#core.commit(() => {
      made.store(Date.now())
      this.#core.audit({ by, action: 'webhook.rotate', on: { endpoint } })
    })
    return { endpoint: this.#known(endpoint), secret: made.secret }
  }

  async deliveries({
    endpoint,
    after,
    limit,
  }: Parameters<Settings['deliveries']>[0]): Promise<WebhookDeliveriesResponse | null> {
    if (!this.#find(endpoint)) return null
    return this.#deliveries.page(endpoint, after, limit)
  }

  async replay({ endpoint, delivery, by }: Parameters<Settings['replay']>[0]): Promise<boolean> {
    if (!this.#find(endpoint)?.isOn) return false
    const isAgain = await this.#core.commit(() => {
      if (!this.#deliveries.replay(endpoint, delivery, Date.now())) return false
      this.#core.audit({ by, action: 'webhook.replay', on: { endpoint, delivery } })
      this.#tellings.watch()
      return true
    })
    this.#tellings.work()
    return isAgain
  }

  async endpointSecret({ endpoint }: Parameters<Settings['endpointSecret']>[0]): Promise<EndpointSecret | null> {
    const view = this.#find(endpoint)
    const secret = view && (await this.#endpoints.secretOf(endpoint))
    return view && secret !== null ? { endpoint: view, secret } : null
  }

  #find(id: string): EndpointView | null {
    return this.#core.isInUse() ? this.#endpoints.find(id) : null
  }

  #known(id: string): EndpointView {
    const view = this.#endpoints.find(id)
    if (!view) throw new Error('an endpoint that was written cannot be read')
    return view
  }
}
