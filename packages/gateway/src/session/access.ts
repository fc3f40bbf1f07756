import { CLOSE, type SessionTicket } from '@baton/protocol'
import type { SessionRoom } from '../rooms.ts'
import type { Sockets } from './sockets.ts'

/** What a customer's ticket was made from. Tickets of agents, and those of 0.1.0, say nothing of it. */
export type Origin = Pick<SessionTicket, 'role' | 'device' | 'grant'>

/**
 * What Directory has taken back of this customer: everything under a lower number of grants, and single devices. Kept here
 * too, since a ticket made a moment before is still good when it arrives.
 */
export class Access {
  readonly #sql: SqlStorage
  readonly #sockets: Sockets

  constructor(sql: SqlStorage, sockets: Sockets) {
    this.#sql = sql
    this.#sockets = sockets
  }

  isRevoked({ role, device = '', grant = 0 }: Origin): boolean {
    if (role !== 'customer') return false
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM revoked WHERE device = '' AND grants > ? UNION ALL SELECT 1 FROM revoked WHERE device = ? AND device <> ''`,
          ...[grant, device],
        )
        .toArray().length > 0
    )
  }

  /**
   * Directory may have been rewound to a lower number than it told, and would let nobody in. Tickets of before open nothing
   * under a new generation, so none is spared by this.
   */
  forgetGrants(): void {
    this.#sql.exec("DELETE FROM revoked WHERE device = ''")
  }

  /** Stores it, then closes for good whoever came in by it. The same again, or an older number, changes nothing. */
  revoke({ grants, device }: Pick<Parameters<SessionRoom['revoke']>[0], 'grants' | 'device'>, now: number): void {
    if (grants !== undefined) {
      this.#sql.exec(
        `INSERT INTO revoked (device, grants, until) VALUES ('', ?1, 0)
         ON CONFLICT (device) DO UPDATE SET grants = MAX(grants, ?1)`,
        grants,
      )
    }
    if (device) {
      this.#sql.exec("DELETE FROM revoked WHERE device <> '' AND until <= ?", now)
      this.#sql.exec(
        'INSERT INTO revoked (device, grants, until) VALUES (?, 0, ?) ON CONFLICT DO NOTHING',
        ...[device.id, device.until],
      )
    }
    for (const [ws, { origin }] of this.#sockets.open('customer')) {
      if (this.isRevoked({ role: 'customer', ...origin })) this.#sockets.refuse(ws, 'revoked', CLOSE.revoked)
    }
  }
}
