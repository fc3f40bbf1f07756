import { type EndpointRequest, type EndpointView, WEBHOOK_TYPES, type WebhookType } from '@baton/protocol'
import { opaque } from '../http/secrets.ts'
import type { SealedRow, Sealing } from '../keys/sealing.ts'

/** More receivers than these belong behind one of the business's own. */
export const MOST_ENDPOINTS = 20
/** How long the secret before signs beside the new one. */
const ROTATION_MS = 24 * 3_600_000
const SECRET_BYTES = 32

interface Row extends Record<string, SqlStorageValue> {
  id: string
  url: string
  description: string
  types: string
  is_on: number
  off: string | null
  created_at: number
  kid: string
  secret: ArrayBuffer
  previous_kid: string | null
  previous: ArrayBuffer | null
  previous_until: number | null
}

/** Whom the business wants told of what, and the secrets that sign it. */
export class Endpoints {
  readonly #sql: SqlStorage
  readonly #sealing: Sealing

  constructor(sql: SqlStorage, sealing: Sealing) {
    this.#sql = sql
    this.#sealing = sealing
  }

  all(): EndpointView[] {
    return this.#sql.exec<Row>('SELECT * FROM endpoints ORDER BY created_at, id').toArray().map(viewOf)
  }

  find(id: string): EndpointView | null {
    const row = this.#row(id)
    return row && viewOf(row)
  }

  /** What any endpoint that is on wants to be told of. */
  wanted(): WebhookType[] {
    const wanted = new Set(this.all().flatMap(({ isOn, types }) => (isOn ? types : [])))
    return WEBHOOK_TYPES.filter((type) => wanted.has(type))
  }

  /** A new one, and its secret, which is told once. */
  async prepare(): Promise<{ id: string; secret: string; store: (form: EndpointRequest, now: number) => void }> {
    const id = `we_${opaque()}`
    const { secret, kid, sealed } = await this.#newSecret(id)
    return {
      id,
      secret,
      store: ({ url, description, types, isOn }, now) => {
        this.#sql.exec(
          `INSERT INTO endpoints (id, url, description, types, is_on, created_at, kid, secret)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[id, url, description, JSON.stringify(types), Number(isOn), now, kid, sealed],
        )
      },
    }
  }

  /** Whoever turns one on again takes back why it was off. */
  change(id: string, { url, description, types, isOn }: EndpointRequest): EndpointView | null {
    this.#sql.exec(
      'UPDATE endpoints SET url = ?, description = ?, types = ?, is_on = ?, off = CASE WHEN ?4 THEN NULL ELSE off END WHERE id = ?',
      ...[url, description, JSON.stringify(types), Number(isOn), id],
    )
    return this.find(id)
  }

  /** It has answered. */
  heard(id: string, now: number): void {
    this.#sql.exec('UPDATE endpoints SET heard_at = ? WHERE id = ?', now, id)
  }

  /** Whether it has answered since: then what failed is one event, and not the receiver. */
  wasHeardSince(id: string, at: number): boolean {
    return this.#sql.exec('SELECT 1 FROM endpoints WHERE id = ? AND heard_at >= ?', id, at).toArray().length > 0
  }

  turnOff(id: string, why: NonNullable<EndpointView['off']>): void {
    this.#sql.exec('UPDATE endpoints SET is_on = 0, off = ? WHERE id = ?', why, id)
  }

  remove(id: string): boolean {
    return this.#sql.exec('DELETE FROM endpoints WHERE id = ?', id).rowsWritten > 0
  }

  /** Null when there is none of this id. */
  async prepareRotation(id: string): Promise<{ secret: string; store: (now: number) => void } | null> {
    if (!this.#row(id)) return null
    const { secret, kid, sealed } = await this.#newSecret(id)
    return {
      secret,
      store: (now) => {
        this.#sql.exec(
          `UPDATE endpoints SET previous_kid = kid, previous = secret, previous_until = ?, kid = ?, secret = ? WHERE id = ?`,
          ...[now + ROTATION_MS, kid, sealed, id],
        )
      },
    }
  }

  /** Where it is, and the secrets that sign for it now. Null when it is off or gone. */
  async open(id: string, now: number): Promise<{ url: string; secrets: string[] } | null> {
    const row = this.#row(id)
    if (!row?.is_on) return null
    const { url, kid, secret, previous_kid, previous, previous_until } = row
    const sealed: SealedRow[] = [{ kid, sealed: secret }]
    if (previous_kid !== null && previous !== null && (previous_until ?? 0) > now)
      sealed.push({ kid: previous_kid, sealed: previous })
    const secrets = await Promise.all(sealed.map((each) => this.#sealing.open(id, each)))
    return { url, secrets: secrets.filter((each) => each !== null) }
  }

  /** The one that signs now, whether it is on or not. */
  async secretOf(id: string): Promise<string | null> {
    const row = this.#row(id)
    return row && this.#sealing.open(id, { kid: row.kid, sealed: row.secret })
  }

  async #newSecret(id: string): Promise<{ secret: string; kid: string; sealed: Uint8Array }> {
    const secret = `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))))}`
    return { secret, ...(await this.#sealing.seal(id, secret)) }
  }

  #row(id: string): Row | null {
    return this.#sql.exec<Row>('SELECT * FROM endpoints WHERE id = ?', id).toArray()[0] ?? null
  }
}

const viewOf = (row: Row): EndpointView => ({
  id: row.id,
  url: row.url,
  description: row.description,
  types: JSON.parse(row.types),
  isOn: row.is_on === 1,
  off: row.off as EndpointView['off'],
  createdAt: row.created_at,
  previousUntil: row.previous_until,
})
