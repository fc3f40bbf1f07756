import type { ApiKeyView, AuditEntry } from '@baton/protocol'
import type { Act } from '../audit/act.ts'
import type { DirectoryRoom, KnownApiKey } from './rooms.ts'

/** Keys that are good at the same time. */
const MOST_KEYS = 50
const TOLD = 200
const NOTE_USE_MS = 60_000

interface Row extends Record<string, SqlStorageValue> {
  id: string
  hash: string
  name: string
  scopes: string
  created_at: number
  expires_at: number | null
  used_at: number | null
  revoked_at: number | null
}

/** Keys of the server API. A row holds the hash of a secret, so that a copy of it opens nothing. */
export class ApiKeys {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  all(): ApiKeyView[] {
    return this.#sql
      .exec<Row>('SELECT * FROM api_keys ORDER BY created_at DESC, id LIMIT ?', TOLD)
      .toArray()
      .map(viewOf)
  }

  add(
    { id, hash, form: { name, scopes, expiresAt } }: Parameters<DirectoryRoom['addApiKey']>[0],
    now: number,
  ): ApiKeyView | { refused: 'too_many' } {
    const { good } = this.#sql
      .exec<{ good: number }>(
        'SELECT COUNT(*) AS good FROM api_keys WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)',
        now,
      )
      .one()
    if (good >= MOST_KEYS) return { refused: 'too_many' }
    const [row] = this.#sql
      .exec<Row>(
        `INSERT INTO api_keys (id, hash, name, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING *`,
        ...[id, hash, name, JSON.stringify(scopes), now, expiresAt],
      )
      .toArray()
    if (!row) throw new Error('a key that was written cannot be read')
    return viewOf(row)
  }

  /** Null when it was revoked before, or there is none. */
  revoke(id: string, now: number): ApiKeyView | null {
    const [row] = this.#sql
      .exec<Row>('UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL RETURNING *', now, id)
      .toArray()
    return row ? viewOf(row) : null
  }

  has(id: string): boolean {
    return this.#sql.exec('SELECT 1 FROM api_keys WHERE id = ?', id).toArray().length > 0
  }

  find(id: string): KnownApiKey | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM api_keys WHERE id = ? AND revoked_at IS NULL', id).toArray()
    if (!row) return null
    const { name, scopes, expiresAt, lastUsedAt } = viewOf(row)
    return { hash: row.hash, name, scopes, expiresAt, lastUsedAt }
  }

  used(id: string, now: number): void {
    this.#sql.exec(
      'UPDATE api_keys SET used_at = ? WHERE id = ? AND (used_at IS NULL OR used_at <= ?)',
      ...[now, id, now - NOTE_USE_MS],
    )
  }
}

export const apiKeyAct = (by: AuditEntry['by'], what: 'add' | 'revoke', { id, scopes }: ApiKeyView): Act => ({
  by,
  action: `api_key.${what}`,
  on: { key: id, scopes: scopes.join(',') },
})

const viewOf = (row: Row): ApiKeyView => ({
  id: row.id,
  name: row.name,
  scopes: JSON.parse(row.scopes),
  expiresAt: row.expires_at,
  createdAt: row.created_at,
  lastUsedAt: row.used_at,
  revokedAt: row.revoked_at,
})
