import { opaque } from '../http/secrets.ts'
import { Lineage } from './lineage.ts'
import type { LinkRow } from './rooms.ts'
import { isVouched } from './vouched.ts'

const TOLD = 200

type Row = LinkRow & Record<string, SqlStorageValue>
type Pair = Pick<LinkRow, 'older' | 'newer'>

const IS_VISITOR_VOUCHED = isVouched('v.session')

/** Which sessions turned out to be one customer's. Logs are never merged: a link only says what is read before what. */
export class Links {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /**
   * The visitor's session that this device opens and the session that this address has, when they are two: what was said
   * before signing in is then read before what is said after. A session somebody signed in to is never linked to another.
   */
  candidate(address: string, device: string): Pair | null {
    const older = this.family(device).root(device)
    const [row] = this.#sql
      .exec<Pair & Record<string, SqlStorageValue>>(
        `SELECT v.session AS older, a.session AS newer FROM customers v JOIN addresses a ON a.address = ?
         WHERE v.session = ? AND v.session <> a.session
         AND NOT ${IS_VISITOR_VOUCHED}
         AND NOT EXISTS (SELECT 1 FROM links WHERE links.older = v.session AND links.state <> 'undone')`,
        ...[address, older],
      )
      .toArray()
    return row ?? null
  }

  add({ older, newer }: Pair, state: 'linked' | 'held', how: LinkRow['how'], now: number): LinkRow {
    const row: LinkRow = { id: `l_${opaque()}`, older, newer, at: now, state, how }
    this.#sql.exec(
      'INSERT INTO links (id, older, newer, at, state, how) VALUES (?, ?, ?, ?, ?, ?)',
      ...[row.id, older, newer, now, state, how],
    )
    return row
  }

  find(id: string): LinkRow | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM links WHERE id = ?', id).toArray()
    return row ?? null
  }

  /** One of these two that waits for a person. */
  held({ older, newer }: Pair): LinkRow | null {
    const [row] = this.#sql
      .exec<Row>(
        `SELECT * FROM links WHERE state = 'held' AND ((older = ?1 AND newer = ?2) OR (older = ?2 AND newer = ?1))`,
        ...[older, newer],
      )
      .toArray()
    return row ?? null
  }

  /** The link when it could become that: one that was held is linked or let go, one that was linked is undone. */
  change(id: string, state: 'linked' | 'undone'): LinkRow | null {
    const from = state === 'linked' ? ['held', 'held'] : ['linked', 'held']
    const [row] = this.#sql
      .exec<Row>('UPDATE links SET state = ? WHERE id = ? AND state IN (?, ?) RETURNING *', ...[state, id, ...from])
      .toArray()
    return row ?? null
  }

  /** All sessions that are connected with this one now, or with the other. */
  family(session: string, other: string = session): Lineage {
    const links = this.#sql
      .exec<Pair & Record<string, SqlStorageValue>>(
        `WITH RECURSIVE
           up (session) AS (
             VALUES (?1), (?2) UNION SELECT newer FROM links JOIN up ON older = up.session WHERE state = 'linked'
           ),
           family (session) AS (
             SELECT session FROM up UNION SELECT older FROM links JOIN family ON newer = family.session WHERE state = 'linked'
           )
         SELECT older, newer FROM links JOIN family ON newer = family.session WHERE state = 'linked' ORDER BY at, id`,
        ...[session, other],
      )
      .toArray()
    return new Lineage([session, other], links)
  }

  all(): LinkRow[] {
    return this.#sql.exec<Row>('SELECT * FROM links ORDER BY at DESC, id LIMIT ?', TOLD).toArray()
  }

  /** Those that any session of this customer has, or had. */
  of(session: string): LinkRow[] {
    const found = new Map<string, LinkRow>()
    for (const each of this.family(session).sessions) {
      const rows = this.#sql.exec<Row>('SELECT * FROM links WHERE older = ?1 OR newer = ?1', each).toArray()
      for (const row of rows) found.set(row.id, row)
    }
    return [...found.values()].sort((left, right) => right.at - left.at).slice(0, TOLD)
  }
}
