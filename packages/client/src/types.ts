import type {
  AccountRequest,
  AccountView,
  AgentFace,
  ApiKeyRequest,
  ApiKeySecret,
  ApiKeyView,
  Board,
  ClientFrame,
  Command,
  ConnectorRequest,
  ConnectorTestResponse,
  ConnectorView,
  CrmRecordsResponse,
  CrmRequest,
  CrmResponse,
  DeskIdentity,
  DeskWay,
  EndpointRequest,
  EndpointSecret,
  EndpointView,
  ErrorCode,
  FloorAlert,
  Glance,
  JoinResponse,
  LinkResponse,
  LinksResponse,
  Locale,
  NewConnectorRequest,
  Party,
  Presence,
  Role,
  ServerFrame,
  SessionEvent,
  SessionView,
  TestResponse,
  UndeliveredResponse,
  WebhookDeliveriesResponse,
} from '@baton/protocol/wire'

/** `offline`: waiting to try again. `refused`: final, see `problem`. */
export type Connection = 'idle' | 'connecting' | 'online' | 'offline' | 'refused'

export interface ClientProblem {
  code: ErrorCode | 'network'
  message: string
  retryable: boolean
}

/** A command of ours that is not acknowledged yet. */
export interface PendingSend {
  id: string
  command: Command
  at: number
  /** Set when the gateway refused it for good; it stays until `retry` or `discard`. */
  problem: ClientProblem | null
}

/** What was said in a session whose customer turned out to be this one: read-only, with numbers of its own. */
export interface EarlierSegment {
  session: string
  /** In order, without holes; the oldest may be absent until `loadOlder`. */
  events: readonly SessionEvent[]
}

/** Everything a view needs, replaced whole on every change; compare by identity. */
export interface SessionSnapshot {
  connection: Connection
  problem: ClientProblem | null
  you: { role: Role; id: string; name: string | null } | null
  /** Folded from welcome and the events since. Null until the first welcome. */
  view: SessionView | null
  /** In order, without holes; the oldest may be absent until `loadOlder`. */
  events: readonly SessionEvent[]
  /** Whether `loadOlder` would bring more, of this session or of an earlier segment. */
  hasOlder: boolean
  /** Shown before `events`, the first said first; absent until some was loaded. */
  earlier?: readonly EarlierSegment[]
  pending: readonly PendingSend[]
  typing: readonly Party[]
  /** Whether the other side has a socket open: staff for a customer, the customer for an agent. Null: not told. */
  peerOnline: boolean | null
  /** Milliseconds to add to `Date.now()` for the gateway's clock. */
  clockOffsetMs: number
}

export interface SessionClientEvents {
  change: SessionSnapshot
  /** A durable event that was not seen before on this device, live or replayed. */
  event: SessionEvent
  /** A command of ours was refused. */
  refused: PendingSend
  /** Every frame, as it arrives. */
  frame: ServerFrame
}

/** Which original, by the number its mark gives, and why: three characters or more. */
export interface RevealRequest {
  seq: number
  original: number
  reason: string
}

export interface RevealedOriginal {
  text: string
  /** Take it off the screen after this time. */
  hideAfterMs: number
}

export interface SessionClient {
  readonly snapshot: SessionSnapshot
  /** Returns the function that stops listening. */
  on<K extends keyof SessionClientEvents>(kind: K, listener: (detail: SessionClientEvents[K]) => void): () => void
  connect(): void
  /** Stored in the outbox, shown as pending, sent when it can be. Returns the client id. */
  send(command: Command): string
  retry(id: string): void
  discard(id: string): void
  /** Call on every key stroke; frames are throttled here. */
  typing(on: boolean): void
  /** Everything up to this event was shown in a visible tab. */
  read(seq: number): void
  /**
   * Agents from senior on: the original behind a mark, once; it is written down. Not kept in the outbox. Rejects with a
   * `ClientProblem` (`forbidden`, `sealed_gone`, `network` …).
   */
  reveal(request: RevealRequest): Promise<RevealedOriginal>
  loadOlder(): Promise<void>
  /** Sends a frame as it is; false when there is no line. For what is loaded later: `@baton/client/files`. */
  tell(frame: ClientFrame): boolean
  /** Address of the socket as last admitted; empty before. */
  readonly address: string
  /** Closes the socket and stops trying; the outbox stays. */
  close(): void
}

/** Where a socket goes and what opens it. A new one is asked for on every attempt. */
export interface Admission {
  url: string
  ticket: string
}

export interface SiteOptions {
  /** Origin of the gateway, e.g. `https://chat.example`. */
  gateway: string
  siteKey: string
  /**
   * Called on every join, so that a short-lived host token can be refreshed. Null: not signed in on the host site. When it
   * fails nobody joins, as a visitor least of all: the connection is `offline` with `unauthenticated`, and it is asked again.
   */
  token?: () => Promise<string | null>
  locale?: Locale
}

/** Joins as a customer, and keeps this device's credential. */
export interface Site {
  join(): Promise<JoinResponse & Admission>
  /**
   * Forgets this device, in all tabs of this origin: credential, outbox, cursor, and what is shown. Sockets close, and the
   * gateway is told to take the credential back; where it cannot be reached, the credential is gone from here all the same.
   */
  reset(): Promise<void>
}

export interface FloorSnapshot {
  connection: Connection
  problem: ClientProblem | null
  you: AgentFace | null
  board: Board | null
  /** The last alert since the connection was made; a new object for each. */
  alert: FloorAlert | null
  clockOffsetMs: number
}

export interface FloorClient {
  readonly snapshot: FloorSnapshot
  on(kind: 'change', listener: (snapshot: FloorSnapshot) => void): () => void
  connect(): void
  setPresence(presence: Exclude<Presence, 'offline'>): Promise<void>
  /** Rejects with a `ClientProblem` (`offer_gone` …). */
  accept(offerId: string): Promise<{ session: string; ticket: string }>
  decline(offerId: string): Promise<void>
  /** What is said on a call while it is offered. Rejects with a `ClientProblem` (`offer_gone` …). */
  glance(offerId: string): Promise<Glance>
  /** Asks a colleague to take a session this agent holds, or gives it back to the queue. Rejects with a `ClientProblem` (`agent_unavailable` …). */
  transfer(session: string, to: { agent: string } | 'queue', note: string): Promise<void>
  /** A ticket for the line an agent has in a call whose session is with a colleague by now. Rejects with a `ClientProblem`. */
  rejoin(session: string, call: string): Promise<string>
  /** Asks the colleague no longer. */
  recall(session: string): Promise<void>
  /** The work after a call is done: offers may come again. */
  ready(): Promise<void>
  /** A ticket to a session this agent holds. */
  open(session: string): Promise<{ session: string; ticket: string }>
  close(): void
}

/** The desk's HTTP calls. Each rejects with a `ClientProblem`. */
export interface DeskApi {
  login(request: { workspace: string; email: string; password: string }): Promise<DeskIdentity>
  /** Null when nobody is signed in. */
  me(): Promise<DeskIdentity | null>
  logout(): Promise<void>
  floorTicket(): Promise<string>
  /** The accounts there are, as an agent may know them. */
  ways(): Promise<DeskWay[]>
  /** The accounts, for those who set them up. */
  channels(): Promise<AccountView[]>
  /** `account` null: another one. */
  saveChannel(account: string | null, form: AccountRequest): Promise<void>
  removeChannel(account: string): Promise<void>
  /** Sends something to this address now. */
  testChannel(account: string, to: string): Promise<TestResponse>
  /** What could not be delivered, newest first. `after` goes on where a page ended. */
  undelivered(after: string | null): Promise<UndeliveredResponse>
  /** Resolves with how many are on their way again. */
  replay(ids: readonly string[] | 'all'): Promise<number>
  /** Two sessions are one customer's: `older` becomes a segment before `newer`. `held`: not yet, since both have an agent. */
  link(request: { older: string; newer: string; reason: string }): Promise<LinkResponse['state']>
  undoLink(link: string, reason: string): Promise<void>
  /** Whom the business has told what happens. */
  webhooks(): Promise<EndpointView[]>
  /** The answer holds the secret, this once. */
  addWebhook(form: EndpointRequest): Promise<EndpointSecret>
  changeWebhook(endpoint: string, form: EndpointRequest): Promise<void>
  removeWebhook(endpoint: string): Promise<void>
  /** Another secret, told this once. The one before signs beside it for a day. */
  rotateWebhook(endpoint: string): Promise<EndpointSecret>
  /** What it was told, newest first. `after` goes on where a page ended. */
  webhookDeliveries(endpoint: string, after: string | null): Promise<WebhookDeliveriesResponse>
  /** Tells it again, from the first attempt on. */
  replayWebhook(endpoint: string, delivery: string): Promise<void>
  /** Keys of the server API, newest first, with those that were revoked. */
  apiKeys(): Promise<ApiKeyView[]>
  /** The answer holds the key itself, this once. */
  makeApiKey(form: ApiKeyRequest): Promise<ApiKeySecret>
  revokeApiKey(key: string): Promise<void>
  /** Services of the business that actions call. */
  connectors(): Promise<ConnectorView[]>
  addConnector(form: NewConnectorRequest): Promise<void>
  /** Without `secret` it stays as it is. */
  changeConnector(connector: string, form: ConnectorRequest): Promise<void>
  removeConnector(connector: string): Promise<void>
  /** Asks it for this path now. */
  testConnector(connector: string, path: string): Promise<ConnectorTestResponse>
  /** Where records of cases go, and how many are not there yet. */
  crm(): Promise<CrmResponse>
  /** Null: nowhere any more, nor those that wait. */
  setCrm(crm: CrmRequest | null): Promise<void>
  /** What it was given, newest first. `after` goes on where a page ended. */
  crmRecords(after: string | null): Promise<CrmRecordsResponse>
  /** Gives it this one again, from the first attempt on. */
  replayCrmRecord(record: string): Promise<void>
  /** Records that were given up are tried again. Resolves with how many. */
  replayCrm(): Promise<number>
  /** How this session's customer came to be one, newest first. */
  links(session: string): Promise<LinksResponse['links']>
}
