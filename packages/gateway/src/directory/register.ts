/**
 * Name of the one Directory that knows which workspaces there are; no workspace can be called so. It is asked before a
 * workspace's own objects are, because an object comes to life by being asked, and anybody may send any name.
 */
export const REGISTER = '*'

/** The workspaces of this gateway. */
export class Register {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  enlist(workspace: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO workspaces (id) VALUES (?)', workspace)
  }

  page({ after, limit }: { after: string; limit: number }): string[] {
    return this.#sql
      .exec<{ id: string }>('SELECT id FROM workspaces WHERE id > ? ORDER BY id LIMIT ?', after, limit)
      .toArray()
      .map(({ id }) => id)
  }

  has(workspace: string): boolean {
    return this.#sql.exec('SELECT 1 FROM workspaces WHERE id = ?', workspace).toArray().length > 0
  }
}
