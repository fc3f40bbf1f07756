/** Wrong codes one bringer may bring within a window. Of 2^49 codes that is none. */
export const LINK_TRIES = { count: 10, windowMs: 15 * 60_000 } as const

/** How often somebody brought a code that is none. */
export class LinkTries {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  mayTry(bringer: string, now: number): boolean {
    const [row] = this.#sql
      .exec<{ count: number }>(
        'SELECT count FROM link_tries WHERE bringer = ? AND since > ?',
        ...[bringer, now - LINK_TRIES.windowMs],
      )
      .toArray()
    return (row?.count ?? 0) < LINK_TRIES.count
  }

  failed(bringer: string, now: number): void {
    this.#sql.exec('DELETE FROM link_tries WHERE since <= ?', now - LINK_TRIES.windowMs)
    this.#sql.exec(
      `INSERT INTO link_tries (bringer, count, since) VALUES (?, 1, ?)
       ON CONFLICT (bringer) DO UPDATE SET count = count + 1`,
      ...[bringer, now],
    )
  }
}
