import type { QueuePlace, SessionView } from '@baton/protocol'
import { initialState, type SessionState, type Turn } from '@baton/relay/session'

export interface Identity {
  workspace: string
  session: string
  epoch: string
  /** Under which this session last ran. */
  generation: string
}

interface SessionRow extends Record<string, SqlStorageValue> {
  workspace: string
  session: string
  epoch: string
  generation: string
  state: string
  queue: string | null
}

interface TurnRow extends Record<string, SqlStorageValue> {
  turn: string
  stream: string | null
}

/** The rows of a session besides its log. */
export class SessionStore {
  readonly #sql: SqlStorage
  /** Read once: it changes with the generation only. */
  #identity: Identity | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  identity(): Identity | null {
    if (this.#identity) return this.#identity
    const row = this.#row()
    if (!row) return null
    const { workspace, session, epoch, generation } = row
    this.#identity = { workspace, session, epoch, generation }
    return this.#identity
  }

  create(identity: Identity): void {
    this.#sql.exec(
      'INSERT INTO session (one, workspace, session, epoch, state, generation) VALUES (1, ?, ?, ?, ?, ?)',
      identity.workspace,
      identity.session,
      identity.epoch,
      JSON.stringify(initialState),
      identity.generation,
    )
  }

  /** The log is another incarnation from here on. */
  beginGeneration(generation: string, epoch: string): void {
    this.#sql.exec('UPDATE session SET generation = ?, epoch = ?', generation, epoch)
    this.#identity = null
  }

  /** Since when this session is served to nobody; null while it is. */
  erasedAt(): number | null {
    return this.#sql.exec<{ at: number }>('SELECT at FROM erased').toArray()[0]?.at ?? null
  }

  markErased(now: number): void {
    this.#sql.exec('INSERT INTO erased (one, at) VALUES (1, ?) ON CONFLICT DO NOTHING', now)
  }

  state(): SessionState {
    const row = this.#row()
    // What was stored before something was added to the state lacks it.
    return row ? { ...initialState, ...JSON.parse(row.state) } : initialState
  }

  saveState(state: SessionState): void {
    this.#sql.exec('UPDATE session SET state = ?', JSON.stringify(state))
  }

  queue(): QueuePlace | null {
    const row = this.#row()
    return row?.queue ? JSON.parse(row.queue) : null
  }

  saveQueue(place: QueuePlace | null): void {
    this.#sql.exec('UPDATE session SET queue = ?', JSON.stringify(place))
  }

  turn(): Turn | null {
    const row = this.#turnRow()
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
    const row = this.#turnRow()
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

  // One statement for all who read a row: an object that has just woken prepares each statement anew.
  #row(): SessionRow | null {
    return (
      this.#sql
        .exec<SessionRow>('SELECT workspace, session, epoch, generation, state, queue FROM session')
        .toArray()[0] ?? null
    )
  }

  #turnRow(): TurnRow | null {
    return this.#sql.exec<TurnRow>('SELECT turn, stream FROM turn').toArray()[0] ?? null
  }
}
