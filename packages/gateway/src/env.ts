import type { Audit } from './audit/audit.ts'
import type { Call } from './call/call.ts'
import type { Channels } from './channels/channels.ts'
import type { Directory } from './directory/directory.ts'
import type { Floor } from './floor/floor.ts'
import type { Integrations } from './integrations/integrations.ts'
import type { Places } from './jurisdiction.ts'
import type { Keys } from './keys/keys.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import type { RoundsMessage } from './rounds/rounds.ts'
import type { Session } from './session/session.ts'

/**
 * Bindings of the Worker, as `wrangler.jsonc` declares them. What may be absent is absent on one box, where workerd runs
 * by itself; each has another way there.
 */
export interface Env extends Places {
  SESSION: DurableObjectNamespace<Session>
  FLOOR: DurableObjectNamespace<Floor>
  DIRECTORY: DurableObjectNamespace<Directory>
  KNOWLEDGE: DurableObjectNamespace<Knowledge>
  AUDIT: DurableObjectNamespace<Audit>
  /** Apart from sessions, so that a restore of one cannot undo that its key was thrown away. */
  KEYS: DurableObjectNamespace<Keys>
  CHANNELS: DurableObjectNamespace<Channels>
  INTEGRATIONS: DurableObjectNamespace<Integrations>
  CALL: DurableObjectNamespace<Call>
  /** Published packs, for isolates to read without waking Knowledge; a bucket has one place, so each jurisdiction has its own. */
  BLOBS?: R2Bucket
  BLOBS_EU?: R2Bucket
  BLOBS_FEDRAMP?: R2Bucket
  BLOBS_US?: R2Bucket
  /** The folder of blobs of one box, where there are no buckets. */
  BLOBS_DISK?: Fetcher
  /** Workspaces whose timers are to be looked at. */
  ROUNDS?: Queue<RoundsMessage>
  /** How often one address may ask, counted by the platform. */
  JOIN_LIMIT?: RateLimit
  LOGIN_LIMIT?: RateLimit
  /** Which release this is. */
  VERSION?: WorkerVersionMetadata
  /** Cloudflare only, and the operator's to add: models of the platform, for workspaces whose calls are to use them. */
  AI?: Ai
  /** Built widget and desk. */
  ASSETS: Fetcher
  /** Secret, ≥ 32 characters: signs tickets, devices and site keys. */
  BATON_SECRET: string
  /** The secret before it, ≥ 32 characters: opens what was made with it, and makes nothing any more. */
  BATON_SECRET_PREVIOUS?: string | null
  /** Secret, ≥ 32 characters: opens `/v1/admin`. */
  ADMIN_TOKEN: string
  /** Secret: opens `/metrics` and nothing else. Without it, `ADMIN_TOKEN` does. */
  METRICS_TOKEN?: string | null
  /**
   * Origin at which browsers reach this gateway, e.g. `https://baton.example`. Needed behind a proxy that ends TLS, where
   * requests arrive as http; else each request's own address tells. Decides the desk's origin check, its cookie and its CSP.
   */
  PUBLIC_ORIGIN?: string | null
  /** Secret: models for workspaces that name none of their own, as the `providers` of a provisioning, in JSON. */
  PROVIDERS?: string | null
  /**
   * Names the incarnation of everything stored here: another text than last time says that storage was rewound, from a
   * backup or to a point in time. Absent or empty: never yet.
   */
  GENERATION?: string | null
  /** How many sockets one process may hold, as its descriptors allow. Unset on Cloudflare, where the platform sees to it. */
  MAX_SOCKETS?: string | null
  /**
   * Where vendors of channels are reached instead of at their own addresses, as JSON from a `VendorHost` to an origin. For
   * rehearsals, and for whoever runs an API server of their own.
   */
  CHANNEL_HOSTS?: string | null
  /**
   * Origins, comma-separated, that workspaces may have called although they are not public https: a service of the
   * operator's own network.
   */
  TRUSTED_ORIGINS?: string | null
  /**
   * Cloudflare only: whose the addresses are that Email Routing sends here, as JSON from an address to
   * `<workspace>/<account>`. What is not in it is refused.
   */
  EMAIL_ADDRESSES?: string | null
  /** One box: the way out that leads to public addresses only. On Cloudflare every way out does. */
  OUTSIDE?: Fetcher
  /**
   * Addresses of the proxies before this gateway, comma-separated. Only what they say in `X-Forwarded-For` is believed.
   * Unset on Cloudflare, which tells addresses itself.
   */
  TRUSTED_PROXIES?: string | null
}

/** The generation this gateway runs under; empty when storage was never rewound. */
export const generationOf = ({ GENERATION }: Pick<Env, 'GENERATION'>): string => GENERATION ?? ''

/** Name of a session's object. Only the Worker and the rooms derive it, always from a verified ticket or from a peer. */
export const sessionName = (workspace: string, session: string): string => `${workspace}:${session}`

/** Carries a verified ticket's claims from the Worker to the object it opens. */
export const TICKET_HEADER = 'x-baton-ticket'
