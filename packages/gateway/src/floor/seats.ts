import type { Rank } from '@baton/protocol'

/** A sign-in ends long before this. A seat that no sign-in ends is forgotten then. */
const FORGOTTEN_MS = 24 * 3_600_000

/** A session that an agent was let into. */
export interface Seat {
  session: string
  agent: string
  /** The sign-in it ends with; empty when the agent's socket named none. */
  login: string
  rank: Rank
}

interface Row extends Record<string, SqlStorageValue> {
  session: string
  agent: string
  login: string
  rank: Rank
}

/**
 * Whom the floor has let into which session: it is the only door, so it can tell the sessions when somebody has to leave.
 * A seat is kept after the agent has left the session, because only the session knows of that.
 */
export class Seats {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  take({ session, agent, login, rank }: Seat, now: number): void {
    this.#sql.exec('DELETE FROM seats WHERE agent = ? AND since < ?', agent, now - FORGOTTEN_MS)
    this.#sql.exec(
      'INSERT OR REPLACE INTO seats (agent, login, session, rank, since) VALUES (?, ?, ?, ?, ?)',
      ...[agent, login, session, rank, now],
    )
  }

  agents(): string[] {
    return this.#sql
      .exec<{ agent: string }>('SELECT DISTINCT agent FROM seats')
      .toArray()
      .map(({ agent }) => agent)
  }

  of(agent: string): Seat[] {
    return this.#sql.exec<Row>('SELECT session, agent, login, rank FROM seats WHERE agent = ?', agent).toArray()
  }

  give({ session, agent, login }: Seat): void {
    this.#sql.exec('DELETE FROM seats WHERE agent = ? AND login = ? AND session = ?', agent, login, session)
  }

  clear(): void {
    this.#sql.exec('DELETE FROM seats')
  }
}
