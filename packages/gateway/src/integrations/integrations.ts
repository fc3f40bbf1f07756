import { DurableObject } from 'cloudflare:workers'
import type {
  AuditEntry,
  ConnectorView,
  CrmResponse,
  EndpointSecret,
  EndpointView,
  WebhookDeliveriesResponse,
  WebhookEvent,
  WebhookType,
} from '@baton/protocol'
import { type Act, SYSTEM } from '../audit/act.ts'
import { AUDIT_TARGET } from '../audit/target.ts'
import type { ConnectorRefusal, ConnectorsRoom, OpenConnector } from '../connectors/rooms.ts'
import { Errands } from '../durable/errands.ts'
import { hasTables } from '../durable/has-tables.ts'
import { migrate } from '../durable/migrate.ts'
import { Timers } from '../durable/timers.ts'
import type { Env } from '../env.ts'
import { opaque } from '../http/secrets.ts'
import { Sealing } from '../keys/sealing.ts'
import { auditOf } from '../rooms-of.ts'
import { Connectors, MOST_CONNECTORS } from './connectors.ts'
import { CRM, CRM_TYPES, Crm } from './crm.ts'
import { Deliveries, eventIdOf } from './deliveries.ts'
import { Endpoints, MOST_ENDPOINTS } from './endpoints.ts'
import { Requests } from './requests.ts'
import type { IntegrationsRoom, Once } from './rooms.ts'
import { INTEGRATIONS_MIGRATIONS } from './schema.ts'
import { Tellings, type TellingTimer } from './tellings.ts'

const PRUNE_MS = 24 * 3_600_000

type Timer = 'outbox' | 'prune' | TellingTimer

/**
 * One per workspace: whom it tells what has happened, which services of the business are called, and which requests of its
 * server were done already. Empty until there are any.
 */
export class Integrations extends DurableObject<Env> implements IntegrationsRoom, ConnectorsRoom {
  readonly #endpoints: Endpoints
  readonly #connectors: Connectors
  readonly #crm: Crm
  readonly #deliveries: Deliveries
  readonly #requests: Requests
  readonly #timers: Timers<Timer>
  readonly #errands: Errands<AuditEntry>
  readonly #tellings: Tellings

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    const sealing = new Sealing(
      () => this.env,
      () => this.#workspace(),
      '*integrations',
    )
    this.#endpoints = new Endpoints(storage.sql, sealing)
    this.#connectors = new Connectors(storage.sql, sealing)
    this.#crm = new Crm(storage.sql)
    this.#deliveries = new Deliveries(storage.sql)
    this.#requests = new Requests(storage.sql)
    this.#timers = new Timers(storage)
    this.#errands = new Errands(storage, this.#timers, async (_, entry) => {
      await auditOf(this.env, this.#workspace()).record(entry)
    })
    this.#tellings = new Tellings({
      ctx,
      env: () => this.env,
      timers: this.#timers,
      deliveries: this.#deliveries,
      endpoints: this.#endpoints,
      connectors: this.#connectors,
      crm: this.#crm,
      turnedOff: (endpoint, why) => this.#audit({ by: SYSTEM, action: 'webhook.off', on: { endpoint, why } }),
      settled: () => this.#errands.run(),
    })
    if (this.#isInUse()) migrate(storage, INTEGRATIONS_MIGRATIONS)
  }

  async announce({ workspace, type, at, ...about }: Parameters<IntegrationsRoom['announce']>[0]): Promise<void> {
    if (!this.#isInUse()) return
    const { session = null, customer = null, seq = 0 } = about
    const wanting = this.#endpoints
      .all()
      .filter((endpoint) => endpoint.isOn && endpoint.types.includes(type))
      .map((endpoint) => endpoint.id)
    if (CRM_TYPES.includes(type) && session !== null && this.#crm.settings()) wanting.push(CRM)
    if (wanting.length === 0) return
    const id = await eventIdOf([workspace, type, session ?? customer ?? '', seq])
    const event: WebhookEvent = { type, timestamp: new Date(at).toISOString(), data: { workspace, ...about } }
    this.ctx.storage.transactionSync(() => {
      if (this.#deliveries.announce(id, { session, at, body: JSON.stringify(event) }, wanting)) this.#tellings.watch()
    })
    this.#tellings.work()
  }

  async wanted(): Promise<WebhookType[]> {
    if (!this.#isInUse()) return []
    return [...new Set([...this.#endpoints.wanted(), ...(this.#crm.settings() ? CRM_TYPES : [])])]
  }

  async endpoints(): Promise<EndpointView[]> {
    return this.#isInUse() ? this.#endpoints.all() : []
  }

  async addEndpoint({
    workspace,
    form,
    by,
  }: Parameters<IntegrationsRoom['addEndpoint']>[0]): Promise<EndpointSecret | { refused: 'too_many' }> {
    this.#begin(workspace)
    const made = await this.#endpoints.prepare()
    const isMade = this.ctx.storage.transactionSync(() => {
      if (this.#endpoints.all().length >= MOST_ENDPOINTS) return false
      made.store(form, Date.now())
      this.#audit({ by, action: 'webhook.add', on: { endpoint: made.id } })
      return true
    })
    if (!isMade) return { refused: 'too_many' }
    await this.#errands.run()
    return { endpoint: this.#known(made.id), secret: made.secret }
  }

  async changeEndpoint({
    endpoint,
    form,
    by,
  }: Parameters<IntegrationsRoom['changeEndpoint']>[0]): Promise<EndpointView | null> {
    if (!this.#isInUse() || !this.#endpoints.find(endpoint)) return null
    const changed = this.ctx.storage.transactionSync(() => {
      const view = this.#endpoints.change(endpoint, form)
      if (form.isOn) this.#deliveries.resume(endpoint, Date.now())
      else this.#deliveries.pause(endpoint)
      this.#audit({ by, action: 'webhook.change', on: { endpoint } })
      this.#tellings.watch()
      return view
    })
    await this.#errands.run()
    this.#tellings.work()
    return changed
  }

  async removeEndpoint({ endpoint, by }: Parameters<IntegrationsRoom['removeEndpoint']>[0]): Promise<boolean> {
    if (!this.#isInUse()) return false
    const isRemoved = this.ctx.storage.transactionSync(() => {
      if (!this.#endpoints.remove(endpoint)) return false
      this.#deliveries.removeOf(endpoint)
      this.#audit({ by, action: 'webhook.remove', on: { endpoint } })
      return true
    })
    await this.#errands.run()
    return isRemoved
  }

  async rotateSecret({
    endpoint,
    by,
  }: Parameters<IntegrationsRoom['rotateSecret']>[0]): Promise<EndpointSecret | null> {
    const made = this.#isInUse() ? await this.#endpoints.prepareRotation(endpoint) : null
    if (!made) return null
    this.ctx.storage.transactionSync(() => {
      made.store(Date.now())
      this.#audit({ by, action: 'webhook.rotate', on: { endpoint } })
    })
    await this.#errands.run()
    return { endpoint: this.#known(endpoint), secret: made.secret }
  }

  async deliveries({
    endpoint,
    after,
    limit,
  }: Parameters<IntegrationsRoom['deliveries']>[0]): Promise<WebhookDeliveriesResponse | null> {
    if (!this.#isInUse() || !this.#endpoints.find(endpoint)) return null
    const deliveries = this.#deliveries.page(endpoint, after, limit)
    return { deliveries, next: deliveries.length < limit ? null : (deliveries.at(-1)?.id ?? null) }
  }

  async replay({ endpoint, delivery, by }: Parameters<IntegrationsRoom['replay']>[0]): Promise<boolean> {
    if (!this.#isInUse() || !this.#endpoints.find(endpoint)?.isOn) return false
    const isAgain = this.ctx.storage.transactionSync(() => {
      if (!this.#deliveries.replay(endpoint, delivery, Date.now())) return false
      this.#audit({ by, action: 'webhook.replay', on: { endpoint, delivery } })
      this.#tellings.watch()
      return true
    })
    await this.#errands.run()
    this.#tellings.work()
    return isAgain
  }

  async endpointSecret({ endpoint }: { endpoint: string }): Promise<EndpointSecret | null> {
    const view = this.#isInUse() ? this.#endpoints.find(endpoint) : null
    const secret = view && (await this.#endpoints.secretOf(endpoint))
    return view && secret !== null ? { endpoint: view, secret } : null
  }

  async beginOnce({ workspace, key, request }: Parameters<IntegrationsRoom['beginOnce']>[0]): Promise<Once> {
    this.#begin(workspace)
    return this.ctx.storage.transactionSync(() => this.#requests.begin(key, request, Date.now()))
  }

  async endOnce({ key, session, about }: Parameters<IntegrationsRoom['endOnce']>[0]): Promise<void> {
    this.#requests.end(key, session, about)
  }

  async dropOnce({ key }: { key: string }): Promise<void> {
    this.#requests.drop(key)
  }

  async connectors(): Promise<ConnectorView[]> {
    return this.#isInUse() ? this.#connectors.all() : []
  }

  async addConnector({
    workspace,
    form,
    by,
  }: Parameters<ConnectorsRoom['addConnector']>[0]): Promise<ConnectorView | ConnectorRefusal> {
    this.#begin(workspace)
    const store = await this.#connectors.prepare(form)
    const refused = this.ctx.storage.transactionSync(() => {
      const all = this.#connectors.all()
      if (all.some(({ id }) => id === form.id)) return 'taken'
      if (all.length >= MOST_CONNECTORS) return 'too_many'
      store(Date.now())
      this.#audit({ by, action: 'connector.add', on: { connector: form.id } })
      return null
    })
    if (refused) return { refused }
    await this.#errands.run()
    return this.#knownConnector(form.id)
  }

  async changeConnector({
    connector,
    form,
    by,
  }: Parameters<ConnectorsRoom['changeConnector']>[0]): Promise<ConnectorView | ConnectorRefusal | null> {
    const before = this.#isInUse() ? this.#connectors.find(connector) : null
    if (!before) return null
    if (form.secret === undefined && new URL(before.url).origin !== new URL(form.url).origin)
      return { refused: 'secret' }
    const store = await this.#connectors.prepareChange(connector, form)
    const isChanged = this.ctx.storage.transactionSync(() => {
      if (this.#connectors.find(connector)?.changedAt !== before.changedAt) return false
      // Later than before, however fast: what isolates know of a service is of one state of it.
      store(Math.max(Date.now(), before.changedAt + 1))
      this.#audit({ by, action: 'connector.change', on: { connector } })
      return true
    })
    if (!isChanged) return null
    await this.#errands.run()
    return this.#knownConnector(connector)
  }

  async removeConnector({ connector, by }: Parameters<ConnectorsRoom['removeConnector']>[0]): Promise<boolean> {
    if (!this.#isInUse()) return false
    const isRemoved = this.ctx.storage.transactionSync(() => {
      if (!this.#connectors.remove(connector)) return false
      if (this.#crm.settings()?.connector === connector) this.#endCrm()
      this.#audit({ by, action: 'connector.remove', on: { connector } })
      return true
    })
    await this.#errands.run()
    return isRemoved
  }

  async openConnector({ connector }: Parameters<ConnectorsRoom['openConnector']>[0]): Promise<OpenConnector | null> {
    return this.#isInUse() ? this.#connectors.open(connector) : null
  }

  async crm(): Promise<CrmResponse> {
    return this.#isInUse() ? this.#crm.status() : { crm: null, waiting: 0, failed: 0 }
  }

  async setCrm({ crm, by }: Parameters<ConnectorsRoom['setCrm']>[0]): Promise<boolean> {
    if (!this.#isInUse()) return crm === null
    const isSet = this.ctx.storage.transactionSync(() => {
      if (crm && !this.#connectors.find(crm.connector)) return false
      if (crm) this.#crm.set(crm)
      else this.#endCrm()
      this.#audit({ by, action: 'crm.change', on: crm ? { connector: crm.connector } : {} })
      return true
    })
    await this.#errands.run()
    return isSet
  }

  async replayCrm({ by }: Parameters<ConnectorsRoom['replayCrm']>[0]): Promise<number> {
    if (!this.#isInUse() || !this.#crm.settings()) return 0
    const replayed = this.ctx.storage.transactionSync(() => {
      const count = this.#deliveries.replayFailed(CRM, Date.now())
      this.#audit({ by, action: 'crm.replay', on: { records: String(count) } })
      this.#tellings.watch()
      return count
    })
    await this.#errands.run()
    this.#tellings.work()
    return replayed
  }

  async forget({ sessions }: Parameters<IntegrationsRoom['forget']>[0]): Promise<void> {
    if (!this.#isInUse()) return
    this.ctx.storage.transactionSync(() => {
      for (const session of sessions) {
        this.#deliveries.forget(session)
        this.#requests.forget(session)
      }
    })
  }

  /** On the rounds: should the platform have given the alarm up. */
  async lookAtTimers(): Promise<void> {
    if (!this.#isInUse()) return
    this.#timers.arm()
    this.#tellings.work()
  }

  override async alarm(): Promise<void> {
    if (!this.#isInUse()) return
    this.#timers.disarm()
    const now = Date.now()
    for (const { kind } of this.#timers.take(now)) {
      if (kind !== 'prune') continue
      this.#deliveries.prune(now)
      this.#requests.prune(now)
      this.#timers.set('prune', '', now + PRUNE_MS)
    }
    // Before anything is awaited, so that somebody looks again whatever happens.
    this.#tellings.watch()
    this.#tellings.work()
    await this.#errands.run()
  }

  /** Records go nowhere any more, nor those that wait. */
  #endCrm(): void {
    this.#crm.set(null)
    this.#deliveries.removeOf(CRM)
  }

  #audit(act: Act): void {
    const at = Date.now()
    this.#errands.put(AUDIT_TARGET, { ...act, id: `webhook:${opaque()}`, at }, at)
  }

  #known(id: string): EndpointView {
    const view = this.#endpoints.find(id)
    if (!view) throw new Error('an endpoint that was written cannot be read')
    return view
  }

  #knownConnector(id: string): ConnectorView {
    const view = this.#connectors.find(id)
    if (!view) throw new Error('a connector that was written cannot be read')
    return view
  }

  #begin(workspace: string): void {
    const isNew = !this.#isInUse()
    migrate(this.ctx.storage, INTEGRATIONS_MIGRATIONS)
    if (!isNew) return
    this.ctx.storage.sql.exec('INSERT OR IGNORE INTO workspace (one, id) VALUES (1, ?)', workspace)
    this.#timers.set('prune', '', Date.now() + PRUNE_MS)
    this.#timers.arm()
  }

  #workspace(): string {
    return this.ctx.storage.sql.exec<{ id: string }>('SELECT id FROM workspace').one().id
  }

  #isInUse(): boolean {
    return hasTables(this.ctx.storage.sql)
  }
}
