import { DurableObject } from 'cloudflare:workers'
import {
  type AuditEntry,
  type AuditHead,
  type AuditPage,
  type AuditRecord,
  auditEntry,
  type HoursResponse,
} from '@baton/protocol'
import { type Days, GENESIS, link, trainerHours, writtenWithin } from '@baton/relay/audit'
import { hasTables } from '../durable/has-tables.ts'
import { migrate } from '../durable/migrate.ts'
import type { Env } from '../env.ts'
import type { AuditRoom } from './rooms.ts'
import { SCHEMA, TRAINING } from './schema.ts'
import { sha256 } from './sha256.ts'

interface Row extends Record<string, SqlStorageValue> {
  record: string
}

/**
 * What was done in a workspace and by whom, one link after another: each record's hash covers the one before it, so
 * nothing can be changed, taken out or moved without every later hash telling. Only ever added to.
 */
export class Audit extends DurableObject<Env> implements AuditRoom {
  async record(entry: AuditEntry): Promise<AuditHead> {
    // Whoever calls has checked it, but what is written here stays.
    const known = auditEntry.parse(entry)
    migrate(this.ctx.storage, SCHEMA)
    const { sql } = this.ctx.storage
    return this.ctx.storage.transactionSync(() => {
      const head = this.#head()
      if (sql.exec('SELECT 1 FROM records WHERE id = ?', known.id).toArray().length > 0) return head
      const record = link(known, head, sha256)
      sql.exec('INSERT INTO records (n, id, record) VALUES (?, ?, ?)', record.n, record.id, JSON.stringify(record))
      return { n: record.n, hash: record.hash }
    })
  }

  async page({ after, limit }: { after: number; limit: number }): Promise<AuditPage> {
    // Asking an object that nothing was written to must not bring it to life.
    if (!hasTables(this.ctx.storage.sql)) return { records: [], head: GENESIS }
    const rows = this.ctx.storage.sql
      .exec<Row>('SELECT record FROM records WHERE n > ? ORDER BY n LIMIT ?', after, limit)
      .toArray()
    return { records: rows.map(({ record }) => JSON.parse(record) as AuditRecord), head: this.#head() }
  }

  async hours(days: Days): Promise<HoursResponse> {
    const { sql } = this.ctx.storage
    if (!hasTables(sql)) return trainerHours([], days)
    // The index may be younger than the log.
    migrate(this.ctx.storage, SCHEMA)
    const { from, until } = writtenWithin(days)
    const rows = sql.exec<Row>(
      `SELECT record FROM records WHERE (${TRAINING}) AND record ->> '$.at' >= ? AND record ->> '$.at' < ? ORDER BY record ->> '$.at'`,
      from,
      until,
    )
    return trainerHours(entriesOf(rows), days)
  }

  #head(): AuditHead {
    const [row] = this.ctx.storage.sql.exec<Row>('SELECT record FROM records ORDER BY n DESC LIMIT 1').toArray()
    if (!row) return GENESIS
    const { n, hash } = JSON.parse(row.record) as AuditRecord
    return { n, hash }
  }
}

/** One at a time: a quarter of them need not be held at once. */
function* entriesOf(rows: Iterable<Row>): Generator<AuditEntry> {
  for (const { record } of rows) yield JSON.parse(record) as AuditRecord
}
