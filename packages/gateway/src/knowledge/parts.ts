/** A row may hold 2 MB; half of it leaves room for what SQLite adds. */
const PART_BYTES = 1024 * 1024

/** Bytes under a name, cut into rows. The same name again is the same bytes. */
export class Parts {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Inside the transaction of what names them. */
  write(name: string, bytes: Uint8Array): void {
    for (let part = 0; part * PART_BYTES < bytes.length; part += 1) {
      const slice = bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES)
      this.#sql.exec('INSERT OR IGNORE INTO parts (name, part, bytes) VALUES (?, ?, ?)', name, part, slice)
    }
  }

  read(name: string): Uint8Array | null {
    const rows = this.#sql
      .exec<{ bytes: ArrayBuffer }>('SELECT bytes FROM parts WHERE name = ? ORDER BY part', name)
      .toArray()
    if (rows.length === 0) return null
    const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.bytes.byteLength, 0))
    let at = 0
    for (const row of rows) {
      bytes.set(new Uint8Array(row.bytes), at)
      at += row.bytes.byteLength
    }
    return bytes
  }

  remove(name: string): void {
    this.#sql.exec('DELETE FROM parts WHERE name = ?', name)
  }
}
