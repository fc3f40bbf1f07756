import type { SealedRow, Sealing } from './sealing.ts'

/** A token is given up this long before its end, or at nine tenths of its time, so that none ends on its way. */
const MARGIN_MS = 5 * 60_000

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

  constructor(sql: SqlStorage, sealing: Sealing) {
    this.#sql = sql
    this.#sealing = sealing
  }

  /** `stale`: this one was refused, so it is not given again. */
  get(account: string, stale: string | undefined, fetch: Fetch): Promise<string | null> {
    const underWay = this.#underWay.get(account)
    if (underWay) return underWay
    const asked = this.#find(account, stale, fetch).finally(() => this.#underWay.delete(account))
    this.#underWay.set(account, asked)
    return asked
  }

  /** What was fetched with other secrets is another account's. Inside a transaction. */
  drop(account: string): void {
    this.#sql.exec('DELETE FROM tokens WHERE account = ?', account)
  }

  async #find(account: string, stale: string | undefined, fetch: Fetch): Promise<string | null> {
    const [row] = this.#sql.exec<Row>('SELECT * FROM tokens WHERE account = ?', account).toArray()
    const kept = row && row.until > Date.now() ? await this.#sealing.open(fieldOf(account), row) : null
    if (kept !== null && kept !== stale) return kept
    const asked = Date.now()
    const fetched = await fetch()
    if (!fetched) return null
    const { token, forMs } = fetched
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
