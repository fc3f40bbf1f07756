import type { Route } from '@baton/protocol'
import type { RouteRef } from '../channels/rooms.ts'
import type { SealedText } from './seals.ts'

/** Table of `RouteRows`; put it into the object's migrations. */
export const ROUTES_TABLE = `CREATE TABLE routes (
     route TEXT PRIMARY KEY,
     channel TEXT NOT NULL,
     account TEXT NOT NULL,
     kid TEXT NOT NULL,
     address BLOB NOT NULL,
     link TEXT,
     given TEXT
   ) WITHOUT ROWID`

/** Where a way has gone on to, and how it stood then. `to` is null where a link was taken back: nothing goes out by it. */
export interface Given {
  link: string
  to: string | null
  route: Route
}

/** A way to the customer. Their address is sealed with the session's key, and goes with it. */
export interface RouteRow extends Omit<RouteRef, 'address'> {
  address: SealedText
  /** The link that brought it along; null when the customer was heard here. */
  link: string | null
  /** It leads to another session now. What this one still owes goes out by it all the same. */
  given: Given | null
}

interface Row extends Record<string, SqlStorageValue> {
  route: string
  channel: string
  account: string
  kid: string
  address: ArrayBuffer
  link: string | null
  given: string | null
}

export class RouteRows {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  all(): RouteRow[] {
    return this.#sql
      .exec<Row>('SELECT route, channel, account, kid, address, link, given FROM routes')
      .toArray()
      .map(parsed)
  }

  get(route: string): RouteRow | null {
    const [row] = this.#sql
      .exec<Row>('SELECT route, channel, account, kid, address, link, given FROM routes WHERE route = ?', route)
      .toArray()
    return row ? parsed(row) : null
  }

  put({ route, channel, account, address: { kid, sealed }, link, given }: RouteRow): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO routes (route, channel, account, kid, address, link, given) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[route, channel, account, kid, sealed, link, given && JSON.stringify(given)],
    )
  }
}

const parsed = ({ channel, kid, address, given, ...row }: Row): RouteRow => ({
  ...row,
  channel: channel as RouteRef['channel'],
  address: { kid, sealed: new Uint8Array(address) },
  given: given === null ? null : JSON.parse(given),
})
