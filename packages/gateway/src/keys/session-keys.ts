import { opaque } from '../http/secrets.ts'
import type { SessionKey } from './rooms.ts'
import type { WorkspaceKey, WorkspaceKeys } from './workspace-keys.ts'
import { makeSessionKey, unwrapSessionKey, wrapSessionKey } from './wrapping.ts'

interface Row extends Record<string, SqlStorageValue> {
  session: string
  kid: string
  wrapped: ArrayBuffer
  workspace_kid: string
}

/** Wrapped keys of sessions, and the tombstones of those that were thrown away. */
export class SessionKeys {
  readonly #storage: DurableObjectStorage
  readonly #sql: SqlStorage
  readonly #workspaceKeys: WorkspaceKeys

  constructor(storage: DurableObjectStorage, workspaceKeys: WorkspaceKeys) {
    this.#storage = storage
    this.#sql = storage.sql
    this.#workspaceKeys = workspaceKeys
  }

  /** The session's key; null while it has none. */
  async find(session: string): Promise<SessionKey | null> {
    if (this.erased([session]).length > 0) return { erased: true }
    const [row] = this.#sql.exec<Row>('SELECT * FROM session_keys WHERE session = ?', session).toArray()
    if (!row) return null
    const { key } = await this.#workspaceKeys.open(row.workspace_kid)
    const raw = await unwrapSessionKey(key, row.wrapped)
    // Thrown away while it was being unwrapped.
    return this.erased([session]).length > 0 ? { erased: true } : { kid: row.kid, key: raw }
  }

  /** Makes the session's key. What was erased meanwhile stays erased. */
  async make(session: string, workspaceKey: WorkspaceKey): Promise<void> {
    const wrapped = await wrapSessionKey(workspaceKey.key, makeSessionKey())
    this.#sql.exec(
      `INSERT INTO session_keys (session, kid, wrapped, workspace_kid)
       SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE session = ?1)
       ON CONFLICT DO NOTHING`,
      session,
      opaque(),
      wrapped,
      workspaceKey.kid,
    )
  }

  erase(session: string, now: number): void {
    this.#storage.transactionSync(() => {
      this.#sql.exec('INSERT INTO tombstones (session, at) VALUES (?, ?) ON CONFLICT DO NOTHING', session, now)
      this.#sql.exec('DELETE FROM session_keys WHERE session = ?', session)
    })
  }

  erased(sessions: readonly string[]): string[] {
    return sessions.filter(
      (session) => this.#sql.exec('SELECT 1 FROM tombstones WHERE session = ?', session).toArray().length > 0,
    )
  }

  /** Wraps up to `count` keys anew that another key than this one wraps. True while more are left. */
  async rewrap(workspaceKey: WorkspaceKey, count: number): Promise<boolean> {
    const rows = this.#sql
      .exec<Row>('SELECT * FROM session_keys WHERE workspace_kid <> ? LIMIT ?', workspaceKey.kid, count)
      .toArray()
    for (const { session, wrapped, workspace_kid } of rows) {
      const { key } = await this.#workspaceKeys.open(workspace_kid)
      const anew = await wrapSessionKey(workspaceKey.key, await unwrapSessionKey(key, wrapped))
      // A row that was erased meanwhile is not there to be changed.
      this.#sql.exec(
        'UPDATE session_keys SET wrapped = ?, workspace_kid = ? WHERE session = ? AND workspace_kid = ?',
        anew,
        workspaceKey.kid,
        session,
        workspace_kid,
      )
    }
    return rows.length === count
  }
}
