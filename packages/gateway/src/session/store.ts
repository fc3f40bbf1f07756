import type { QueuePlace, SessionView } from '@baton/protocol'
import { initialState, type SessionState, type Turn } from '@baton/relay/session'

export interface Identity {
  workspace: string
  session: string
  epoch: string
}

/** The rows of a session besides its log. */
export class SessionStore {
  readonly #sql: SqlStorage
  /** Read once: it never changes. */
  #identity: Identity | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  identity(): Identity | null {
    this.#identity ??=
      this.#sql
        .exec<Identity & Record<string, SqlStorageValue>>('SELECT workspace, session, epoch FROM session')
        .toArray()[0] ?? null
    return this.#identity
  }

  create(identity: Identity): void {
    this.#sql.exec(
      'INSERT INTO session (one, workspace, session, epoch, state) VALUES (1, ?, ?, ?, ?)',
      identity.workspace,
      identity.session,
      identity.epoch,
      JSON.stringify(initialState),
    )
  }

  state(): SessionState {
    const [row] = this.#sql.exec<{ state: string }>('SELECT state FROM session').toArray()
    return row ? JSON.parse(row.state) : initialState
  }

  saveState(state: SessionState): void {
    this.#sql.exec('UPDATE session SET state = ?', JSON.stringify(state))
  }

  queue(): QueuePlace | null {
    const [row] = this.#sql.exec<{ queue: string | null }>('SELECT queue FROM session').toArray()
    return row?.queue ? JSON.parse(row.queue) : null
  }

  saveQueue(place: QueuePlace | null): void {
    this.#sql.exec('UPDATE session SET queue = ?', JSON.stringify(place))
  }

  turn(): Turn | null {
    const [row] = this.#sql.exec<{ turn: string }>('SELECT turn FROM turn').toArray()
    return row ? JSON.parse(row.turn) : null
  }

  saveTurn(turn: Turn): void {
    this.#sql.exec(
      'INSERT INTO turn (one, turn) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET turn = excluded.turn',
      JSON.stringify(turn),
    )
  }

  endTurn(): void {
    this.#sql.exec('DELETE FROM turn')
  }

  /** The checkpoint of an answer being written, so that who joins after a crash of this object sees it too. */
  saveStream(stream: SessionView['stream']): void {
    this.#sql.exec('UPDATE turn SET stream = ?', JSON.stringify(stream))
  }

  stream(): SessionView['stream'] {
    const [row] = this.#sql.exec<{ stream: string | null }>('SELECT stream FROM turn').toArray()
    return row?.stream ? JSON.parse(row.stream) : null
  }

  reads(): { customer: number; staff: number } {
    const reads = { customer: 0, staff: 0 }
    for (const { side, seq } of this.#sql.exec<{ side: 'customer' | 'staff'; seq: number }>(
      'SELECT side, seq FROM reads',
    )) {
      reads[side] = seq
    }
    return reads
  }

  saveRead(side: 'customer' | 'staff', seq: number): void {
    this.#sql.exec(
      'INSERT INTO reads (side, seq) VALUES (?, ?) ON CONFLICT (side) DO UPDATE SET seq = excluded.seq',
      side,
      seq,
    )
  }

  /** True when the ticket was not used before. */
  burn(jti: string, expires: number, now: number): boolean {
    this.#sql.exec('DELETE FROM burnt WHERE expires < ?', now)
    return (
      this.#sql.exec('INSERT INTO burnt (jti, expires) VALUES (?, ?) ON CONFLICT DO NOTHING', jti, expires)
        .rowsWritten > 0
    )
  }
}
