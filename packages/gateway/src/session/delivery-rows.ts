import type { DeliveryState } from '@baton/protocol'

/** Tables of `DeliveryRows`; put them into the object's migrations. */
export const DELIVERIES_TABLES = `CREATE TABLE deliveries (
     seq INTEGER NOT NULL,
     route TEXT NOT NULL,
     account TEXT NOT NULL,
     state TEXT,
     parts INTEGER NOT NULL,
     news INTEGER NOT NULL,
     at INTEGER NOT NULL,
     passive INTEGER,
     PRIMARY KEY (seq, route)
   ) WITHOUT ROWID;
   CREATE INDEX deliveries_by_route ON deliveries (route, state);
   CREATE TABLE vendor_ids (
     route TEXT NOT NULL,
     id TEXT NOT NULL,
     seq INTEGER NOT NULL,
     part INTEGER NOT NULL,
     state TEXT NOT NULL,
     PRIMARY KEY (route, id)
   ) WITHOUT ROWID;
   CREATE INDEX vendor_ids_by_seq ON vendor_ids (seq, route)`

/** A message on its way out by one route. */
export interface Delivery {
  seq: number
  route: string
  account: string
  /** Null while it is on its way. */
  state: DeliveryState | null
  /** How many of its parts have left. */
  parts: number
  /** How often staff were told of it. */
  news: number
  /** When something of it left last. */
  at: number
  /** The message whose response carried it. */
  passive: number | null
}

/** A part as the vendor calls it. */
export interface SentPart {
  seq: number
  part: number
  state: DeliveryState
}

type Row = Record<string, SqlStorageValue> & Delivery
type PartRow = Record<string, SqlStorageValue> & SentPart

const COLUMNS = 'seq, route, account, state, parts, news, at, passive'

/** How far messages have come on channels, so that a retry sends no part twice and a receipt finds what it is of. */
export class DeliveryRows {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  get(seq: number, route: string): Delivery | null {
    return this.#first(`SELECT ${COLUMNS} FROM deliveries WHERE seq = ? AND route = ?`, seq, route)
  }

  save({ seq, route, account, state, parts, news, at, passive }: Delivery): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO deliveries (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[seq, route, account, state, parts, news, at, passive],
    )
  }

  /** What waits until the customer writes, in order. */
  held(route: string): Delivery[] {
    return this.#all(`SELECT ${COLUMNS} FROM deliveries WHERE route = ? AND state = 'held' ORDER BY seq`, route)
  }

  /** What the response to this message carried. */
  carriedFor(seq: number): Delivery | null {
    return this.#first(`SELECT ${COLUMNS} FROM deliveries WHERE passive = ? AND seq > ?`, seq, seq)
  }

  /** What left up to then and is not known to have come so far. */
  sentUntil(route: string, until: number): Delivery[] {
    return this.#all(
      `SELECT ${COLUMNS} FROM deliveries WHERE route = ? AND state IN ('sent', 'delivered') AND at <= ? ORDER BY seq`,
      ...[route, until],
    )
  }

  /** A part has left, under the name its vendor gives it. */
  name(route: string, id: string, { seq, part, state }: SentPart): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO vendor_ids (route, id, seq, part, state) VALUES (?, ?, ?, ?, ?)',
      ...[route, id, seq, part, state],
    )
  }

  named(route: string, id: string): SentPart | null {
    const [row] = this.#sql
      .exec<PartRow>('SELECT seq, part, state FROM vendor_ids WHERE route = ? AND id = ?', route, id)
      .toArray()
    return row ?? null
  }

  /** The parts of a message that receipts can name. */
  partsOf(seq: number, route: string): SentPart[] {
    return this.#sql
      .exec<PartRow>('SELECT seq, part, state FROM vendor_ids WHERE seq = ? AND route = ? ORDER BY part', seq, route)
      .toArray()
  }

  /** These parts are sent again, under other names. */
  unname(seq: number, route: string, from: number): void {
    this.#sql.exec('DELETE FROM vendor_ids WHERE seq = ? AND route = ? AND part >= ?', seq, route, from)
  }

  forgetUpTo(seq: number): void {
    this.#sql.exec('DELETE FROM deliveries WHERE seq <= ?', seq)
    this.#sql.exec('DELETE FROM vendor_ids WHERE seq <= ?', seq)
  }

  #first(query: string, ...values: SqlStorageValue[]): Delivery | null {
    return this.#sql.exec<Row>(query, ...values).toArray()[0] ?? null
  }

  #all(query: string, ...values: SqlStorageValue[]): Delivery[] {
    return this.#sql.exec<Row>(query, ...values).toArray()
  }
}
