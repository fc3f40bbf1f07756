import type {
  Attachment,
  ChannelKind,
  DeliveryReason,
  DeliveryState,
  Locale,
  Option,
  Place,
  SecretOf,
  SettingOf,
  Template,
  TemplateUse,
} from '@baton/protocol'

/**
 * One shape for every channel: verify → normalise → deliver. What is pure is pure: `normalise` and `parts` see bytes and
 * give values, so they are tested without a network.
 */
export interface Channel<K extends ChannelKind> {
  readonly kind: K
  /** The largest body the vendor sends. */
  readonly maxBytes: number
  /** Whether a request is the vendor's. Nothing of it is believed before; what is wrong with it is told nobody. */
  verify(knock: Knock, account: Account<K>): Promise<Verified>
  /**
   * What a genuine payload says, in order. Never throws: what it does not understand it leaves out.
   *
   * @param brought bytes that came along with it.
   */
  normalise(payload: string, account: Account<K>, brought?: Genuine['brought']): Inbound[]
  /**
   * Where a payload only says that there is something: it is fetched, and given to `normalise` bit by bit. Asking for the next bit
   * says that the one before is durable, so that an adapter may move its cursor.
   */
  pull?(payload: string, account: Account<K>, tools: Tools): AsyncIterable<string>
  /** How long the vendor's request may wait for the first answer, where the vendor reads one off the response. */
  readonly passiveMs?: number
  /** Whether an answer can be read off the response. What cannot be is delivered like any other. */
  fitsPassive?(outgoing: Outgoing): boolean
  /** What the vendor wants to hear once everything is durable. Absent: an empty 200. `passive` has been found to fit. */
  accepted?(passive: Outgoing | null, knock: Knock, account: Account<K>): Promise<{ type: string; body: string }>
  /** How a message reads on this channel, as the vendor takes it: text that is too long is several, buttons it has not are words. */
  parts(outgoing: Outgoing, account: Account<K>): Part[]
  /** Sends one part. Throws only what is a mistake of ours. */
  send(part: Part, to: To, account: Account<K>, tools: Tools): Promise<Sent>
  /** The bytes of something a message brought, from the vendor's own hosts. 401: the token was refused. */
  media?(ref: string, account: Account<K>, tools: Tools): Promise<Response>
  /** Shows that somebody types, or that it was read. Nobody waits for it. */
  signal?(
    what: 'typing' | 'read',
    to: To & { lastId: string | null; readWith?: string },
    account: Account<K>,
    tools: Tools,
  ): Promise<void>
  /** How long the vendor shows by itself that somebody types, unless a message comes: until then it is not told again. */
  readonly typingMs?: number
  /** A token that is fetched and good for a while. Null: the vendor gives none for these secrets. Throws when it does not answer. */
  fetchToken?(account: Account<K>, tools: Tools): Promise<{ token: string; forMs: number } | null>
  /** Where a customer goes on here with a code. Null when this account has no such link. Some vendors are asked for one. */
  link?(code: string, account: Account<K>, tools: Tools): string | null | Promise<string | null>
}

/** An account as an adapter sees it. */
export interface Account<K extends ChannelKind> {
  id: string
  channel: K
  name: string
  settings: Record<SettingOf<K>, string>
  /** The one in use, and the one before while it is good too. */
  secrets: Record<SecretOf<K>, [current: string, previous?: string]>
  templates: readonly Template[]
}

/** A request at our door, before anything of it is believed. */
export interface Knock {
  method: 'GET' | 'POST'
  query: URLSearchParams
  headers: Headers
  /** Whoever has read it may let go of it: a letter is large. */
  body: Uint8Array
  now: number
}

/** What a request says whose sender is known. */
export interface Genuine {
  payload: string
  /** Bytes that came along, in the order in which the payload names them. */
  brought?: readonly Uint8Array[]
}

export type Verified =
  | ({ as: 'payload' } & Genuine)
  /** The vendor only asks whether this is us. */
  | { as: 'answer'; type: string; body: string }
  /** Genuine, and not of the form that is documented: 400, for whoever wrote the program that sent it. */
  | { as: 'malformed'; detail: string }
  | { as: 'refused' }

export type Inbound =
  | {
      kind: 'message'
      /** The vendor's id: ASCII without `:`, 120 characters at most; what is longer or otherwise is hashed by `vendorId`. */
      id: string
      from: Sender
      text: string
      /** `bytes`: it came along, as in an email, and there is nothing to fetch. */
      media: { kind: Attachment['kind']; ref: string; name?: string; bytes?: Uint8Array }[]
      place?: Place
      /** A code that came by a link or a picture to scan. */
      code?: string
      replyWith?: ReplyWith
      /** What marks it, and all before it, as read, where the vendor wants more than its id. */
      readWith?: string
      /** When it was said, where the vendor tells: a request that was overheard may be brought for ever. */
      at?: number
      /** Nobody has shown that it is from this address: it is answered there, and connects nobody. */
      isDoubtful?: true
      /** What an answer is put beside, e.g. the letter it answers. Kept with the address until another comes. */
      thread?: string
    }
  | {
      kind: 'receipt'
      from: Sender
      of: { ids: string[] } | { until: number }
      state: Exclude<DeliveryState, 'held'>
      reason?: DeliveryReason
    }
  | { kind: 'standing'; from: Sender; standing: 'open' | 'blocked'; replyWith?: ReplyWith; at?: number }
  | { kind: 'typing'; from: Sender }

/** What the vendor lets us answer with for a moment. */
interface ReplyWith {
  token: string
  until: number
}

export interface Sender {
  address: string
  name?: string
  locale?: Locale
}

/** What is said to a customer, whatever the channel. */
export interface Outgoing {
  /** The same for the same message, however often it is tried. */
  id: string
  text: string
  by: { role: 'bot' | 'agent'; name: string | null }
  locale: Locale
  options: readonly Option[]
  files: readonly OutgoingFile[]
  place?: Place
  /** Goes out in place of `text`, which is how it reads. */
  template?: TemplateUse
}

export interface OutgoingFile {
  id: string
  name: string
  type: string
  bytes: number
}

/** What goes to the vendor in one request. `data` is the adapter's own. */
export interface Part {
  /** Counts for the quota. */
  data: unknown
  file?: OutgoingFile
}

export interface To {
  address: string
  /** Names this part of this message for good: where the vendor takes an idempotency key, this is it. A UUID. */
  key: string
  replyWith?: string
  /** Of what was heard last. */
  thread?: string
}

export type Sent =
  /** `id` is what receipts will call it; null when there are none. */
  | { as: 'sent'; id: string | null }
  /** `isOfOne`: too much for this customer, and nobody else of the account need wait. */
  | { as: 'later'; retryAfterMs?: number; isOverload: boolean; isOfOne?: true }
  /** The token was refused: another one is fetched, once. */
  | { as: 'stale_token' }
  | { as: 'failed'; reason: DeliveryReason; text?: string }

/** The token was refused where no `Sent` can say so: `pull` and `link` throw it. Another one is fetched, once. */
export class StaleToken extends Error {}

/** What an adapter reaches the world with. */
export interface Tools {
  /** The vendor's own API, at its pinned host. Redirects are not followed, and nobody waits for ever. */
  fetch(host: VendorHost, path: string, init?: RequestInit): Promise<Response>
  /** An address somebody gave: https, public, and checked before anything is sent. */
  fetchOutside(url: string, init?: RequestInit): Promise<Response>
  /**
   * A connection to a mail server somebody named, checked as above: encrypted from the start for `smtps:`, and for `smtp:` once
   * it is asked to be. `mayBePlain`: the operator trusts this one, and it may stay as it is.
   */
  connectOutside(url: string): Promise<{ socket: Socket; mayBePlain: boolean }>
  /** Null where a channel has none, and when the vendor gives none for the account's secrets. */
  token: string | null
  now: number
  /** Where `pull` went on to last time, for good. It moves only from where it is known to be, so that no slow one moves it back. */
  cursor(): Promise<string | null>
  moveCursor(from: string | null, to: string): Promise<void>
  /** The bytes of a file of ours. */
  file(file: OutgoingFile): Promise<ReadableStream<Uint8Array>>
  /** An address at which a vendor may fetch a file of ours, for an hour. */
  fileUrl(file: OutgoingFile): Promise<string>
}

/** Every host a vendor is reached at, by a name of ours. `channels/hosts.ts` has the addresses; an operator may have others. */
export type VendorHost =
  | 'wechat'
  | 'wecom'
  | 'whatsapp'
  | 'whatsapp-media'
  | 'telegram'
  | 'line'
  | 'line-data'
  | 'messenger'
  | 'messenger-media'
  | 'twilio'
  | 'jambonz'
