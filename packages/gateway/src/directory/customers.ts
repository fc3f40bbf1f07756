import { opaque } from '../http/secrets.ts'

export interface Customer {
  id: string
  session: string
}

/** Which customer is behind an address or a device. One customer has one session, so the session is the key. */
export class Customers {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /**
   * @param address verified by the host site's token, e.g. `user:42`; null for a visitor nobody vouches for.
   * @param device session a genuine device credential opened before.
   * @returns null for somebody new.
   */
  find(address: string | null, device: string | null): Customer | null {
    const known = address === null ? null : this.#byAddress(address)
    if (known) return known
    const visitor = device === null ? null : this.#byDevice(device)
    if (visitor) this.#bind(address, visitor)
    return visitor
  }

  create(address: string | null, now: number): Customer {
    const customer = { id: `cus_${opaque()}`, session: opaque() }
    this.#sql.exec(
      'INSERT INTO customers (session, id, created_at) VALUES (?, ?, ?)',
      ...[customer.session, customer.id, now],
    )
    this.#bind(address, customer)
    return customer
  }

  #bind(address: string | null, { session }: Customer): void {
    if (address !== null) this.#sql.exec('INSERT INTO addresses (address, session) VALUES (?, ?)', address, session)
  }

  #byAddress(address: string): Customer | null {
    const [row] = this.#sql
      .exec<{ id: string; session: string }>(
        'SELECT c.id, c.session FROM addresses a JOIN customers c ON c.session = a.session WHERE a.address = ?',
        address,
      )
      .toArray()
    return row ?? null
  }

  /**
   * A device alone opens only what nobody signed in to: the next person at a shared computer must not read what the
   * last one said while signed in, nor be taken for them.
   */
  #byDevice(session: string): Customer | null {
    const [row] = this.#sql
      .exec<{ id: string; session: string }>(
        `SELECT id, session FROM customers WHERE session = ?
         AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.session = customers.session)`,
        session,
      )
      .toArray()
    return row ?? null
  }
}
