/** Customers asked about in one call. */
const PAGE = 200

interface Row extends Record<string, SqlStorageValue> {
  generation: string
  after: string | null
}

/**
 * Customers who may have come back with a restore. Under another generation than its last one a Directory asks Keys, whom no
 * restore rewinds, which of its sessions were erased; page by page, going on after a crash where it was.
 */
export class Returned {
  readonly #sql: SqlStorage
  readonly #generation: string

  constructor(sql: SqlStorage, generation: string) {
    this.#sql = sql
    this.#generation = generation
  }

  isDue(): boolean {
    const { generation, after } = this.#row()
    return generation !== this.#generation || after !== null
  }

  /** Those of the next page who were erased; whoever asks has them erased again before the page counts as done. */
  async next(erased: (sessions: string[]) => Promise<string[]>): Promise<{ found: string[]; done: () => void }> {
    const { generation, after } = this.#row()
    const from = generation === this.#generation ? (after ?? '') : ''
    const sessions = this.#sql
      .exec<{ session: string }>('SELECT session FROM customers WHERE session > ? ORDER BY session LIMIT ?', from, PAGE)
      .toArray()
      .map(({ session }) => session)
    const found = sessions.length > 0 ? await erased(sessions) : []
    const next = sessions.length === PAGE ? (sessions.at(-1) ?? null) : null
    return {
      found,
      done: () => this.#sql.exec('UPDATE returned SET generation = ?, after = ?', this.#generation, next),
    }
  }

  #row(): Row {
    return this.#sql.exec<Row>('SELECT generation, after FROM returned').one()
  }
}
