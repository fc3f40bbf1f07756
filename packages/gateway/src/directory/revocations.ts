import type { Device } from './rooms.ts'

/** A device that was given up is refused by name until no credential of it can be valid any more. */
const FORGET_DEVICES_MS = 15 * 24 * 3_600_000
/** A host token is taken for a day; what was revoked before that has run out by itself. */
const FORGET_ADDRESSES_MS = 48 * 3_600_000
/** A request to revoke is known again for longer than its token is taken. */
const KNOW_REQUESTS_MS = 15 * 60_000

/**
 * What is no longer let in although it was signed here or by the host site. Of a customer everything that was handed out so
 * far: each revocation raises the customer's `grants`, and what carries a lower number is refused. Counting needs no clock.
 */
export class Revocations {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** False when this very request was carried out before. */
  begin(request: string, now: number): boolean {
    this.#sql.exec('DELETE FROM revocation_requests WHERE until <= ?', now)
    return (
      this.#sql.exec(
        'INSERT INTO revocation_requests (id, until) VALUES (?, ?) ON CONFLICT DO NOTHING',
        ...[request, now + KNOW_REQUESTS_MS],
      ).rowsWritten > 0
    )
  }

  /** Host tokens for this address from before `now` are refused, also where nobody has come with one yet. */
  revokeAddress(address: string, now: number): void {
    this.#sql.exec('DELETE FROM revoked_addresses WHERE at <= ?', now - FORGET_ADDRESSES_MS)
    this.#sql.exec(
      'INSERT INTO revoked_addresses (address, at) VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET at = excluded.at',
      ...[address, now],
    )
  }

  /** The customer's new number of grants. */
  revokeSession(session: string): number {
    return this.#sql
      .exec<{ grants: number }>('UPDATE customers SET grants = grants + 1 WHERE session = ? RETURNING grants', session)
      .one().grants
  }

  /** Until when the device is refused. */
  revokeDevice(device: string, now: number): number {
    const until = now + FORGET_DEVICES_MS
    this.#sql.exec('DELETE FROM revoked_devices WHERE until <= ?', now)
    this.#sql.exec('INSERT INTO revoked_devices (id, until) VALUES (?, ?) ON CONFLICT DO NOTHING', device, until)
    return until
  }

  /** Whether a host token of that age is refused. One of the same second is: seconds are all it tells. */
  isRevokedAddress(address: string, issuedAt: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM revoked_addresses WHERE address = ? AND at >= ?', address, issuedAt).toArray()
        .length > 0
    )
  }

  isRevokedDevice({ id, session, grant }: Device): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM revoked_devices WHERE id = ?
           UNION ALL SELECT 1 FROM customers WHERE session = ? AND grants > ?`,
          ...[id, session, grant],
        )
        .toArray().length > 0
    )
  }
}
