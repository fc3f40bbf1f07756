import { type ProvisionRequest, settings } from '@baton/protocol'
import type { WorkspaceConfig } from '../rooms.ts'

interface WorkspaceRow extends Record<string, SqlStorageValue> {
  id: string
  business: string
  locale: string
  origins: string
  host_key: string
  business_api: string
  settings: string
}

/** Null until it was provisioned. */
export function readWorkspace(sql: SqlStorage): WorkspaceConfig | null {
  const [row] = sql.exec<WorkspaceRow>('SELECT * FROM workspace').toArray()
  if (!row) return null
  return {
    workspace: row.id,
    business: row.business,
    locale: row.locale as WorkspaceConfig['locale'],
    origins: JSON.parse(row.origins) as string[],
    hostKey: row.host_key,
    businessApi: JSON.parse(row.business_api) as WorkspaceConfig['businessApi'],
    // Parsed again, so that a setting added since has its default.
    settings: settings.parse(JSON.parse(row.settings)),
  }
}

export function writeWorkspace(sql: SqlStorage, request: Omit<ProvisionRequest, 'pack' | 'agents'>): void {
  sql.exec(
    `INSERT OR REPLACE INTO workspace (one, id, business, locale, origins, host_key, business_api, settings)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
    request.workspace,
    request.business,
    request.locale,
    JSON.stringify(request.origins),
    request.hostKey,
    JSON.stringify(request.businessApi),
    JSON.stringify(request.settings),
  )
}
