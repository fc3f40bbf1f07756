import type { Route } from '@baton/protocol'
import type { RouteRef } from '../channels/rooms.ts'
import { TOO_OLD_MS } from '../channels/too-old.ts'
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
  /** A link was taken back: the way is only handed over, and nothing goes out by it from here. */
  parted?: true
}

/** What its vendor brings again after it came back was perhaps heard where it led meanwhile: that is asked for so long. */
export const BACK_COLUMN = 'ALTER TABLE routes ADD COLUMN back TEXT'

/** A session it led to, until a link was taken back. */
export interface Back {
  from: string
  until: number
}

/** As many sessions as one way is remembered to have led to. */
const MOST_BACK = 20

/** It is here again, from where it was given to and from `others` whom it went on to since. */
export function backFrom(
  { given, back }: Pick<RouteRow, 'given' | 'back'>,
  now: number,
  others: readonly string[] = [],
): Back[] {
  const news = [...new Set([...(given !== null && given.to !== null ? [given.to] : []), ...others])]
  const kept = back.filter(({ from }) => !news.includes(from))
  return [...kept, ...news.map((from) => ({ from, until: now + TOO_OLD_MS }))].slice(-MOST_BACK)
}

/** A way to the customer. Their address is sealed with the session's key, and goes with it. */
export interface RouteRow extends Omit<RouteRef, 'address'> {
  address: SealedText
  /** The link that brought it along; null when the customer was heard here. */
  link: string | null
  /** It leads to another session now. What this one still owes goes out by it all the same. */
  given: Given | null
  back: readonly Back[]
}

interface Row extends Record<string, SqlStorageValue> {
  route: string
  channel: string
  account: string
  kid: string
  address: ArrayBuffer
  link: string | null
  given: string | null
  back: string | null
}

const COLUMNS = 'route, channel, account, kid, address, link, given, back'

export class RouteRows {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  all(): RouteRow[] {
    return this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM routes`).toArray().map(parsed)
  }

  get(route: string): RouteRow | null {
    const [row] = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM routes WHERE route = ?`, route).toArray()
    return row ? parsed(row) : null
  }

  put({ route, channel, account, address: { kid, sealed }, link, given, back }: RouteRow): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO routes (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[
        route,
        channel,
        account,
        kid,
        sealed,
        link,
        given && JSON.stringify(given),
        back.length > 0 ? JSON.stringify(back) : null,
      ],
    )
  }
}

const parsed = ({ channel, kid, address, given, back, ...row }: Row): RouteRow => ({
  ...row,
  channel: channel as RouteRef['channel'],
  address: { kid, sealed: new Uint8Array(address) },
  given: given === null ? null : JSON.parse(given),
  // One alone, as it was kept before.
  back: back === null ? [] : [JSON.parse(back)].flat(),
})
