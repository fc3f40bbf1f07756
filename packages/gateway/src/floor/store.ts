import { type Settings, settings } from '@baton/protocol'
import type { Departure, FloorAgent, FloorItem, FloorState, Touched } from '@baton/relay/floor'

type Row<T> = T & Record<string, SqlStorageValue>

/** A used ticket is remembered a little longer than it is valid, for clocks that differ. */
const CLOCK_LEEWAY_MS = 60_000

/** The rows of a floor. */
export class FloorStore {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  load(): FloorState {
    const { handling, offers_made: offersMade } = this.#sql
      .exec<{ handling: string; offers_made: number }>('SELECT handling, offers_made FROM floor')
      .one()
    const agents = this.#sql.exec<Row<{ id: string; agent: string }>>('SELECT id, agent FROM agents').toArray()
    const items = this.#sql.exec<Row<{ session: string; item: string }>>('SELECT session, item FROM items').toArray()
    const departures = this.#sql
      .exec<Row<{ session: string; handoff: string; fence: number; at: number }>>(
        'SELECT session, handoff, fence, at FROM departures ORDER BY at',
      )
      .toArray()
    return {
      agents: new Map(agents.map(({ id, agent }): [string, FloorAgent] => [id, JSON.parse(agent)])),
      items: new Map(items.map(({ session, item }): [string, FloorItem] => [session, JSON.parse(item)])),
      departures: new Map(
        departures.map(({ session, handoff, fence, at }): [string, Departure] => [
          session,
          { handoffId: handoff, fence, at },
        ]),
      ),
      handlingMs: JSON.parse(handling),
      offersMade,
    }
  }

  /** Writes what differs. Entries of a floor are replaced, never changed, so a row that is the same object is the same. */
  save(before: FloorState, after: FloorState, touched: Touched): void {
    differences(before.agents, after.agents, touched.agents, {
      put: (id, agent) =>
        this.#sql.exec('INSERT OR REPLACE INTO agents (id, agent) VALUES (?, ?)', id, JSON.stringify(agent)),
      remove: (id) => this.#sql.exec('DELETE FROM agents WHERE id = ?', id),
    })
    differences(before.items, after.items, touched.items, {
      put: (session, item) =>
        this.#sql.exec('INSERT OR REPLACE INTO items (session, item) VALUES (?, ?)', session, JSON.stringify(item)),
      remove: (session) => this.#sql.exec('DELETE FROM items WHERE session = ?', session),
    })
    differences(before.departures, after.departures, touched.departures, {
      put: (session, { handoffId, fence, at }) =>
        this.#sql.exec(
          'INSERT OR REPLACE INTO departures (session, handoff, fence, at) VALUES (?, ?, ?, ?)',
          session,
          handoffId,
          fence,
          at,
        ),
      remove: (session) => this.#sql.exec('DELETE FROM departures WHERE session = ?', session),
    })
    if (before.handlingMs !== after.handlingMs || before.offersMade !== after.offersMade) {
      this.#sql.exec(
        'UPDATE floor SET handling = ?, offers_made = ?',
        JSON.stringify(after.handlingMs),
        after.offersMade,
      )
    }
  }

  /** Empty while nobody has come here yet. */
  workspace(): string {
    return this.#sql.exec<{ workspace: string }>('SELECT workspace FROM floor').one().workspace
  }

  saveWorkspace(workspace: string): void {
    this.#sql.exec('UPDATE floor SET workspace = ?', workspace)
  }

  /** The generation this floor last ran under. */
  generation(): string {
    return this.#sql.exec<{ generation: string }>('SELECT generation FROM floor').one().generation
  }

  saveGeneration(generation: string): void {
    this.#sql.exec('UPDATE floor SET generation = ?', generation)
  }

  /** As last seen; the defaults before that. */
  settings(): Settings {
    return settings.parse(JSON.parse(this.#sql.exec<{ settings: string }>('SELECT settings FROM floor').one().settings))
  }

  saveSettings(next: Settings): void {
    this.#sql.exec('UPDATE floor SET settings = ?', JSON.stringify(next))
  }

  /** True when the ticket was not used before. */
  burn(jti: string, expires: number, now: number): boolean {
    this.#sql.exec('DELETE FROM burnt WHERE expires < ?', now - CLOCK_LEEWAY_MS)
    return (
      this.#sql.exec('INSERT INTO burnt (jti, expires) VALUES (?, ?) ON CONFLICT DO NOTHING', jti, expires)
        .rowsWritten > 0
    )
  }
}

function differences<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  touched: Iterable<string>,
  write: { put: (key: string, value: T) => void; remove: (key: string) => void },
): void {
  for (const key of touched) {
    const value = after.get(key)
    if (value === before.get(key)) continue
    if (value === undefined) write.remove(key)
    else write.put(key, value)
  }
}
