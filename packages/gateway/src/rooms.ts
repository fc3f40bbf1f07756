import type {
  AgentFace,
  ApiKeyRequest,
  ApiKeyView,
  ApiSession,
  AuditEntry,
  AuditHead,
  AuditPage,
  Brief,
  Erasure,
  ErrorCode,
  FileSize,
  FloorAlert,
  Glance,
  Holder,
  HostKey,
  HoursResponse,
  Interaction,
  KnowledgeStatus,
  LabelResponse,
  Locale,
  LoginRequest,
  PassReason,
  Profile,
  ProposalStatus,
  Providers,
  ProvisionRequest,
  PublishResponse,
  QueuedSession,
  QueuePlace,
  RecordedTrack,
  ReleasesResponse,
  Role,
  RulesResponse,
  RulesVersion,
  Settings,
  Snapshot,
} from '@baton/protocol'
import type { Days } from '@baton/relay/audit'
import type { GoesOn } from '@baton/relay/floor'
import type { Redacted } from '@baton/relay/masking'
import type { MovedCase } from '@baton/relay/session'
import type { Import } from './knowledge/cold-start.ts'
import type { StoredLabel } from './knowledge/labels.ts'
import type { Release } from './knowledge/release.ts'
import type { RulesChange, RulesRefusal } from './knowledge/rules-change.ts'
import type { Wish } from './knowledge/training.ts'
import type { StoredPart } from './session/file-rows.ts'
import type { Page } from './session/log.ts'

/**
 * What the rooms of the gateway ask of each other. Every call is idempotent, and an older fence is ignored, so that
 * both sides may send again whenever they are unsure.
 */

/** Answer of a compare-and-set on the baton. `current` is where the session stands now. */
export type PassResult = { ok: true; fence: number } | { ok: false; current: { holder: Holder; fence: number } }

/** A file's bytes, and the name they go by. */
export type FoundFile = StoredPart & { name: string }

/** One voice of a call for up to a minute, as a WAV file. `startMs` is since the call began. */
export interface RecordedPiece {
  call: string
  track: RecordedTrack
  /** Of the track `agent`: which of them. */
  agent?: AgentFace
  startMs: number
  durationMs: number
  /** Null: it is lost already, and the log is to say so. */
  bytes: Uint8Array | null
}

export interface SessionRoom {
  /** Floor asks to pass the baton. Applied once per (handoffId, expectedFence, to); refused when the fence has moved on. */
  pass(request: {
    handoffId: string
    expectedFence: number
    to: { agent: AgentFace } | 'queue'
    reason: Extract<PassReason, 'accepted' | 'dropped' | 'transferred'>
    /** Of one that is transferred: what its agent leaves for staff. */
    note?: Redacted
  }): Promise<PassResult>
  /** Floor tells the place in the queue, kept for who joins later; null when there is none to tell. */
  placeInQueue(request: { handoffId: string; place: QueuePlace | null }): Promise<void>
  /** What is said on a call that waits for a person, for whom it is offered to; null when it waits no more. */
  glance(request: { handoffId: string }): Promise<Glance | null>
  /** What is said to the agent who has come to this call, before they and the customer hear each other; null when no agent has it. */
  whisper(request: { call: string }): Promise<Pick<Brief, 'want' | 'mood' | 'locale'> | null>
  /**
   * Directory has taken back what it had handed out: of this customer everything under a lower number than `grants`, or
   * one device until that time. Open sockets of it are closed for good.
   */
  revoke(request: {
    workspace: string
    session: string
    grants?: number
    device?: { id: string; until: number }
  }): Promise<void>
  /**
   * Floor: an agent may no longer work here, a sign-in of theirs has ended, or their rank is another. Their sockets, or
   * those of the sign-in, are closed, and no ticket made before opens one again.
   */
  dismiss(request: { agent: string; login?: string; because: 'gone' | 'signed_out' | 'rank' }): Promise<void>
  /** Directory asks before it links: was anything ever said here, and does an agent have the case? */
  stance(request: { workspace: string; session: string }): Promise<{ isEmpty: boolean; isWithAgent: boolean }>
  /**
   * This session and `other` are one customer's: from now on it is the `earlier` segment, or the `newer` of both. `held`:
   * both have an agent, and a person decides.
   */
  link(request: {
    workspace: string
    session: string
    link: string
    as: 'earlier' | 'newer' | 'held'
    other: string
  }): Promise<void>
  unlink(request: { workspace: string; session: string; link: string; other: string }): Promise<void>
  /** The earlier segment gives a case over that waited for a person, or had one. */
  takeCase(request: { workspace: string; session: string; link: string; moved: MovedCase }): Promise<void>
  /** A page of this log for a reader of the session it is an earlier segment of; null for any other. */
  earlierPage(request: { reader: string; role: Role; before: number }): Promise<Page | null>
  /** Floor has forgotten what it knew, under this generation. Who waits is enqueued again. */
  settle(request: { generation: string }): Promise<void>
  /** Everything here goes, and what is left refuses whoever comes late. */
  erase(): Promise<void>
  /** Whether anybody ever opened it; from then on it looks after its own age. */
  isInUse(): Promise<boolean>
  /** What a CRM is told of a case, as its log reads now; null while it was never closed, and once it is gone. */
  interaction(request: { caseId: string }): Promise<Interaction | null>
  /** What is known of the customer; null when nothing is, or there is no such session. */
  profile(): Promise<Profile | null>
  /** What the customer wrote there, masked, for an agent who may read it. */
  customerWords(request: {
    seq: number
    agent: string
  }): Promise<{ text: string; at: number; verified: boolean } | { refused: 'forbidden' | 'not_found' }>
  /** How the session stands; null when there is none. */
  overview(): Promise<SessionOverview | null>
  /**
   * What the business says of the customer, masked, by the names of `relay`'s `mergeProfile`. `base` is taken where nothing is
   * known yet. Taken in once per `id`.
   */
  mergeProfile(request: {
    workspace: string
    session: string
    id: string
    base: Profile
    fields: Readonly<Record<string, string | number | boolean | string[] | null>>
  }): Promise<{ ok: true; profile: Profile } | { ok: false; refused: 'linked' | 'erased' }>
  /** The business's server says something to the customer. Stored once per `id`. */
  sayForBusiness(request: {
    workspace: string
    session: string
    id: string
    /** What the customer sees it come from. */
    name: string
    text: string
    locale?: Locale
  }): Promise<{ ok: true; seq: number } | { ok: false; refused: 'linked' | 'erased' }>
  /**
   * Up to `limit` events after `after` as JSON, of those that belong into a copy of the customer's data; with `internal`
   * all of them. `next` goes on, null ends. Null when there is no such session.
   */
  disclose(request: {
    after: number
    limit: number
    internal: boolean
  }): Promise<{ events: string[]; next: number | null } | null>
}

/** How a session stands, for the server API. */
export interface SessionOverview extends Pick<ApiSession, 'head' | 'case' | 'linkedTo' | 'channels'> {
  profile: Profile | null
}

/** What Floor asks of a session. */
export type HeldSession = Pick<SessionRoom, 'pass' | 'placeInQueue' | 'settle' | 'dismiss' | 'glance'>

/** What the Worker asks of a session about its files. */
export interface FilesRoom {
  /** An upload begins: burns its ticket, and says under which name its bytes are to be put. */
  openUpload(request: {
    file: string
    size: FileSize
    jti: string
    expiresAt: number
  }): Promise<{ blob: string } | { refused: ErrorCode }>
  /** The bytes are there. False when nobody waits for them any more; the session then removes them. */
  closeUpload(request: { file: string; size: FileSize; part: StoredPart }): Promise<boolean>
  /** A piece of a call that was recorded. Kept as long as the customer has said that it may be. */
  keepRecording(request: RecordedPiece): Promise<void>
  /** Where a file is that a message carries, for a copy of the customer's data. */
  storedFile(request: { file: string }): Promise<FoundFile | null>
  /** Where a file is, for a participant who may see it now; else null. */
  fileAt(request: { file: string; size: FileSize; role: Role; participant: string }): Promise<FoundFile | null>
}

export interface FloorRoom {
  /**
   * A session waits for a person. The same handoff again changes nothing; a newer fence replaces the older. `goesOn`: whoever had its
   * case in another session of the customer goes on with it, if they can.
   */
  enqueue(request: { item: QueuedSession; fence: number; workspace: string; goesOn?: GoesOn }): Promise<void>
  /** What the session wants reads otherwise from now on: something was taken out of it. */
  reword(request: { session: string; handoffId: string; want: string }): Promise<void>
  /** The customer is on a call from now on, or no more. */
  onCall(request: { session: string; handoffId: string; call: boolean }): Promise<void>
  /** The session went on without the floor (cancelled, handed back, resolved): free its place and its agent. */
  release(request: { session: string; handoffId: string; fence: number }): Promise<void>
  /** A rule that alerts has fired: supervisors who are there are told. */
  alert(request: FloorAlert & { workspace: string }): Promise<void>
  /** Directory has changed: whoever may no longer work here is sent off at once. */
  recheckAgents(): Promise<void>
  /** On the rounds: rings timers that are due and arms the alarm again, should the platform have given it up. */
  lookAtTimers(): Promise<void>
}

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

export interface KnowledgeRoom {
  /**
   * Stores the pack under the hash of its content. It answers at once when a model is there that was trained on the same; else
   * as soon as one is trained, and the release before goes on answering until then.
   */
  publish(pack: ProvisionRequest['pack'], wish?: Wish): Promise<PublishResponse>
  /** An earlier release answers again. Null when there is none of this name. */
  rollBack(request: { version: string; by: AuditEntry['by']; reason: string | null }): Promise<PublishResponse | null>
  /** What answers now. Null when nothing was published. */
  currentRelease(): Promise<Release | null>
  /** Bytes of a pack or a model, by their hash. */
  content(request: { kind: 'pack' | 'model'; hash: string }): Promise<Uint8Array | null>
  /** The pack of a release. */
  snapshot(version: string): Promise<Snapshot | null>
  /** How far publishing is, with the report of a release. Null when there is none of this name. */
  status(request?: { version?: string }): Promise<KnowledgeStatus | null>
  /** Other rules for what answers, by whoever has looked at the ones there are. Null when nothing was published. */
  changeRules(change: RulesChange): Promise<RulesResponse | RulesRefusal | null>
  /** The rules that answer now, or those that stood under a number. */
  rules(request?: { number?: number }): Promise<RulesResponse | null>
  /** Newest first. */
  rulesVersions(): Promise<RulesVersion[]>
  /** Newest first. */
  releases(): Promise<ReleasesResponse['releases']>
  /**
   * What somebody says a message means, in place of what was said of it before. `text` is masked. Null when nothing was
   * published, or the customer was erased.
   */
  label(request: StoredLabel): Promise<LabelResponse | null>
  /** Proposes intents for past dialogues, in place of what was brought in before. */
  propose(request: Import): Promise<ProposalStatus>
  proposal(): Promise<ProposalStatus>
  dropProposal(request: { by: AuditEntry['by'] }): Promise<void>
  /** Forgets what was labelled of a session, or of some of its messages. */
  forget(request: { session: string; seqs?: number[] }): Promise<void>
}

export interface AuditRoom {
  /** Writes an act down, once per `entry.id`; answers the head of the log. Nothing in it may be about a person but ids. */
  record(entry: AuditEntry): Promise<AuditHead>
  /** Records after number `after`, oldest first. */
  page(request: { after: number; limit: number }): Promise<AuditPage>
  /** How long trainers sat over the bot on these days, and what they did. */
  hours(days: Days): Promise<HoursResponse>
}

/** The raw key of a session, or that it was thrown away. `kid` names the key, whatever wraps it. */
export type SessionKey = { kid: string; key: Uint8Array } | { erased: true }

export interface KeysRoom {
  /** The session's key, 32 bytes, made on the first ask. */
  sessionKey(request: { session: string }): Promise<SessionKey>
  /** Throws the session's key away for good and leaves a tombstone: nothing sealed for it opens again, in no copy. */
  erase(request: { session: string }): Promise<void>
  /** Which of these were erased. */
  erased(request: { sessions: string[] }): Promise<string[]>
  /** Makes a new workspace key. Session keys are wrapped with it one after the other; the old one goes when none is left. */
  rotate(): Promise<{ kid: string }>
}
