import type {
  AgentFace,
  ApiSession,
  Brief,
  ErrorCode,
  FileSize,
  Glance,
  Holder,
  Interaction,
  Locale,
  PassReason,
  Profile,
  QueuePlace,
  RecordedTrack,
  Role,
} from '@baton/protocol'
import type { Redacted } from '@baton/relay/masking'
import type { MovedCase } from '@baton/relay/session'
import type { StoredPart } from './file-rows.ts'
import type { Page } from './log.ts'

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
