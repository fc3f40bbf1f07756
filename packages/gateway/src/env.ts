import type { Directory } from './directory/directory.ts'
import type { Floor } from './floor/floor.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import type { Session } from './session/session.ts'

/** Bindings of the Worker, as `wrangler.jsonc` declares them. */
export interface Env {
  SESSION: DurableObjectNamespace<Session>
  FLOOR: DurableObjectNamespace<Floor>
  DIRECTORY: DurableObjectNamespace<Directory>
  KNOWLEDGE: DurableObjectNamespace<Knowledge>
  /** Built widget and desk. */
  ASSETS: Fetcher
  /** Secret, ≥ 32 characters: signs tickets, devices and site keys. */
  BATON_SECRET: string
  /** Secret, ≥ 32 characters: opens `/v1/admin`. */
  ADMIN_TOKEN: string
  /**
   * Origin at which browsers reach this gateway, e.g. `https://baton.example`. Needed behind a proxy that ends TLS, where
   * requests arrive as http; else each request's own address tells. Decides the desk's origin check, its cookie and its CSP.
   */
  PUBLIC_ORIGIN?: string | null
}

/** Name of a session's object. Only the Worker and the rooms derive it, always from a verified ticket or from a peer. */
export const sessionName = (workspace: string, session: string): string => `${workspace}:${session}`

/** Carries a verified ticket's claims from the Worker to the object it opens. */
export const TICKET_HEADER = 'x-baton-ticket'
