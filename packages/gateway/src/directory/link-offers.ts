import type { Bringer } from '../channels/rooms.ts'

/** Whoever brought a code, as a key of rows: an address has colons, a session has none. */
export const bringerKey = (by: Bringer): string => ('address' in by ? by.address : by.session)

/** Who was asked whether to be connected with which session. Nobody is asked two things at once: the later code counts. */
export class LinkOffers {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  isOpen(by: Bringer, now: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM link_offers WHERE bringer = ? AND until > ?', bringerKey(by), now).toArray()
        .length > 0
    )
  }
}
