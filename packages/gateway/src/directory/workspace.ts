import { hostKeys, type ProvisionRequest, providers, settings } from '@baton/protocol'
import { z } from 'zod'
import { opaque } from '../http/secrets.ts'
import type { WorkspaceConfig } from './rooms.ts'

interface WorkspaceRow extends Record<string, SqlStorageValue> {
  id: string
  business: string
  locale: string
  origins: string
  host_key: string
  host_tokens: string
  business_api: string
  settings: string
  providers: string
}

const hostTokens = z.object({
  /** There is no key without a name: `host_key` is one that nobody knows. */
  isNamedOnly: z.boolean().default(false),
  hostKeys: hostKeys.optional(),
  issuer: z.string().optional(),
  audience: z.string().optional(),
})

/** Null until it was provisioned. */
export function readWorkspace(sql: SqlStorage): WorkspaceConfig | null {
  const [row] = sql.exec<WorkspaceRow>('SELECT * FROM workspace').toArray()
  if (!row) return null
  const { isNamedOnly, hostKeys, issuer, audience } = hostTokens.parse(JSON.parse(row.host_tokens))
  return {
    workspace: row.id,
    business: row.business,
    locale: row.locale as WorkspaceConfig['locale'],
    origins: JSON.parse(row.origins) as string[],
    hostKey: isNamedOnly ? null : row.host_key,
    ...(hostKeys && { hostKeys }),
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
    businessApi: JSON.parse(row.business_api) as WorkspaceConfig['businessApi'],
    ...(row.providers !== 'null' && { providers: providers.parse(JSON.parse(row.providers)) }),
    // Parsed again, so that a setting added since has its default.
    settings: settings.parse(JSON.parse(row.settings)),
  }
}

export function writeWorkspace(sql: SqlStorage, request: Omit<ProvisionRequest, 'pack' | 'agents'>): void {
  const { hostKey, hostKeys, issuer, audience } = request
  const tokens = { isNamedOnly: hostKey === undefined, hostKeys, issuer, audience } satisfies z.input<typeof hostTokens>
  sql.exec(
    `INSERT OR REPLACE INTO workspace
       (one, id, business, locale, origins, host_key, host_tokens, business_api, settings, providers)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    request.workspace,
    request.business,
    request.locale,
    JSON.stringify(request.origins),
    // The release before knows this key only, and would verify with an empty one.
    hostKey ?? opaque(),
    JSON.stringify(tokens),
    JSON.stringify(request.businessApi),
    JSON.stringify(request.settings),
    JSON.stringify(request.providers ?? null),
  )
}
