import type { Release } from './release.ts'

export interface PublishedRelease extends Release {
  at: number
  override: string | null
}

interface Row extends Record<string, SqlStorageValue> {
  version: string
  pack: string
  model: string | null
  at: number
  override: string | null
}

/** Everything that was ever published, and which of it answers. */
export class Releases {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Makes a release the current one, inside a transaction. Published again, it keeps the reason it was given. */
  publish({ version, pack, model }: Release, override: string | null, now: number): void {
    this.#sql.exec(
      `INSERT INTO releases (version, pack, model, at, override) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (version) DO UPDATE SET at = excluded.at, override = coalesce(excluded.override, override)`,
      version,
      pack,
      model,
      now,
      override,
    )
    this.#sql.exec('INSERT OR REPLACE INTO current (one, version) VALUES (1, ?)', version)
  }

  current(): PublishedRelease | null {
    const [row] = this.#sql.exec<Row>('SELECT releases.* FROM releases JOIN current USING (version)').toArray()
    return row ?? null
  }

  find(version: string): PublishedRelease | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM releases WHERE version = ?', version).toArray()
    return row ?? null
  }

  /** Newest first. */
  list(limit: number): PublishedRelease[] {
    return this.#sql.exec<Row>('SELECT * FROM releases ORDER BY at DESC, version LIMIT ?', limit).toArray()
  }

  /** Models of the latest releases, and of the current one. */
  models(latest: number): ReadonlySet<string> {
    return new Set([this.current(), ...this.list(latest)].flatMap((each) => each?.model ?? []))
  }
}
