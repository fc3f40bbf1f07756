import { opaque } from '../http/secrets.ts'
import { makeWorkspaceKey, rootKey, unwrapWorkspaceKey, wrapWorkspaceKey } from './wrapping.ts'

interface Row extends Record<string, SqlStorageValue> {
  kid: string
  wrapped: ArrayBuffer
  made: number
}

export interface WorkspaceKey {
  kid: string
  key: CryptoKey
}

/** The gateway's secret, and the one before it while what it wrapped is carried over. */
export interface Secrets {
  current: string
  previous: string | null
}

/** Keys that wrap a workspace's session keys: the newest wraps, every one that is left opens. */
export class WorkspaceKeys {
  readonly #sql: SqlStorage
  readonly #secrets: Secrets
  readonly #opened = new Map<string, CryptoKey>()

  constructor(sql: SqlStorage, secrets: Secrets) {
    this.#sql = sql
    this.#secrets = secrets
  }

  /** The key that wraps now; null before the first. */
  current(): { kid: string; made: number } | null {
    return this.#sql.exec<Row>('SELECT kid, made FROM workspace_keys ORDER BY id DESC LIMIT 1').toArray()[0] ?? null
  }

  /** Makes the key that wraps from here on. */
  async make(now: number): Promise<WorkspaceKey> {
    const made = { kid: opaque(), key: await makeWorkspaceKey() }
    const wrapped = await wrapWorkspaceKey(await rootKey(this.#secrets.current), made.key)
    this.#sql.exec('INSERT INTO workspace_keys (kid, wrapped, made) VALUES (?, ?, ?)', made.kid, wrapped, now)
    this.#opened.set(made.kid, made.key)
    return made
  }

  /**
   * Opens a key by its id. One that only the secret before opens is wrapped anew.
   *
   * @throws when no secret opens it.
   */
  async open(kid: string): Promise<WorkspaceKey> {
    const opened = this.#opened.get(kid)
    if (opened) return { kid, key: opened }
    const { wrapped } = this.#sql.exec<Row>('SELECT wrapped FROM workspace_keys WHERE kid = ?', kid).one()
    const key = await this.#unwrap(kid, wrapped)
    this.#opened.set(kid, key)
    return { kid, key }
  }

  async #unwrap(kid: string, wrapped: ArrayBuffer): Promise<CryptoKey> {
    const { current, previous } = this.#secrets
    const root = await rootKey(current)
    try {
      return await unwrapWorkspaceKey(root, wrapped)
    } catch (error) {
      if (previous === null) throw error
    }
    const key = await unwrapWorkspaceKey(await rootKey(previous), wrapped)
    const anew = await wrapWorkspaceKey(root, key)
    this.#sql.exec('UPDATE workspace_keys SET wrapped = ? WHERE kid = ?', anew, kid)
    return key
  }

  /** Deletes keys that neither wrap nor have anything left to open. */
  deleteUnused(): void {
    this.#sql.exec(
      `DELETE FROM workspace_keys WHERE id < (SELECT MAX(id) FROM workspace_keys)
         AND kid NOT IN (SELECT workspace_kid FROM session_keys)`,
    )
    const left = new Set(
      this.#sql
        .exec<{ kid: string }>('SELECT kid FROM workspace_keys')
        .toArray()
        .map(({ kid }) => kid),
    )
    for (const kid of this.#opened.keys()) if (!left.has(kid)) this.#opened.delete(kid)
  }
}
