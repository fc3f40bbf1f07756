import {
  type CrmRequest,
  type CrmResponse,
  type Interaction,
  interaction,
  type WebhookAttempt,
  type WebhookType,
} from '@baton/protocol'
import { connectorService } from '../connectors/connector-service.ts'
import type { OpenConnector } from '../connectors/rooms.ts'
import { askService, type ServiceFailure } from '../connectors/service.ts'
import type { OutsideEnv } from '../net/outside.ts'
import { retryAfterOf } from '../net/retry-after.ts'

/** Whose deliveries these are among those of endpoints. No endpoint is called so. */
export const CRM = 'crm'

/** What a record is sent for. */
export const CRM_TYPES: readonly WebhookType[] = ['case.closed', 'case.rated']

const PATIENCE_MS = 10_000

/** Where interaction records go. */
export class Crm {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  settings(): CrmRequest | null {
    return this.#sql.exec<{ connector: string; path: string }>('SELECT connector, path FROM crm').toArray()[0] ?? null
  }

  set(crm: CrmRequest | null): void {
    this.#sql.exec('DELETE FROM crm')
    if (crm) this.#sql.exec('INSERT INTO crm (one, connector, path) VALUES (1, ?, ?)', crm.connector, crm.path)
  }

  status(): CrmResponse {
    const count = (state: 'waiting' | 'failed'): number =>
      this.#sql
        .exec<{ n: number }>('SELECT COUNT(*) AS n FROM deliveries WHERE endpoint = ? AND state = ?', CRM, state)
        .one().n
    return { crm: this.settings(), waiting: count('waiting'), failed: count('failed') }
  }
}

/** What an attempt came to: the CRM's status, or why there is none; and for how long it wants to be left alone. */
type Attempt = Pick<WebhookAttempt, 'status' | 'error'> & { askedMs?: number }

/** One attempt to give a CRM a record. The same state of a case goes under the same `Idempotency-Key`. */
export async function sendInteraction(
  env: OutsideEnv,
  workspace: string,
  { path, connector }: { path: string; connector: OpenConnector },
  given: Interaction,
): Promise<Attempt> {
  // Nothing leaves that the documented shape has not.
  const record = interaction.parse(given)
  const service = connectorService(env, workspace, connector)
  const answer = await askService(service, {
    to: service.url.replace(/\/+$/, '') + path,
    init: {
      method: 'POST',
      headers: {
        ...service.headers,
        accept: 'application/json',
        'content-type': 'application/json',
        'idempotency-key': `${record.caseId}:${record.version}`,
      },
      body: JSON.stringify(record),
    },
    withinMs: PATIENCE_MS,
    retries: 0,
  })
  if (typeof answer === 'string') return { status: null, error: WORDS[answer] }
  await answer.body?.cancel()
  const { status } = answer
  return { status, error: null, askedMs: retryAfterOf(answer, Date.now()) ?? 0 }
}

const WORDS = {
  refused: 'refused_address',
  timeout: 'timeout',
  unavailable: 'unreachable',
} as const satisfies Record<ServiceFailure, WebhookAttempt['error']>
