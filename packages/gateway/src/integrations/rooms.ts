import type {
  AuditEntry,
  EndpointRequest,
  EndpointSecret,
  EndpointView,
  WebhookDeliveriesResponse,
  WebhookType,
} from '@baton/protocol'

/** Something happened that a business may want to be told of. The same `session`, `seq` and `type` is told once. */
export interface Announcement {
  workspace: string
  type: WebhookType
  at: number
  session?: string
  customer?: string
  seq?: number
  caseId?: string
}

/** What becomes of a request that is to be done once. `again`: it was done, and this is what it was about. */
export type Once = { as: 'new' | 'mismatch' | 'in_progress' } | { as: 'again'; about: string }

/** One per workspace: whom it tells what has happened. */
export interface IntegrationsRoom {
  /** Stored before it answers, and told afterwards, again and again until it is heard. */
  announce(request: Announcement): Promise<void>
  /** What any endpoint that is on wants to be told of. */
  wanted(): Promise<WebhookType[]>
  endpoints(): Promise<EndpointView[]>
  addEndpoint(request: {
    workspace: string
    form: EndpointRequest
    by: AuditEntry['by']
  }): Promise<EndpointSecret | { refused: 'too_many' }>
  changeEndpoint(request: {
    endpoint: string
    form: EndpointRequest
    by: AuditEntry['by']
  }): Promise<EndpointView | null>
  removeEndpoint(request: { endpoint: string; by: AuditEntry['by'] }): Promise<boolean>
  /** Another secret signs from now on; for a day the one before signs beside it. */
  rotateSecret(request: { endpoint: string; by: AuditEntry['by'] }): Promise<EndpointSecret | null>
  deliveries(request: {
    endpoint: string
    after: string | null
    limit: number
  }): Promise<WebhookDeliveriesResponse | null>
  /** Tells it again, from the first attempt on. */
  replay(request: { endpoint: string; delivery: string; by: AuditEntry['by'] }): Promise<boolean>
  /** The secret that signs now, for a request to make or to rotate it that is answered again. Null when there is none. */
  endpointSecret(request: { endpoint: string }): Promise<EndpointSecret | null>
  /** A request begins that is done once under its key. `key` and `request` are hashes. */
  beginOnce(request: { workspace: string; key: string; request: string }): Promise<Once>
  /** It is done; `about` is an id, by which it is answered again. */
  endOnce(request: { key: string; session: string | null; about: string }): Promise<void>
  /** It was refused, and may be tried again under the same key. */
  dropOnce(request: { key: string }): Promise<void>
  /** A customer was erased: nothing names them any more. */
  forget(request: { sessions: string[] }): Promise<void>
  /** On the rounds: arms the alarm again, should the platform have given it up. */
  lookAtTimers(): Promise<void>
}
