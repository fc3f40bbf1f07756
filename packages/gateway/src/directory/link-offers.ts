import type { LinkOffer } from '@baton/protocol'
import type { Bringer, Redeemed } from '../channels/rooms.ts'
import type { CodeRow } from './link-codes.ts'

/** Whoever brought a code, as a key of rows: an address has colons, a session has none. */
export const bringerKey = (by: Bringer): string => ('address' in by ? by.address : by.session)

/** Which code it was, and what it leads to. */
export interface OfferRow extends CodeRow {
  hash: string
}

/** The message that was the answer, and what came of it. */
interface Answer {
  id: string
  redeemed: Redeemed
}

/** Who was asked whether to be connected with which session. Nobody is asked two things at once: the later code counts. */
export class LinkOffers {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Whether their next word may be the answer, also where it is one that a vendor brings again. */
  isOpen(by: Bringer, now: number): boolean {
    return this.find(by, now) !== null || this.#answer(by, now) !== null
  }

  find(by: Bringer, now: number): OfferRow | null {
    const [row] = this.#sql
      .exec<{ hash: string; session: string; made_on: string }>(
        'SELECT hash, session, made_on FROM link_offers WHERE bringer = ? AND until > ? AND answer IS NULL',
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

  /** What came of this message when it was heard before; null when it is another, or none. */
  answered(by: Bringer, id: string, now: number): Redeemed | null {
    const answer = this.#answer(by, now)
    return answer?.id === id ? answer.redeemed : null
  }

  /** It is answered. By a message with an id, that is remembered for as long as the question would have been. */
  close(by: Bringer, answer: Answer | null): void {
    if (answer === null) this.#sql.exec('DELETE FROM link_offers WHERE bringer = ?', bringerKey(by))
    else this.#sql.exec('UPDATE link_offers SET answer = ? WHERE bringer = ?', JSON.stringify(answer), bringerKey(by))
  }

  #answer(by: Bringer, now: number): Answer | null {
    const [row] = this.#sql
      .exec<{ answer: string | null }>(
        'SELECT answer FROM link_offers WHERE bringer = ? AND until > ?',
        ...[bringerKey(by), now],
      )
      .toArray()
    return row?.answer ? JSON.parse(row.answer) : null
  }
}
