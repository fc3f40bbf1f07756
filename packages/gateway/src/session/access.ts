import { CLOSE, LIMITS, type SessionTicket } from '@baton/protocol'
import type { SessionRoom } from './rooms.ts'
import type { Sockets } from './sockets.ts'

/** What a ticket was made from: a customer's device, an agent's sign-in. Tickets of 0.1.0 say nothing of it. */
export type Origin = Pick<SessionTicket, 'role' | 'device' | 'grant' | 'login'>

/** What an agent is told who has to leave. With another rank they come back by another ticket. */
const DISMISSALS = {
  gone: ['forbidden', CLOSE.forbidden],
  signed_out: ['unauthenticated', CLOSE.unauthenticated],
  rank: ['unavailable', CLOSE.restarting],
} as const

/**
 * What was taken back: of this customer everything under a lower number of grants, and single devices; of agents their
 * place here. Kept here too, since a ticket made a moment before is still good when it arrives.
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

  /** Closes the sockets of an agent who has to leave, or of one sign-in of theirs, and turns away what was on its way. */
  dismiss({ agent, login, because }: Parameters<SessionRoom['dismiss']>[0], now: number): void {
    // A ticket's own id has no colon.
    this.#sql.exec(
      'INSERT OR REPLACE INTO burnt (jti, expires) VALUES (?, ?)',
      ...[login === undefined ? `agent:${agent}` : `login:${login}`, now + LIMITS.ticketMs],
    )
    const [code, close] = DISMISSALS[because]
    for (const [ws, { actor, origin }] of this.#sockets.open('agent')) {
      if (actor.id !== agent || (login !== undefined && origin?.login !== login)) continue
      this.#sockets.refuse(ws, code, close)
    }
  }

  /** Whether the agent, or the sign-in, was dismissed since this ticket was made. */
  isTurnedAway({ role, participant, login = '', expiresAt }: SessionTicket): boolean {
    if (role !== 'agent') return false
    return (
      this.#sql
        .exec(
          'SELECT 1 FROM burnt WHERE jti IN (?, ?) AND expires >= ?',
          ...[`agent:${participant}`, `login:${login}`, expiresAt],
        )
        .toArray().length > 0
    )
  }
}
