import { opaque } from '../http/secrets.ts'
import type { Lineage } from './lineage.ts'
import { Links } from './links.ts'
import type { CustomerCursor, CustomerRecord } from './rooms.ts'
import { isVouched, VOUCHED } from './vouched.ts'

export interface Customer {
  id: string
  session: string
  /** How often everything of theirs was taken back. */
  grants: number
}

interface CustomerRow extends Record<string, SqlStorageValue> {
  id: string
  session: string
  grants: number
}

/** An address that leads from one session to another. */
export interface Moved {
  address: string
  /** Where it was found first. */
  home: string
  from: string
  to: string
}

const IS_VOUCHED = isVouched('?')
const IS_ROW_VOUCHED = isVouched('customers.session')

/** Which customer is behind an address or a device. One customer has one session, so the session is the key. */
export class Customers {
  readonly #sql: SqlStorage
  readonly #links: Pick<Links, 'family'>

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.#links = new Links(sql)
  }

  /**
   * @param address verified by the host site's token, e.g. `user:42`, or one on a channel; null for a visitor on the web.
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
    const customer = { id: `cus_${opaque()}`, session: opaque(), grants: 0 }
    this.#sql.exec(
      'INSERT INTO customers (session, id, created_at) VALUES (?, ?, ?)',
      ...[customer.session, customer.id, now],
    )
    this.#bind(address, customer)
    return customer
  }

  /** The session of a customer by our id or by a verified address, and all verified addresses that lead to it. */
  lookUp(
    whom: { address: string } | { customer: string },
  ): { customer: string; session: string; addresses: string[] } | null {
    const [row] =
      'address' in whom
        ? [this.#byAddress(whom.address)]
        : this.#sql.exec<CustomerRow>('SELECT id, session, grants FROM customers WHERE id = ?', whom.customer).toArray()
    if (!row) return null
    const addresses = this.#sql
      .exec<{ address: string }>(
        'SELECT address FROM addresses WHERE session = ? AND address GLOB ?',
        ...[row.session, `${VOUCHED}*`],
      )
      .toArray()
    return { customer: row.id, session: row.session, addresses: addresses.map(({ address }) => address) }
  }

  /** By the customer's id, an address (`user:42`), or a session of theirs; a visitor who signed in is who they signed in as. */
  record(ref: string): CustomerRecord | null {
    const [row] = this.#sql
      .exec<{ session: string }>(
        `SELECT session FROM customers WHERE id = ?1 OR session = ?1
         OR session = (SELECT session FROM addresses WHERE address = ?1) LIMIT 1`,
        ref,
      )
      .toArray()
    return row ? this.recordOf(this.#links.family(row.session).root(row.session)) : null
  }

  /** Whose session this is, with the earlier ones that are read before it, the latest first. */
  recordOf(session: string): CustomerRecord | null {
    const [row] = this.#sql
      .exec<{ id: string; created_at: number }>('SELECT id, created_at FROM customers WHERE session = ?', session)
      .toArray()
    if (!row) return null
    const family = this.#links.family(session)
    const earlier = family.sessions.filter((each) => family.later(each).includes(session)).reverse()
    const sessions = [session, ...earlier]
    const addresses = sessions.flatMap((each) =>
      this.#sql
        .exec<{ address: string }>('SELECT address FROM addresses WHERE session = ? ORDER BY address', each)
        .toArray()
        .map(({ address }) => address),
    )
    return { id: row.id, sessions, addresses, createdAt: row.created_at }
  }

  /** In the order in which they came; an earlier segment is no customer of its own. */
  page(
    { after, limit }: { after: CustomerCursor | null; limit: number },
    now: number,
  ): { customers: CustomerRecord[]; next: CustomerCursor | null } {
    const { createdAt, session } = after ?? { createdAt: -1, session: '' }
    // Somebody else may still come within this millisecond, and sort before who is here.
    const rows = this.#sql
      .exec<{ session: string; created_at: number }>(
        `SELECT session, created_at FROM customers
         WHERE (created_at, session) > (?, ?) AND created_at < ?
         AND NOT EXISTS (SELECT 1 FROM links WHERE older = customers.session AND state = 'linked')
         ORDER BY created_at, session LIMIT ?`,
        ...[createdAt, session, now, limit],
      )
      .toArray()
    const last = rows.at(-1)
    return {
      customers: rows.flatMap((row) => this.recordOf(row.session) ?? []),
      next: last && rows.length === limit ? { createdAt: last.created_at, session: last.session } : null,
    }
  }

  /** Whoever comes with an address or a device of theirs is somebody new from now on. */
  forget({ sessions, addresses }: CustomerRecord): void {
    for (const key of [...sessions, ...addresses]) {
      this.#sql.exec('DELETE FROM link_offers WHERE bringer = ?1 OR session = ?1', key)
      this.#sql.exec('DELETE FROM link_tries WHERE bringer = ?', key)
    }
    for (const session of sessions) {
      this.#sql.exec('DELETE FROM addresses WHERE session = ?', session)
      // What came from here and leads elsewhere stays there: they live on in the newer session.
      this.#sql.exec('UPDATE addresses SET home = NULL WHERE home = ?', session)
      this.#sql.exec('DELETE FROM links WHERE older = ?1 OR newer = ?1', session)
      this.#sql.exec('DELETE FROM link_codes WHERE session = ?', session)
      this.#sql.exec('DELETE FROM customers WHERE session = ?', session)
    }
  }

  isVouched(session: string): boolean {
    return this.#sql.exec(`SELECT 1 WHERE ${IS_VOUCHED}`, session).toArray().length > 0
  }

  has(session: string): boolean {
    return this.#sql.exec('SELECT 1 FROM customers WHERE session = ?', session).toArray().length > 0
  }

  /** Where an address leads. */
  sessionAt(address: string): string | null {
    return this.#byAddress(address)?.session ?? null
  }

  /** Every address leads where its session of before leads now, and comes back when that is all by itself again. */
  follow(family: Lineage): Moved[] {
    return family.sessions.flatMap((session) =>
      this.#sql
        .exec<{ address: string; session: string }>(
          'SELECT address, session FROM addresses WHERE COALESCE(home, session) = ?',
          session,
        )
        .toArray()
        .flatMap(({ address, session: from }) => {
          const to = family.root(session)
          if (from === to) return []
          this.#sql.exec(
            'UPDATE addresses SET session = ?, home = ? WHERE address = ?',
            ...[to, to === session ? null : session, address],
          )
          return [{ address, home: session, from, to }]
        }),
    )
  }

  #bind(address: string | null, { session }: Pick<Customer, 'session'>): void {
    if (address !== null) this.#sql.exec('INSERT INTO addresses (address, session) VALUES (?, ?)', address, session)
  }

  #byAddress(address: string): Customer | null {
    const [row] = this.#sql
      .exec<CustomerRow>(
        'SELECT c.id, c.session, c.grants FROM addresses a JOIN customers c ON c.session = a.session WHERE a.address = ?',
        address,
      )
      .toArray()
    return row ?? null
  }

  /**
   * A device alone opens only what nobody signed in to: the next person at a shared computer must not read what the
   * last one said while signed in, nor be taken for them. An earlier segment leads to where they speak now, on the same terms.
   */
  #byDevice(session: string): Customer | null {
    const [row] = this.#sql
      .exec<CustomerRow>(
        `SELECT id, session, grants FROM customers WHERE session = ? AND NOT ${IS_ROW_VOUCHED}`,
        this.#links.family(session).root(session),
      )
      .toArray()
    return row ?? null
  }
}
