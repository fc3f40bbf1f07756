/**
 * How a test, a journey or the demo speaks to the vendors that are played. They are one HTTP server: below `/<host>` each
 * vendor's own API, below `/_` these calls. Several files use one server at a time, so everything is kept apart by the
 * account's own key, which no two tests share.
 */

/** The hosts of `channels/channel.ts`, by the same names. */
export const VENDOR_HOSTS = [
  'wechat',
  'wecom',
  'whatsapp',
  'whatsapp-media',
  'telegram',
  'line',
  'line-data',
  'messenger',
  'messenger-media',
  'twilio',
  'jambonz',
] as const
export type VendorHost = (typeof VENDOR_HOSTS)[number]

/** Where a vendor is below the origin. A provider of email and an integrator of the `api` channel have no fixed host. */
export type Mount = VendorHost | 'email' | 'api' | 'receiver' | 'crm' | 'carrier'

/**
 * Settings and secrets of an account by the names of `CHANNEL_FORMS`, as somebody types them into the desk. What is in it
 * decides how a webhook is signed; leaving out what the vendor would not know is fine.
 */
export type AccountOf = Record<string, string>

/**
 * Names an account at a vendor: Telegram its `botToken`, LINE its `accessToken`, WhatsApp its `phoneNumberId`, Messenger its
 * `pageId`, WeChat its `appId`, WeCom its `openKfId`, email its `address`, the `api` channel the path of its `url`.
 */
export type AccountKey = string

/** What a person, or the vendor itself, did. Each becomes what the vendor sends for it. */
export type Said =
  | SaidMessage
  /** What became of something sent: by the vendor's ids of it, or everything until a moment. `error`: the vendor's own code. */
  | { from: string; receipt: 'sent' | 'delivered' | 'read' | 'failed'; ids?: string[]; until?: number; error?: number }
  /** Blocks the account, follows it (again). */
  | { from: string; standing: 'blocked' | 'open' }
  | { from: string; typing: true }
  /** Anything else the vendor documents, as the innermost object of its payload: an update, an event, a message. */
  | { raw: unknown }

export interface SaidMessage {
  /** The person's address at the vendor. */
  from: string
  /** The vendor's id of it; else one is made. The same again is the vendor sending it again. */
  id?: string
  name?: string
  /** As the vendor tells it, e.g. `zh-hans`. */
  language?: string
  text?: string
  /** What was chosen of what was offered: a button, a row of a list. By what it says. */
  tap?: string
  media?: { kind: 'image' | 'file' | 'voice' | 'video' | 'sticker'; type: string; name?: string; base64: string }
  place?: { latitude: number; longitude: number; name?: string }
  /** What a link or a scanned picture carried. */
  code?: string
  /** When, in milliseconds; else now. */
  at?: number
}

/** `POST /_/sign`: the requests the vendor would make, for a test to send by itself. */
export interface SignRequest {
  vendor: string
  account: AccountOf
  said: Said[]
}

/** `{ requests }` is the answer: Telegram has one request for each update, most others one for all. */
export interface SignAnswer {
  requests: WebhookRequest[]
}

export interface WebhookRequest {
  method: 'GET' | 'POST'
  query: Record<string, string>
  headers: Record<string, string>
  body: string
}

/** `POST /_/say`: the same, sent by the vendor. Answers when every request was accepted, or was given up. */
export interface SayRequest extends SignRequest {
  /** The address that was given to the vendor. */
  callback: string
  /** How often every request comes again although it was accepted. */
  duplicates?: number
  /** The last first. */
  isReversed?: boolean
  /** Milliseconds before each further try; else the vendor's own, a thousand times as fast. */
  retriesMs?: number[]
}

/** One row for each request made, in order. */
export interface SayAnswer {
  attempts: { status: number; body: string; ms: number }[]
  /** Whether the vendor got its answer for everything. */
  isAccepted: boolean
}

/** `POST /_/handshake`: what the vendor asks when somebody enters the callback address. */
export interface HandshakeRequest {
  vendor: string
  account: AccountOf
}

/** How an account's calls are answered. `lost`: it is done, and the connection breaks before the answer. */
export const MODES = [
  'ok',
  'down',
  'slow',
  'rate_limited',
  'unauthorised',
  'blocked',
  'unknown_address',
  'window_closed',
  'quota_spent',
  'rejected',
  'lost',
] as const
export type Mode = (typeof MODES)[number]

/** `POST /_/behave`. `times`: so often, and then as before; else until it is told otherwise. */
export interface Behaviour {
  for: AccountKey
  mode: Mode
  times?: number
  retryAfterS?: number
  /** How slow. */
  ms?: number
  /** Only what goes to this address. */
  to?: string
  /** The vendor's own number for it, where it has several for one thing. */
  code?: number
}

/** `GET /_/sent?for=`: what the account asked of its vendor, refused or not, in order. `DELETE` forgets it. */
export interface SentRecord {
  vendor: string
  for: AccountKey
  method: string
  host: Mount
  /** Below the host. Without what is secret in it. */
  path: string
  /** Whom it went to; null: nobody, e.g. a file that is uploaded. */
  to: string | null
  /** JSON as it came; of a form its fields, each file as `{ name, type, bytes }`. */
  body: unknown
  headers: Record<string, string>
  status: number
  /** The vendor's id of what was sent. */
  id: string | null
}

export interface SentAnswer {
  sent: SentRecord[]
}
