/** Customers looked at in one go. */
const PAGE = 50

/**
 * Customers whose session may not know how old it is: it was never opened, or last by 0.1.0. Each is asked once, when it is
 * old enough to be gone; from then on it looks after itself.
 */
export class Unlooked {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Of those who came before `before`. */
  next(before: number): string[] {
    return this.#sql
      .exec<{ session: string }>(
        'SELECT session FROM customers WHERE looked_at IS NULL AND created_at < ? LIMIT ?',
        ...[before, PAGE],
      )
      .toArray()
      .map(({ session }) => session)
  }

  looked(session: string, now: number): void {
    this.#sql.exec('UPDATE customers SET looked_at = ? WHERE session = ?', now, session)
  }
}
