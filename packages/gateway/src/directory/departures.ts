import { TOO_OLD_MS } from '../channels/too-old.ts'
import { VOUCHED } from './vouched.ts'

/**
 * Addresses on channels whose customer was erased, as the workspace's key marks them, and when: a vendor may bring once more
 * what was said before, and whoever heard it would have them back. Kept as long as a vendor tries, and no longer.
 */
export class Departures {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Inside the transaction that forgets them. */
  note(addresses: readonly string[], now: number): void {
    for (const address of addresses) {
      // What the host site vouches for is not marked but written out, and comes by no vendor.
      if (address.startsWith(VOUCHED)) continue
      this.#sql.exec('INSERT OR REPLACE INTO departures (address, at) VALUES (?, ?)', address, now)
    }
  }

  /** When whoever was at this address was erased; null when nobody was lately. */
  at(address: string, now: number): number | null {
    const [row] = this.#sql
      .exec<{ at: number }>('SELECT at FROM departures WHERE address = ? AND at > ?', ...[address, now - TOO_OLD_MS])
      .toArray()
    return row?.at ?? null
  }

  prune(now: number): void {
    this.#sql.exec('DELETE FROM departures WHERE at <= ?', now - TOO_OLD_MS)
  }
}
