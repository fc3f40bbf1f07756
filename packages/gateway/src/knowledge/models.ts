import type { ModelReport } from '@baton/protocol'
import type { Parts } from './parts.ts'
import { nameOf } from './shelf.ts'

export interface StoredModel {
  hash: string
  /** Hash of what it was trained on. */
  key: string
  /** Which way of training and storing made it. */
  format: string
  report: ModelReport
  /** Labels its confidence was measured with. */
  labels: number
}

interface Row extends Record<string, SqlStorageValue> {
  hash: string
  key: string
  format: string
  report: string
  labels: number
}

/** Models by their hash; those with the same key were trained on the same and differ in what labels have told. */
export class Models {
  readonly #sql: SqlStorage
  readonly #parts: Parts

  constructor(sql: SqlStorage, parts: Parts) {
    this.#sql = sql
    this.#parts = parts
  }

  /** Inside a transaction. */
  store({ hash, key, format, report, labels }: StoredModel, bytes: Uint8Array, now: number): void {
    this.#parts.write(nameOf('model', hash), bytes)
    this.#sql.exec(
      `INSERT INTO models (hash, key, format, report, labels, made) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hash) DO UPDATE SET key = excluded.key, format = excluded.format, report = excluded.report,
         labels = excluded.labels, made = excluded.made`,
      hash,
      key,
      format,
      JSON.stringify(report),
      labels,
      now,
    )
  }

  find(hash: string): StoredModel | null {
    return read(this.#sql.exec<Row>('SELECT * FROM models WHERE hash = ?', hash).toArray())
  }

  /** The newest that was trained on this. */
  latest(key: string): StoredModel | null {
    return read(this.#sql.exec<Row>('SELECT * FROM models WHERE key = ? ORDER BY made DESC LIMIT 1', key).toArray())
  }

  /** Gives up all that nothing needs, inside a transaction. They can be trained again. */
  prune(isNeeded: (hash: string) => boolean): void {
    const hashes = this.#sql.exec<Pick<Row, 'hash'>>('SELECT hash FROM models').toArray()
    for (const { hash } of hashes) {
      if (isNeeded(hash)) continue
      this.#parts.remove(nameOf('model', hash))
      this.#sql.exec('DELETE FROM models WHERE hash = ?', hash)
    }
  }
}

function read([row]: Row[]): StoredModel | null {
  return row ? { ...row, report: JSON.parse(row.report) as ModelReport } : null
}
