import { base64url } from 'jose'
import { opaque } from '../http/secrets.ts'

/** How long a desk stays signed in, and how often one address may try one email. */
export const LOGIN = { keepMs: 12 * 3_600_000, tries: 10, windowMs: 5 * 60_000 } as const

/** Tokens carry 160 random bits, so a plain hash cannot be guessed back; it only keeps them out of a stolen file. */
const hashOf = async (text: string): Promise<string> =>
  base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))

/** Who is signed in, and who tries too often. Times are milliseconds since 1970, passed in. */
export class Logins {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Counts a try before it is looked at, so that many at once count too. False when there were too many. */
  async mayTry(email: string, ip: string, now: number): Promise<boolean> {
    const who = await hashOf(`${email.toLowerCase()}\n${ip}`)
    this.#sql.exec('DELETE FROM login_attempts WHERE since <= ?', now - LOGIN.windowMs)
    const { count } = this.#sql
      .exec<{ count: number }>(
        `INSERT INTO login_attempts (who, count, since) VALUES (?, 1, ?)
         ON CONFLICT (who) DO UPDATE SET count = MIN(count + 1, ?) RETURNING count`,
        ...[who, now, LOGIN.tries + 1],
      )
      .one()
    return count <= LOGIN.tries
  }

  /** Signs an agent in. The token is returned once and only its hash is kept. */
  async open(agent: string, now: number): Promise<string> {
    const token = opaque()
    const hash = await hashOf(token)
    this.#sql.exec('DELETE FROM logins WHERE expires_at <= ?', now)
    this.#sql.exec(
      'INSERT INTO logins (token_hash, agent, expires_at) VALUES (?, ?, ?)',
      hash,
      agent,
      now + LOGIN.keepMs,
    )
    return token
  }

  /** Id of the agent a token belongs to, while it lasts. */
  async agentOf(token: string, now: number): Promise<string | null> {
    const [row] = this.#sql
      .exec<{ agent: string }>(
        'SELECT agent FROM logins WHERE token_hash = ? AND expires_at > ?',
        await hashOf(token),
        now,
      )
      .toArray()
    return row?.agent ?? null
  }

  async close(token: string): Promise<void> {
    this.#sql.exec('DELETE FROM logins WHERE token_hash = ?', await hashOf(token))
  }
}
