import type {
  AccountRequest,
  AccountView,
  ApiKeyRequest,
  ApiKeySecret,
  ApiKeyView,
  ClientProblem,
  ConnectorRequest,
  ConnectorTestResponse,
  ConnectorView,
  CrmRecord,
  CrmRecordsResponse,
  CrmRequest,
  CrmResponse,
  DeskApi,
  DeskIdentity,
  DeskWay,
  EndpointRequest,
  EndpointSecret,
  EndpointView,
  LinkResponse,
  LinksResponse,
  NewConnectorRequest,
  TestResponse,
  Undelivered,
  UndeliveredResponse,
  WebhookDeliveriesResponse,
  WebhookDelivery,
} from '@baton/client'

const lin: DeskIdentity = {
  workspace: 'shop',
  business: 'Lantern Home',
  calls: true,
  agent: { id: 'lin', name: 'Lin Yue', email: 'lin@lantern.example', role: 'agent' },
}

export const problem = (code: ClientProblem['code'], retryable = false): ClientProblem => ({
  code,
  message: code,
  retryable,
})

/** Signs in whoever comes, unless `refusal` is set. */
export class FakeApi implements DeskApi {
  refusal: ClientProblem | null = null
  signedIn = false
  /** Who signs in. */
  identity = lin
  readonly logins: unknown[] = []

  async login(request: { workspace: string; email: string; password: string }): Promise<DeskIdentity> {
    this.logins.push(request)
    if (this.refusal) throw this.refusal
    this.signedIn = true
    return this.identity
  }

  async me(): Promise<DeskIdentity | null> {
    return this.signedIn ? this.identity : null
  }

  async logout(): Promise<void> {
    this.signedIn = false
  }

  async floorTicket(): Promise<string> {
    return 'ticket'
  }

  /** What the workspace has, and what was asked of it. */
  accounts: AccountView[] = []
  buried: Undelivered[] = []
  tested: TestResponse = { ok: true }
  linked: LinksResponse['links'] = []
  readonly asked: unknown[] = []

  async ways(): Promise<DeskWay[]> {
    return this.accounts.map(({ id, channel, name, templates }) => ({ id, channel, name, templates }))
  }

  async channels(): Promise<AccountView[]> {
    this.#ask('channels')
    return this.accounts
  }

  async saveChannel(account: string | null, form: AccountRequest): Promise<void> {
    this.#ask(['save', account, form])
    if (account !== null) return
    const id = `ch_new${this.accounts.length}`.padEnd(20, '0')
    const unheard = { missing: null, downSince: null, heardAt: null }
    const callback = `https://gateway.example/v1/hooks/shop/${id}`
    this.accounts = [...this.accounts, { ...form, id, secrets: {}, callback, ...unheard }]
  }

  async removeChannel(account: string): Promise<void> {
    this.#ask(['remove', account])
    this.accounts = this.accounts.filter(({ id }) => id !== account)
  }

  async testChannel(account: string, to: string): Promise<TestResponse> {
    this.#ask(['test', account, to])
    return this.tested
  }

  async undelivered(after: string | null): Promise<UndeliveredResponse> {
    this.#ask(['undelivered', after])
    return { undelivered: this.buried, next: null }
  }

  async replay(ids: readonly string[] | 'all'): Promise<number> {
    this.#ask(['replay', ids])
    const tried = this.buried.filter(({ id }) => ids === 'all' || ids.includes(id))
    this.buried = this.buried.filter((one) => !tried.includes(one))
    return tried.length
  }

  linkState: LinkResponse['state'] = 'linked'

  async link(request: { older: string; newer: string; reason: string }): Promise<LinkResponse['state']> {
    this.#ask(['link', request])
    return this.linkState
  }

  async links(session: string): Promise<LinksResponse['links']> {
    return this.linked.filter(({ older, newer }) => [older, newer].includes(session))
  }

  async undoLink(link: string, reason: string): Promise<void> {
    this.#ask(['undo', link, reason])
    this.linked = this.linked.filter(({ id }) => id !== link)
  }

  endpoints: EndpointView[] = []
  deliveries: WebhookDelivery[] = []
  keys: ApiKeyView[] = []
  services: ConnectorView[] = []
  pinged: ConnectorTestResponse = { ok: true, status: 200, error: null, tookMs: 120 }

  async webhooks(): Promise<EndpointView[]> {
    this.#ask('webhooks')
    return this.endpoints
  }

  async addWebhook(form: EndpointRequest): Promise<EndpointSecret> {
    this.#ask(['add webhook', form])
    const endpoint = { ...form, id: 'we_new0000000000000', createdAt: 0, off: null, previousUntil: null }
    this.endpoints = [...this.endpoints, endpoint]
    return { endpoint, secret: 'whsec_bmV3' }
  }

  async changeWebhook(id: string, form: EndpointRequest): Promise<void> {
    this.#ask(['change webhook', id, form])
    this.endpoints = this.endpoints.map((one) => (one.id === id ? { ...one, ...form } : one))
  }

  async removeWebhook(id: string): Promise<void> {
    this.#ask(['remove webhook', id])
    this.endpoints = this.endpoints.filter((one) => one.id !== id)
  }

  async rotateWebhook(id: string): Promise<EndpointSecret> {
    this.#ask(['rotate webhook', id])
    const [endpoint] = this.endpoints.filter((one) => one.id === id)
    if (!endpoint) throw problem('not_found')
    return { endpoint, secret: 'whsec_cm90YXRlZA==' }
  }

  async webhookDeliveries(id: string, after: string | null): Promise<WebhookDeliveriesResponse> {
    this.#ask(['deliveries', id, after])
    return { deliveries: after === null ? this.deliveries : [], next: after === null ? '1' : null }
  }

  async replayWebhook(id: string, delivery: string): Promise<void> {
    this.#ask(['replay webhook', id, delivery])
    this.deliveries = this.deliveries.map((one) => (one.id === delivery ? { ...one, state: 'waiting' } : one))
  }

  async apiKeys(): Promise<ApiKeyView[]> {
    this.#ask('api keys')
    return this.keys
  }

  async makeApiKey(form: ApiKeyRequest): Promise<ApiKeySecret> {
    this.#ask(['make key', form])
    const key = { ...form, id: 'newkey0000000000', createdAt: 0, lastUsedAt: null, revokedAt: null }
    this.keys = [key, ...this.keys]
    return { key, secret: 'bk.shop.newkey.c2VjcmV0' }
  }

  async revokeApiKey(id: string): Promise<void> {
    this.#ask(['revoke key', id])
    this.keys = this.keys.map((one) => (one.id === id ? { ...one, revokedAt: 1 } : one))
  }

  async connectors(): Promise<ConnectorView[]> {
    this.#ask('connectors')
    return this.services
  }

  async addConnector(form: NewConnectorRequest): Promise<void> {
    this.#ask(['add connector', form])
  }

  async changeConnector(id: string, form: ConnectorRequest): Promise<void> {
    this.#ask(['change connector', id, form])
  }

  async removeConnector(id: string): Promise<void> {
    this.#ask(['remove connector', id])
    this.services = this.services.filter((one) => one.id !== id)
  }

  async testConnector(id: string, path: string): Promise<ConnectorTestResponse> {
    this.#ask(['test connector', id, path])
    return this.pinged
  }

  records: CrmResponse = { crm: null, waiting: 0, failed: 0 }

  async crm(): Promise<CrmResponse> {
    this.#ask('crm')
    return this.records
  }

  async setCrm(crm: CrmRequest | null): Promise<void> {
    this.#ask(['set crm', crm])
    this.records = crm ? { ...this.records, crm } : { crm, waiting: 0, failed: 0 }
  }

  given: CrmRecord[] = []

  async crmRecords(after: string | null): Promise<CrmRecordsResponse> {
    this.#ask(['crm records', after])
    return { records: this.given, next: null }
  }

  async replayCrmRecord(id: string): Promise<void> {
    this.#ask(['replay record', id])
    this.given = this.given.map((one) => (one.id === id ? { ...one, state: 'waiting' } : one))
    this.records = { ...this.records, failed: this.records.failed - 1, waiting: this.records.waiting + 1 }
  }

  async replayCrm(): Promise<number> {
    this.#ask('replay crm')
    const { failed, waiting } = this.records
    this.records = { ...this.records, waiting: waiting + failed, failed: 0 }
    return failed
  }

  #ask(what: unknown): void {
    if (this.refusal) throw this.refusal
    this.asked.push(what)
  }
}
