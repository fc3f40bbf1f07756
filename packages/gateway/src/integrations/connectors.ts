import type { ConnectorRequest, ConnectorView, NewConnectorRequest } from '@baton/protocol'
import type { OpenConnector } from '../connectors/rooms.ts'
import type { Sealing } from '../keys/sealing.ts'

/** More services than these belong behind one of the business's own. */
export const MOST_CONNECTORS = 50

interface Row extends Record<string, SqlStorageValue> {
  id: string
  name: string
  url: string
  auth: string
  headers: string
  timeout_ms: number
  retries: number
  breaker: string
  created_at: number
  changed_at: number
  kid: string
  secret: ArrayBuffer
}

/** Services of the business that actions and records go to, and what opens them. */
export class Connectors {
  readonly #sql: SqlStorage
  readonly #sealing: Sealing

  constructor(sql: SqlStorage, sealing: Sealing) {
    this.#sql = sql
    this.#sealing = sealing
  }

  all(): ConnectorView[] {
    return this.#sql.exec<Row>('SELECT * FROM connectors ORDER BY id').toArray().map(viewOf)
  }

  find(id: string): ConnectorView | null {
    const row = this.#row(id)
    return row && viewOf(row)
  }

  async prepare({ id, secret, ...form }: NewConnectorRequest): Promise<(now: number) => void> {
    const { kid, sealed } = await this.#sealing.seal(fieldOf(id), secret)
    return (now) => {
      this.#sql.exec(
        `INSERT INTO connectors (name, url, auth, headers, timeout_ms, retries, breaker, changed_at, id, created_at, kid, secret)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[...columnsOf(form), now, id, now, kid, sealed],
      )
    }
  }

  async prepareChange(id: string, { secret, ...form }: ConnectorRequest): Promise<(now: number) => void> {
    const made = secret === undefined ? null : await this.#sealing.seal(fieldOf(id), secret)
    return (now) => {
      this.#sql.exec(
        `UPDATE connectors SET name = ?, url = ?, auth = ?, headers = ?, timeout_ms = ?, retries = ?, breaker = ?, changed_at = ?
         WHERE id = ?`,
        ...[...columnsOf(form), now, id],
      )
      if (made) this.#sql.exec('UPDATE connectors SET kid = ?, secret = ? WHERE id = ?', made.kid, made.sealed, id)
    }
  }

  remove(id: string): boolean {
    return this.#sql.exec('DELETE FROM connectors WHERE id = ?', id).rowsWritten > 0
  }

  /** Null when there is none of this id, or nothing opens its secret any more. */
  async open(id: string): Promise<OpenConnector | null> {
    const row = this.#row(id)
    if (!row) return null
    const secret = await this.#sealing.open(fieldOf(id), { kid: row.kid, sealed: row.secret })
    if (secret === null) return null
    const { name: _, createdAt: __, ...view } = viewOf(row)
    return { ...view, secret }
  }

  #row(id: string): Row | null {
    return this.#sql.exec<Row>('SELECT * FROM connectors WHERE id = ?', id).toArray()[0] ?? null
  }
}

const fieldOf = (id: string): string => `connector:${id}`

const columnsOf = ({ name, url, auth, headers, timeoutMs, retries, breaker }: Omit<ConnectorRequest, 'secret'>) => [
  name,
  url,
  JSON.stringify(auth),
  JSON.stringify(headers),
  timeoutMs,
  retries,
  JSON.stringify(breaker),
]

const viewOf = (row: Row): ConnectorView => ({
  id: row.id,
  name: row.name,
  url: row.url,
  auth: JSON.parse(row.auth),
  headers: JSON.parse(row.headers),
  timeoutMs: row.timeout_ms,
  retries: row.retries,
  breaker: JSON.parse(row.breaker),
  createdAt: row.created_at,
  changedAt: row.changed_at,
})
