import type { Pack, Snapshot } from '@baton/protocol'

/** A row may hold 2 MB; half of it leaves room for what SQLite adds. */
const PART_BYTES = 1024 * 1024

/** Packs under the hash of their content, cut into rows. What is stored never changes; `current` points at one. */
export class Snapshots {
  readonly #storage: DurableObjectStorage

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  /** Stores a snapshot and makes it the current one. */
  store(version: string, bytes: Uint8Array): void {
    const { sql } = this.#storage
    this.#storage.transactionSync(() => {
      for (let part = 0; part * PART_BYTES < bytes.length; part += 1) {
        const slice = bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES)
        sql.exec('INSERT OR IGNORE INTO snapshot_parts (version, part, bytes) VALUES (?, ?, ?)', version, part, slice)
      }
      sql.exec('INSERT OR REPLACE INTO current (one, version) VALUES (1, ?)', version)
    })
  }

  current(): string | null {
    const [row] = this.#storage.sql.exec<{ version: string }>('SELECT version FROM current').toArray()
    return row?.version ?? null
  }

  read(version: string): Snapshot | null {
    const decoder = new TextDecoder()
    const rows = this.#storage.sql
      .exec<{ bytes: ArrayBuffer }>('SELECT bytes FROM snapshot_parts WHERE version = ? ORDER BY part', version)
      .toArray()
    if (rows.length === 0) return null
    const text = rows.map((row) => decoder.decode(row.bytes, { stream: true })).join('') + decoder.decode()
    // Checked when it was published; its hash is its name.
    return { version, pack: JSON.parse(text) as Pack }
  }
}
