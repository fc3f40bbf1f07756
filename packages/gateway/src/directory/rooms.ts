import type {
  AgentFace,
  ApiKeyRequest,
  ApiKeyView,
  AuditEntry,
  Erasure,
  HostKey,
  Locale,
  LoginRequest,
  Profile,
  Providers,
  ProvisionRequest,
  Settings,
} from '@baton/protocol'

export interface WorkspaceConfig {
  workspace: string
  business: string
  locale: Locale
  origins: string[]
  /** Verifies host tokens without a `kid`; null when there is no such key. */
  hostKey: string | null
  hostKeys?: HostKey[]
  issuer?: string
  /** `aud` of host tokens, when it is not `baton`. */
  audience?: string
  businessApi: { url: string; token: string }
  providers?: Providers
  settings: Settings
}

export interface Agent extends AgentFace {
  email: string
  role: ProvisionRequest['agents'][number]['role']
  capacity: number
  locales: Locale[]
}

export interface StandingRequest {
  agent: string
  logins: string[]
}

export interface Standing {
  /** Null when they may no longer work here. */
  agent: Agent | null
  logins: { login: string; endsAt: number }[]
}

/** What a genuine device credential says. `grant` is what its customer's `grants` were when it was made. */
export interface Device {
  id: string
  session: string
  grant: number
}

/** What Directory knows of a customer. */
export interface CustomerRecord {
  id: string
  /** Their session, and earlier ones that were linked to it. */
  sessions: string[]
  addresses: string[]
  createdAt: number
}

/** Where a list of customers was read to. */
export interface CustomerCursor {
  createdAt: number
  session: string
}

/** What a key of the server API is checked against. */
export interface KnownApiKey extends Pick<ApiKeyView, 'name' | 'scopes' | 'expiresAt' | 'lastUsedAt'> {
  hash: string
}

/** Two sessions of one customer, and what became of that. */
export interface LinkRow {
  id: string
  older: string
  newer: string
  at: number
  state: 'linked' | 'held' | 'undone'
  how: 'signed_in' | 'code' | 'agent'
}

export interface DirectoryRoom {
  /** Stores everything of a workspace but its pack. Passwords are kept as salted hashes only. */
  provision(request: Omit<ProvisionRequest, 'pack'>): Promise<void>
  /** Null when the workspace was never provisioned. */
  config(): Promise<WorkspaceConfig | null>
  /** Sets tokens aside that a model may cost today; `false` when there are not as many left. A negative number gives back. */
  spend(request: { what: keyof Providers; tokens: number; limit: number; day: string }): Promise<boolean>
  /** Who an agent is now, and which of these sign-ins still are theirs, with when they end. */
  standing(request: StandingRequest): Promise<Standing>
  /** The same of many, in their order: a floor asks for all its agents in one call. */
  standings(requests: StandingRequest[]): Promise<Standing[]>
  /**
   * The customer behind a verified address (`user:<sub>`), a known device, or a new one. New ones nobody vouches for are
   * limited per `ip`. `device` is the session that `credential` names; `issuedAt` is when the address was vouched for.
   */
  customer(request: {
    address: string | null
    device: string | null
    credential?: Device | null
    issuedAt?: number
    ip: string
    profile: Omit<Profile, 'id'>
  }): Promise<
    | { session: string; profile: Profile; grants?: number }
    | { refused: 'rate_limited'; retryAfterMs: number }
    | { refused: 'revoked' }
  >
  /**
   * Takes back everything a customer was given so far, found by the host site's id or by ours; `request` names this asking,
   * so that the same again changes nothing, and `by` who asks. Resolves once their sockets are closed, or will be told again
   * until they are.
   */
  revoke(request: {
    request: string
    by: AuditEntry['by']
    whom: { subject: string } | { customer: string }
  }): Promise<void>
  /** The links of the workspace, or those of one customer, newest first. */
  links(request?: { session: string }): Promise<LinkRow[]>
  /**
   * A person has decided: two sessions that were linked are parted again, or two that were held are linked. `reason` is
   * masked. False when there is no such link, or it cannot become that any more.
   */
  decideLink(request: {
    link: string
    by: AuditEntry['by']
    as: 'linked' | 'undone'
    reason?: string
  }): Promise<boolean>
  /** Takes back one device. */
  forgetDevice(device: Device): Promise<void>
  /** Who is behind an id, an address or a session. */
  record(request: { ref: string }): Promise<CustomerRecord | null>
  /**
   * Erases a customer: forgotten here at once, and in every other room as soon as it answers, keys first. Goes on by itself
   * after a crash. `reason` is masked. Null when nobody is known by that.
   */
  erase(request: { ref: string; by: AuditEntry['by']; reason: string }): Promise<Erasure | null>
  /** How far an erasure is, by its id or that of its customer. */
  erasure(request: { ref: string }): Promise<Erasure | null>
  /** The term of a session is over, or it came back from a backup after it was erased: the same, at nobody's word. */
  expire(request: { session: string }): Promise<void>
  /** The token goes into an HttpOnly cookie; only its hash is stored. Tries are counted per email and `ip`, and per email. */
  login(
    request: LoginRequest,
    ip: string,
  ): Promise<{ token: string; agent: Agent } | { refused: 'unauthenticated' | 'rate_limited' }>
  /** Who a desk token belongs to. */
  signedIn(token: string): Promise<Agent | null>
  logout(token: string): Promise<void>
  /** Keys of the server API, newest first. */
  apiKeys(): Promise<ApiKeyView[]>
  /** `hash` is of the secret, which is known to nobody but who asked for it. */
  addApiKey(request: {
    id: string
    hash: string
    form: ApiKeyRequest
    by: AuditEntry['by']
  }): Promise<ApiKeyView | { refused: 'too_many' }>
  /** False when there is none of this id. */
  revokeApiKey(request: { key: string; by: AuditEntry['by'] }): Promise<boolean>
  /** One that was not revoked. */
  apiKey(request: { key: string }): Promise<KnownApiKey | null>
  /** Noted once a minute at most. */
  apiKeyUsed(request: { key: string }): Promise<void>
  /** Customers in the order in which they came, after this one. */
  customers(request: { after: CustomerCursor | null; limit: number }): Promise<{
    customers: CustomerRecord[]
    next: CustomerCursor | null
  }>
  /** Whoever the business knows by this id; a new one when nobody has come under it. */
  customerByHostId(request: { hostId: string }): Promise<CustomerRecord>
  /** Of the Directory named `REGISTER` only: a workspace was provisioned. */
  enlist(workspace: string): Promise<void>
  isEnlisted(workspace: string): Promise<boolean>
  /** Of `REGISTER` only: the next workspaces in the order of their ids, after this one. */
  enlisted(page: { after: string; limit: number }): Promise<string[]>
}
