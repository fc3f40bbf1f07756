import type { LinkOffer } from '@baton/protocol'
import { base64url } from 'jose'
import { LINK_CODE_MS, newLinkCode } from './link-code.ts'

/** Codes of one session that are good at the same time: each opened menu asks for one. */
const OPEN = 5

/** What a code leads to: a session, and where it was asked for. */
export interface CodeRow {
  session: string
  on: LinkOffer['channel']
}

/** How a code is kept: whoever reads the table has none. */
export async function hashOfCode(code: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`link-code:${code}`))),
  )
}

/** Codes that connect whoever brings them, each good once. */
export class LinkCodes {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  async mint({ session, on }: CodeRow): Promise<{ code: string; expiresAt: number }> {
    const code = newLinkCode((bytes) => crypto.getRandomValues(bytes))
    const hash = await hashOfCode(code)
    const now = Date.now()
    const expiresAt = now + LINK_CODE_MS
    this.#sql.exec('DELETE FROM link_codes WHERE until <= ?', now)
    this.#sql.exec(
      'INSERT INTO link_codes (hash, session, made_on, until) VALUES (?, ?, ?, ?)',
      hash,
      session,
      on,
      expiresAt,
    )
    this.#sql.exec(
      `DELETE FROM link_codes WHERE session = ?1 AND hash NOT IN
         (SELECT hash FROM link_codes WHERE session = ?1 ORDER BY until DESC LIMIT ?2)`,
      ...[session, OPEN],
    )
    return { code, expiresAt }
  }

  find(hash: string, now: number): CodeRow | null {
    const [row] = this.#sql
      .exec<{ session: string; made_on: string }>(
        'SELECT session, made_on FROM link_codes WHERE hash = ? AND until > ?',
        ...[hash, now],
      )
      .toArray()
    return row ? { session: row.session, on: row.made_on as LinkOffer['channel'] } : null
  }

  /** It is used. */
  take(hash: string): void {
    this.#sql.exec('DELETE FROM link_codes WHERE hash = ?', hash)
  }
}
