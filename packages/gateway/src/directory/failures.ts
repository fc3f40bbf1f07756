/** Failed sign-ins are written down together, so that whoever tries a thousand passwords does not write the log. */
const TOGETHER_MS = 60_000
/** All who are not an agent here. Their emails are not kept. */
const STRANGERS = ''

export interface Failures {
  /** Null for emails that nobody has here. */
  agent: string | null
  count: number
  since: number
}

/** How often somebody failed to sign in since it was last written down. */
export class FailedLogins {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Counts one; answers when what is counted shall be taken. */
  count(agent: string | null, now: number): number {
    const { since } = this.#sql
      .exec<{ since: number }>(
        `INSERT INTO failed_logins (who, count, since) VALUES (?, 1, ?)
         ON CONFLICT (who) DO UPDATE SET count = count + 1 RETURNING since`,
        ...[agent ?? STRANGERS, now],
      )
      .one()
    return since + TOGETHER_MS
  }

  /** Takes what was counted long enough off the table, and answers when the next is due; null when nothing is left. */
  take(now: number): { taken: Failures[]; next: number | null } {
    const taken = this.#sql
      .exec<{ who: string; count: number; since: number }>(
        'DELETE FROM failed_logins WHERE since <= ? RETURNING who, count, since',
        now - TOGETHER_MS,
      )
      .toArray()
    const { since } = this.#sql.exec<{ since: number | null }>('SELECT MIN(since) AS since FROM failed_logins').one()
    return {
      taken: taken.map(({ who, ...rest }) => ({ agent: who === STRANGERS ? null : who, ...rest })),
      next: since === null ? null : since + TOGETHER_MS,
    }
  }
}
