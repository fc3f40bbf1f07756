import { opaque } from '../http/secrets.ts'
import type { LinkRow } from '../rooms.ts'
import { isVouched } from './customers.ts'

const TOLD = 200

/** Which visitor's session turned out to be whose. Logs are never merged: a link only says what is read before what. */
export class Links {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /**
   * The visitor's session that this device opens and the session that this address has, when they are two: what was said
   * before signing in is then read before what is said after. A session somebody signed in to is never linked to another.
   */
  candidate(address: string, device: string): Pick<LinkRow, 'older' | 'newer'> | null {
    const [row] = this.#sql
      .exec<{ older: string; newer: string }>(
        `SELECT v.session AS older, a.session AS newer FROM customers v JOIN addresses a ON a.address = ?
         WHERE v.session = ? AND v.session <> a.session
         AND NOT ${isVouched('v.session')}
         AND NOT EXISTS (SELECT 1 FROM links WHERE links.older = v.session AND links.state <> 'undone')`,
        ...[address, device],
      )
      .toArray()
    return row ?? null
  }

  add({ older, newer }: Pick<LinkRow, 'older' | 'newer'>, state: 'linked' | 'held', now: number): string {
    const id = `l_${opaque()}`
    this.#sql.exec(
      'INSERT INTO links (id, older, newer, at, state) VALUES (?, ?, ?, ?, ?)',
      ...[id, older, newer, now, state],
    )
    return id
  }

  /** The link when it could become that: one that was held is linked or let go, one that was linked is undone. */
  change(id: string, state: 'linked' | 'undone'): LinkRow | null {
    const from = state === 'linked' ? ['held', 'held'] : ['linked', 'held']
    const [row] = this.#sql
      .exec<LinkRow & Record<string, SqlStorageValue>>(
        'UPDATE links SET state = ? WHERE id = ? AND state IN (?, ?) RETURNING *',
        ...[state, id, ...from],
      )
      .toArray()
    return row ?? null
  }

  all(): LinkRow[] {
    return this.#sql
      .exec<LinkRow & Record<string, SqlStorageValue>>('SELECT * FROM links ORDER BY at DESC LIMIT ?', TOLD)
      .toArray()
  }
}
