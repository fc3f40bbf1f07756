import type { ActionResult } from '@baton/protocol'
import type { Handle } from '@baton/relay/masking'
import { type Checked, failed } from './checked.ts'

/** How often a customer may try in one session, and how long a right answer counts. */
export const IDENTITY = { tries: { count: 3, windowMs: 24 * 3_600_000 }, proofMs: 10 * 60_000 } as const

/** Table of `IdentityChecks`. What was tried is stored nowhere. */
export const IDENTITY_TABLE = 'CREATE TABLE identity_tries (at INTEGER NOT NULL)'

/** Compares with the ID it has on file. We have none, and never learn the rest of it. */
export interface IdentityProvider {
  compare(given: { customer: string; lastFour: string; key: string }): Promise<ActionResult>
}

const LAST_FOUR = /^\d{3}[\dX]$/

/** Whether the last four of an ID are the customer's. Few tries, whatever came of them: everything that is not clearly right fails. */
export class IdentityChecks {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The try counts before it is looked at, so that many at once count too. */
  async check(
    given: Handle | null,
    { customer, key, provider }: { customer: string | null; key: string; provider: IdentityProvider | null },
    now: number,
  ): Promise<Checked> {
    if (customer === null) return failed('not_signed_in')
    if (!provider) return failed('no_provider')
    const lastFour = given?.characters().toUpperCase() ?? ''
    if (!LAST_FOUR.test(lastFour)) return failed('unreadable')
    const left = this.#triesLeft(now)
    if (left === 0) return failed('too_many_tries')
    this.#sql.exec('INSERT INTO identity_tries (at) VALUES (?)', now)
    const compared = await provider.compare({ customer, lastFour, key })
    if (compared.ok) return { ok: true }
    if (compared.code !== 'invalid') return failed(compared.code)
    return failed(left === 1 ? 'too_many_tries' : 'wrong')
  }

  #triesLeft(now: number): number {
    const { count, windowMs } = IDENTITY.tries
    this.#sql.exec('DELETE FROM identity_tries WHERE at <= ?', now - windowMs)
    return Math.max(0, count - this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM identity_tries').one().n)
  }
}
