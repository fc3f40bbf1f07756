import { DurableObject } from 'cloudflare:workers'
import { SYSTEM } from '../audit/act.ts'
import type { ConnectorsRoom } from '../connectors/rooms.ts'
import type { Env } from '../env.ts'
import { Announcements } from './announcements.ts'
import { ConnectorSettings } from './connector-settings.ts'
import { Connectors } from './connectors.ts'
import { Core } from './core.ts'
import { Crm } from './crm.ts'
import { CrmSettings } from './crm-settings.ts'
import { Deliveries } from './deliveries.ts'
import { EndpointSettings } from './endpoint-settings.ts'
import { Endpoints } from './endpoints.ts'
import { Requests } from './requests.ts'
import type { IntegrationsRoom, Once } from './rooms.ts'
import { Tellings } from './tellings.ts'

type Room = IntegrationsRoom & ConnectorsRoom
type Request<Call extends keyof Room> = Parameters<Room[Call]>[0]

/**
 * One per workspace: whom it tells what has happened, which services of the business are called, and which requests of its
 * server were done already. Empty until there are any. A thin host of the parts that do each of it.
 */
export class Integrations extends DurableObject<Env> implements Room {
  readonly #core: Core
  readonly #deliveries: Deliveries
  readonly #tellings: Tellings
  readonly #announcements: Announcements
  readonly #endpoints: EndpointSettings
  readonly #connectors: ConnectorSettings
  readonly #crm: CrmSettings
  readonly #requests: Requests

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    const core = new Core(storage, () => this.env)
    const endpoints = new Endpoints(storage.sql, core.sealing)
    const connectors = new Connectors(storage.sql, core.sealing)
    const crm = new Crm(storage.sql)
    const deliveries = new Deliveries(storage.sql)
    const tellings = new Tellings({
      ctx,
      env: () => this.env,
      timers: core.timers,
      deliveries,
      endpoints,
      connectors,
      crm,
      turnedOff: (endpoint, why) => core.audit({ by: SYSTEM, action: 'webhook.off', on: { endpoint, why } }),
      settled: () => core.runErrands(),
    })
    this.#core = core
    this.#deliveries = deliveries
    this.#tellings = tellings
    this.#announcements = new Announcements(core, { endpoints, crm, deliveries, tellings })
    this.#endpoints = new EndpointSettings(core, { endpoints, deliveries, tellings })
    this.#crm = new CrmSettings(core, { crm, connectors, deliveries, tellings })
    this.#connectors = new ConnectorSettings(core, { connectors, removed: (connector) => this.#crm.lose(connector) })
    this.#requests = new Requests(storage.sql)
  }

  announce(request: Request<'announce'>) {
    return this.#announcements.announce(request)
  }

  wanted() {
    return this.#announcements.wanted()
  }

  endpoints() {
    return this.#endpoints.endpoints()
  }

  addEndpoint(request: Request<'addEndpoint'>) {
    return this.#endpoints.addEndpoint(request)
  }

  changeEndpoint(request: Request<'changeEndpoint'>) {
    return this.#endpoints.changeEndpoint(request)
  }

  removeEndpoint(request: Request<'removeEndpoint'>) {
    return this.#endpoints.removeEndpoint(request)
  }

  rotateSecret(request: Request<'rotateSecret'>) {
    return this.#endpoints.rotateSecret(request)
  }

  deliveries(request: Request<'deliveries'>) {
    return this.#endpoints.deliveries(request)
  }

  replay(request: Request<'replay'>) {
    return this.#endpoints.replay(request)
  }

  endpointSecret(request: Request<'endpointSecret'>) {
    return this.#endpoints.endpointSecret(request)
  }

  connectors() {
    return this.#connectors.connectors()
  }

  addConnector(request: Request<'addConnector'>) {
    return this.#connectors.addConnector(request)
  }

  changeConnector(request: Request<'changeConnector'>) {
    return this.#connectors.changeConnector(request)
  }

  removeConnector(request: Request<'removeConnector'>) {
    return this.#connectors.removeConnector(request)
  }

  openConnector(request: Request<'openConnector'>) {
    return this.#connectors.openConnector(request)
  }

  crm() {
    return this.#crm.crm()
  }

  setCrm(request: Request<'setCrm'>) {
    return this.#crm.setCrm(request)
  }

  crmRecords(request: Request<'crmRecords'>) {
    return this.#crm.crmRecords(request)
  }

  replayCrm(request: Request<'replayCrm'>) {
    return this.#crm.replayCrm(request)
  }

  async beginOnce({ workspace, key, request }: Request<'beginOnce'>): Promise<Once> {
    this.#core.begin(workspace)
    return this.#core.store(() => this.#requests.begin(key, request, Date.now()))
  }

  async endOnce({ key, session, about }: Request<'endOnce'>): Promise<void> {
    this.#requests.end(key, session, about)
  }

  async dropOnce({ key }: Request<'dropOnce'>): Promise<void> {
    this.#requests.drop(key)
  }

  async forget({ sessions }: Request<'forget'>): Promise<void> {
    if (!this.#core.isInUse()) return
    this.#core.store(() => {
      for (const session of sessions) {
        this.#deliveries.forget(session)
        this.#requests.forget(session)
      }
    })
  }

  /** On the rounds: should the platform have given the alarm up. */
  async lookAtTimers(): Promise<void> {
    if (!this.#core.isInUse()) return
    this.#core.timers.arm()
    this.#tellings.work()
  }

  override async alarm(): Promise<void> {
    if (!this.#core.isInUse()) return
    const { timers } = this.#core
    timers.disarm()
    const now = Date.now()
    for (const { kind } of timers.take(now)) {
      if (kind !== 'prune') continue
      this.#deliveries.prune(now)
      this.#requests.prune(now)
      this.#core.pruneLater(now)
    }
    // Before anything is awaited, so that somebody looks again whatever happens.
    this.#tellings.watch()
    this.#tellings.work()
    await this.#core.runErrands()
  }
}
