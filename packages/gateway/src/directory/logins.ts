import { digest } from '../http/digest.ts'
import { opaque } from '../http/secrets.ts'

/**
 * How long a desk stays signed in, how often one address may try one email, and how often all addresses together may:
 * addresses are cheap, and where none is known, everybody is one.
 */
export const LOGIN = {
  keepMs: 12 * 3_600_000,
  perAddress: { tries: 10, windowMs: 5 * 60_000 },
  perEmail: { tries: 20, windowMs: 15 * 60_000 },
} as const
type Allowance = (typeof LOGIN)['perAddress' | 'perEmail']

/**
 * Names a sign-in without opening it: tokens carry 160 random bits, so a plain hash cannot be guessed back, and keeps them
 * out of a stolen file. The generation is in it: a Directory that was rewound holds sign-ins that were ended since, so none
 * of before is found again.
 */
export const loginOf = (token: string, generation: string): Promise<string> =>
  digest(generation ? `${generation}\n${token}` : token)

/** Who is signed in, and who tries too often. Times are milliseconds since 1970, passed in. */
export class Logins {
  readonly #sql: SqlStorage
  readonly #generation: string

  constructor(sql: SqlStorage, generation: string) {
    this.#sql = sql
    this.#generation = generation
  }

  /** Counts a try before it is looked at, so that many at once count too. False when there were too many. */
  async mayTry(email: string, ip: string, now: number): Promise<boolean> {
    const person = email.toLowerCase()
    const [here, anywhere] = await Promise.all([digest(`${person}\n${ip}`), digest(person)])
    this.#sql.exec('DELETE FROM login_attempts WHERE since <= ?', now - LOGIN.perEmail.windowMs)
    // In this order: what one address tries in vain does not use up what its owner may try from another.
    return this.#count(here, LOGIN.perAddress, now) && this.#count(anywhere, LOGIN.perEmail, now)
  }

  #count(who: string, { tries, windowMs }: Allowance, now: number): boolean {
    const { count } = this.#sql
      .exec<{ count: number }>(
        `INSERT INTO login_attempts (who, count, since) VALUES (?1, 1, ?2)
         ON CONFLICT (who) DO UPDATE SET
           count = CASE WHEN since <= ?3 THEN 1 ELSE MIN(count + 1, ?4) END,
           since = CASE WHEN since <= ?3 THEN ?2 ELSE since END
         RETURNING count`,
        ...[who, now, now - windowMs, tries + 1],
      )
      .one()
    return count <= tries
  }

  /** A new token, which is told once, and the name of the sign-in it will be. */
  async prepare(): Promise<{ token: string; login: string }> {
    const token = opaque()
    return { token, login: await loginOf(token, this.#generation) }
  }

  /** Signs an agent in. */
  open(login: string, agent: string, now: number): void {
    this.#sql.exec('DELETE FROM logins WHERE expires_at <= ?', now)
    this.#sql.exec(
      'INSERT INTO logins (token_hash, agent, expires_at) VALUES (?, ?, ?)',
      login,
      agent,
      now + LOGIN.keepMs,
    )
  }

  /** Id of the agent a token belongs to, while it lasts. */
  async agentOf(token: string, now: number): Promise<string | null> {
    const [row] = this.#sql
      .exec<{ agent: string }>(
        'SELECT agent FROM logins WHERE token_hash = ? AND expires_at > ?',
        await loginOf(token, this.#generation),
        now,
      )
      .toArray()
    return row?.agent ?? null
  }

  /** When a sign-in of this agent ends; null when it has ended or is not theirs. */
  endOf(login: string, agent: string, now: number): number | null {
    const [row] = this.#sql
      .exec<{ expires_at: number }>(
        'SELECT expires_at FROM logins WHERE token_hash = ? AND agent = ? AND expires_at > ?',
        ...[login, agent, now],
      )
      .toArray()
    return row?.expires_at ?? null
  }

  /** The sign-in that a token names. */
  async nameOf(token: string): Promise<string> {
    return loginOf(token, this.#generation)
  }

  /** Ends a sign-in; answers whose it was, or null when there was none. */
  close(login: string): string | null {
    const [row] = this.#sql
      .exec<{ agent: string }>('DELETE FROM logins WHERE token_hash = ? RETURNING agent', login)
      .toArray()
    return row?.agent ?? null
  }
}
