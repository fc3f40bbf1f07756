import type { LinkOffer } from '@baton/protocol'
import type { Bringer } from '../channels/rooms.ts'
import type { CodeRow } from './link-codes.ts'

/** Whoever brought a code, as a key of rows: an address has colons, a session has none. */
export const bringerKey = (by: Bringer): string => ('address' in by ? by.address : by.session)

/** Which code it was, and what it leads to. */
export interface OfferRow extends CodeRow {
  hash: string
}

/** Who was asked whether to be connected with which session. Nobody is asked two things at once: the later code counts. */
export class LinkOffers {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  isOpen(by: Bringer, now: number): boolean {
    return this.find(by, now) !== null
  }

  find(by: Bringer, now: number): OfferRow | null {
    const [row] = this.#sql
      .exec<{ hash: string; session: string; made_on: string }>(
        'SELECT hash, session, made_on FROM link_offers WHERE bringer = ? AND until > ?',
        ...[bringerKey(by), now],
      )
      .toArray()
    return row ? { hash: row.hash, session: row.session, on: row.made_on as LinkOffer['channel'] } : null
  }

  put(by: Bringer, { hash, session, on }: OfferRow, until: number, now: number): void {
    this.#sql.exec('DELETE FROM link_offers WHERE until <= ?', now)
    this.#sql.exec(
      'INSERT OR REPLACE INTO link_offers (bringer, hash, session, made_on, until) VALUES (?, ?, ?, ?, ?)',
      ...[bringerKey(by), hash, session, on, until],
    )
  }

  close(by: Bringer): void {
    this.#sql.exec('DELETE FROM link_offers WHERE bringer = ?', bringerKey(by))
  }
}
