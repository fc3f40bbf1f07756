import type {
  AccountRequest,
  AccountView,
  Attachment,
  AuditEntry,
  ChannelKind,
  DeliveryReason,
  DeliveryState,
  LinkOffer,
  Locale,
  Option,
  Place,
  Profile,
  Template,
  Undelivered,
  UndeliveredResponse,
} from '@baton/protocol'
import type { Outgoing } from './channel.ts'

// What the rooms of the gateway ask of each other for the sake of channels.

/** What a session is asked by whoever speaks for a channel. */
export interface ChannelSession {
  /** What a customer said by a channel, verified and put into our words. Stored once per `id`. */
  hear(request: Heard): Promise<HeardAnswer>
  /** Whether a message of this id was heard or answered here. Asked by the session where that way leads now, before it hears it. */
  hasHeard(request: { id: string }): Promise<boolean>
  /** What a vendor says became of something sent. Older news than what is known changes nothing. */
  receipt(request: Receipt): Promise<void>
  /** The customer has closed a way, or opened it again. False when it is not known here. */
  standing(request: {
    workspace: string
    session: string
    route: string
    standing: 'open' | 'blocked'
  }): Promise<boolean>
  /** The customer types. Shown to agents who are there, and gone. */
  typing(request: { route: string }): Promise<void>
  /** A message that could not be delivered is tried again, at an operator's word. False when it cannot be. */
  redeliver(request: { seq: number; route: string }): Promise<boolean>
  /** Linking brings these ways along. Their addresses are sealed anew here. `heardIn`: where the customer was heard by them before. */
  takeRoutes(request: {
    workspace: string
    session: string
    link: string
    routes: MovedRoute[]
    heardIn?: readonly string[]
  }): Promise<void>
  /** Directory: these ways lead to `to` from now on. Given over with their addresses, then gone here. */
  giveRoutes(request: {
    workspace: string
    session: string
    link: string
    to: string
    routes: string[]
    /** To somebody else, as it turned out: nothing goes out by them from here any more. */
    parted?: true
  }): Promise<void>
  /** Words of the gateway's own that concern no turn of the bot, e.g. about a code. Said once per `id`, by this way. */
  tell(request: Telling): Promise<TellAnswer>
  /** Somebody came by a way and has said nothing: the bot says who it is, as a page does. Once per `id`, and not in mid-conversation. */
  welcome(request: Welcoming): Promise<TellAnswer>
}

/** A customer's words as an adapter hands them over. Nothing of it is masked yet. */
export interface Heard extends RouteRef {
  workspace: string
  session: string
  /** Told where nothing better is known of the customer. */
  profile: Profile
  /** The vendor's own id of the message, with the account: the same is stored once. Of the form of an event's id, ≤ 200. */
  id: string
  text: string
  /** Fetched once the message is stored, unless its bytes came along. `ref` is what the adapter needs to find it. */
  media: { kind: Attachment['kind']; ref: string; name?: string; bytes?: Uint8Array }[]
  place?: Place
  locale?: Locale
  /** What the vendor lets us answer with for a moment, e.g. LINE's reply token. Kept no longer. */
  replyWith?: { token: string; until: number }
  /** What marks it as read. Kept no longer than the session is awake. */
  readWith?: string
  /** What an answer is put beside. Kept sealed with the address, until another comes. */
  thread?: string
  /**
   * Waits this long for the first answer and hands it back instead of sending it, if it `fitsPassive`: the vendor reads it off the
   * response. It spends nothing of the quota. Whoever asks again with the same id is given the same again.
   */
  passiveMs?: number
}

/** What is said to a customer who was not heard by the bot. */
export interface Telling extends RouteRef, Pick<Heard, 'workspace' | 'session' | 'profile' | 'id' | 'replyWith'> {
  /** In every language: which one the customer reads, the session knows best. */
  words: Readonly<Record<Locale, { text: string; options: Option[] }>>
  /** What the vendor tells of it; null when nothing. */
  locale: Locale | null
}

/** Its words are the workspace's own. */
export type Welcoming = Omit<Telling, 'words'>

export type TellAnswer = { ok: true } | Extract<HeardAnswer, { ok: false }>

/** A way to a customer, with their address in the clear: in memory only, and sealed where it is kept. */
export interface RouteRef {
  channel: ChannelKind
  account: string
  route: string
  /** As the vendor calls them. */
  address: string
}

export interface MovedRoute extends RouteRef {
  thread?: string
  standing: 'open' | 'blocked'
  heardAt: number | null
  spent: number
}

/** `linked`: it goes on in another session, so Directory is to be asked again. `passive` is what the response is to carry. */
export type HeardAnswer =
  | { ok: true; seq: number; passive?: Outgoing }
  | { ok: false; refused: 'linked' | 'erased' }
  | { ok: false; refused: 'unavailable'; retryAfterMs: number }

export interface Receipt {
  workspace: string
  session: string
  route: string
  /** Ids the vendor gave; or everything up to this time. */
  of: { ids: string[] } | { until: number }
  state: Exclude<DeliveryState, 'held'>
  reason?: DeliveryReason
}

/**
 * Whoever has found a customer by an address on a channel. `address`: `<channel>:<account>:<route>`. `leftAt`: when whoever was
 * there before was erased, if that was lately. `erased`: it was said before that.
 */
export type Arrived =
  | { session: string; profile: Profile; pending: boolean; leftAt: number | null }
  | { refused: 'rate_limited'; retryAfterMs: number }
  | { refused: 'erased' }

/**
 * What became of a code. `consent`: it is good, and whoever brought it is asked first: `with` says in a few words whom or what
 * they would be connected with. `linked`: what is said from now on goes on in `session`. `held`: both are with an agent, and a
 * person decides. `verified`: both are somebody the host site knows, and no machine makes one of two. `unknown`: no code, too
 * late, used already, or too many tries.
 */
export type Redeemed =
  | { as: 'consent'; with: LinkOffer }
  | { as: 'linked'; session: string }
  | { as: 'held' | 'declined' | 'unknown' | 'same' | 'verified' }

/** Who brings a code: an address on a channel, or a session on the web. */
export type Bringer = { address: string } | { session: string }

export interface ChannelDirectory {
  /**
   * The customer behind an address on a channel; a new one when there is none. `pending`: they were asked whether to link. `at`:
   * when they said what they come with, as far as the vendor tells.
   */
  arrive(request: { address: string; name: string | null; locale: Locale | null; at?: number }): Promise<Arrived>
  /** A code, good once and for a quarter of an hour, that connects whoever brings it with this session. `on`: where it is shown. */
  mintLinkCode(request: { session: string; on: LinkOffer['channel'] }): Promise<{ code: string; expiresAt: number }>
  redeemLinkCode(request: { code: string; by: Bringer }): Promise<Redeemed>
  /** The answer to being asked. Null when nothing was asked, or it is too late. `id`: the message, where it may come again. */
  consentToLink(request: { by: Bringer; consents: boolean; id?: string }): Promise<Redeemed | null>
  /** An agent says that two sessions are one customer's, and why. `older` becomes the earlier segment of `newer`. */
  linkByAgent(request: {
    older: string
    newer: string
    reason: string
    by: AuditEntry['by']
  }): Promise<{ link: string; state: 'linked' | 'held' } | { refused: 'not_found' | 'verified' | 'linked' }>
}

/** An account with its secrets in the clear: for the gateway's own isolates, in memory, for a few seconds. */
export interface OpenAccount {
  id: string
  channel: ChannelKind
  name: string
  isOn: boolean
  settings: Record<string, string>
  /** The one that is used first, and the one before while it is good too. */
  secrets: Record<string, [current: string, previous?: string]>
  templates: Template[]
}

/** What one attempt to send came to. */
export type Attempt =
  | { as: 'sent' }
  | { as: 'later'; retryAfterMs?: number; isOverload: boolean }
  | { as: 'failed'; reason: DeliveryReason }

/** One per workspace: its accounts, what their vendors allow at the moment, and what could not be delivered. */
export interface ChannelsRoom {
  /** Null when there is none, or it is not complete. */
  account(request: { account: string }): Promise<OpenAccount | null>
  accounts(): Promise<OpenAccount[]>
  views(): Promise<Omit<AccountView, 'callback'>[]>
  /**
   * Makes an account, or changes one. It may be incomplete: its id is part of the address that a vendor's console wants before
   * it shows what is still missing. `malformed` names a value that is not of its form; then nothing is stored.
   */
  save(request: {
    account: string | null
    form: AccountRequest
    by: AuditEntry['by']
  }): Promise<{ account: string } | { malformed: string } | { refused: 'not_found' }>
  remove(request: { account: string; by: AuditEntry['by'] }): Promise<boolean>
  /** Leave to send one message now, or how long to wait: the vendor's rate, and its pauses. */
  leave(request: { account: string }): Promise<{ waitMs: number } | { refused: 'account_gone' }>
  /** What came of it: a vendor that is down is asked by one at a time. */
  told(request: { account: string; attempt: Attempt }): Promise<void>
  /** The vendor was heard: something genuine came from it. */
  heard(request: { account: string }): Promise<void>
  /**
   * A token the vendor gives for a while. One is fetched at a time; `stale` is one that was refused. Null: this channel has none, or
   * there is none for these secrets. Rejects while the vendor does not answer.
   */
  token(request: { account: string; stale?: string }): Promise<string | null>
  /** How far an account's messages have been fetched. */
  cursor(request: { account: string }): Promise<string | null>
  /** Changes nothing when it is no longer at `from`. */
  moveCursor(request: { account: string; from: string | null; to: string }): Promise<void>
  /** Keeps where a message is that could not be delivered. The same again changes nothing. */
  bury(request: Undelivered & { route: string }): Promise<void>
  undelivered(request: { after: string | null; limit: number }): Promise<UndeliveredResponse>
  /** Tries these again; resolves with how many are on their way. */
  replay(request: { ids: string[] | 'all'; by: AuditEntry['by'] }): Promise<number>
  /** A session was erased: nothing is kept of it. */
  forget(request: { session: string }): Promise<void>
  /** On the rounds: rings timers that are due and arms the alarm again, should the platform have given it up. */
  lookAtTimers(): Promise<void>
}
