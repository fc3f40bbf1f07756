import type { SealedRow, Sealing } from '../keys/sealing.ts'

/** A token is given up this long before its end, or at nine tenths of its time, so that none ends on its way. */
const MARGIN_MS = 5 * 60_000
/** A vendor that gives none for these secrets is not asked with them again for this long: some lock out who keeps asking. */
const REFUSED_MS = 30_000

type Row = Record<string, SqlStorageValue> & SealedRow & { until: number }

type Fetch = () => Promise<{ token: string; forMs: number } | null>

/**
 * Tokens that vendors give for a while, sealed like secrets. Vendors count how often one is fetched, and some let the one
 * before end at once, so one is fetched at a time and everybody has the same.
 */
export class Tokens {
  readonly #sql: SqlStorage
  readonly #sealing: Sealing
  readonly #underWay = new Map<string, Promise<string | null>>()
  readonly #refusedAt = new Map<string, number>()

  constructor(sql: SqlStorage, sealing: Sealing) {
    this.#sql = sql
    this.#sealing = sealing
  }

  /** `stale`: this one was refused, so it is not given again. Null: the vendor gives none for these secrets. */
  async get(account: string, stale: string | undefined, fetch: Fetch): Promise<string | null> {
    const underWay = this.#underWay.get(account)
    const token = underWay && (await underWay)
    // Whoever began it may not have known that it is stale.
    if (token !== undefined && token !== stale) return token
    return this.#underWay.get(account) ?? this.#begin(account, stale, fetch)
  }

  /** What was fetched with other secrets is another account's. Inside a transaction. */
  drop(account: string): void {
    this.#sql.exec('DELETE FROM tokens WHERE account = ?', account)
    this.#refusedAt.delete(account)
  }

  #begin(account: string, stale: string | undefined, fetch: Fetch): Promise<string | null> {
    const asked = this.#find(account, stale, fetch).finally(() => this.#underWay.delete(account))
    this.#underWay.set(account, asked)
    return asked
  }

  async #find(account: string, stale: string | undefined, fetch: Fetch): Promise<string | null> {
    const [row] = this.#sql.exec<Row>('SELECT * FROM tokens WHERE account = ?', account).toArray()
    const kept = row && row.until > Date.now() ? await this.#sealing.open(fieldOf(account), row) : null
    if (kept !== null && kept !== stale) return kept
    const asked = Date.now()
    const refusedAt = this.#refusedAt.get(account) ?? Number.NEGATIVE_INFINITY
    if (asked >= refusedAt && asked - refusedAt < REFUSED_MS) return null
    const given = await fetch()
    if (given === null) {
      this.#refusedAt.set(account, asked)
      return null
    }
    const { token, forMs } = given
    const { kid, sealed } = await this.#sealing.seal(fieldOf(account), token)
    const until = asked + Math.max(forMs - MARGIN_MS, forMs * 0.9)
    // Unless the account was removed meanwhile.
    this.#sql.exec(
      `INSERT OR REPLACE INTO tokens (account, kid, sealed, until)
       SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM accounts WHERE id = ?1)`,
      account,
      kid,
      sealed,
      Math.floor(until),
    )
    return token
  }
}

const fieldOf = (account: string): string => `token:${account}`
