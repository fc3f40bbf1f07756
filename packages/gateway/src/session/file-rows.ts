import type { FileSize, FileType } from '@baton/protocol'
import type { Redacted } from '@baton/relay/masking'

/** What somebody sent, or what was recorded of a call. */
export type StoredType = FileType | 'audio/wav'

/** Bytes of a file that are in the blobs. */
export interface StoredPart {
  blob: string
  kid: string
  type: StoredType
  bytes: number
  width?: number
  height?: number
}

export interface FileRow {
  id: string
  writer: string
  name: string
  at: number
  /** Seq of the message that carries it; null while none does. */
  seq: number | null
  full: StoredPart | null
  thumb: StoredPart | null
}

interface Row extends Record<string, SqlStorageValue> {
  id: string
  writer: string
  name: string
  at: number
  seq: number | null
  full: string | null
  thumb: string | null
}

/** Rows of a session's files, so that the session itself is the list of its blobs. */
export class FileRows {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The file this writer has asked a slot for under this id; a new one when there is none. */
  ask(row: Pick<FileRow, 'id' | 'writer' | 'at'> & { name: Redacted; ask: string }): string {
    const { id, writer, ask, name, at } = row
    this.#sql.exec(
      'INSERT INTO files (id, writer, ask, name, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (writer, ask) DO NOTHING',
      ...[id, writer, ask, name, at],
    )
    return this.#sql.exec<{ id: string }>('SELECT id FROM files WHERE writer = ? AND ask = ?', writer, ask).one().id
  }

  /** A file with the message it came with. The same again changes nothing. */
  bring({ id, writer, ask, name, at, seq, full, thumb }: FileRow & { ask: string }): void {
    this.#sql.exec(
      `INSERT INTO files (id, writer, ask, name, at, seq, "full", thumb) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      ...[id, writer, ask, name, at, seq, full && JSON.stringify(full), thumb && JSON.stringify(thumb)],
    )
  }

  get(id: string): FileRow | null {
    const [row] = this.#sql
      .exec<Row>('SELECT id, writer, name, at, seq, "full", thumb FROM files WHERE id = ?', id)
      .toArray()
    return row ? parsed(row) : null
  }

  /** How many this writer has asked for since then, and when the first of them was. */
  since(writer: string, at: number): { count: number; first: number } {
    const row = this.#sql
      .exec<{ count: number; first: number | null }>(
        'SELECT COUNT(*) AS count, MIN(at) AS first FROM files WHERE writer = ? AND at > ?',
        writer,
        at,
      )
      .one()
    return { count: row.count, first: row.first ?? at }
  }

  save(id: string, size: FileSize, part: StoredPart | null): void {
    this.#sql.exec(`UPDATE files SET ${COLUMN[size]} = ? WHERE id = ?`, part && JSON.stringify(part), id)
  }

  sent(ids: readonly string[], seq: number): void {
    for (const id of ids) this.#sql.exec('UPDATE files SET seq = ? WHERE id = ?', seq, id)
  }

  /** Files nobody has sent that were asked for up to then. */
  unsent(until: number): FileRow[] {
    return this.#sql
      .exec<Row>('SELECT id, writer, name, at, seq, "full", thumb FROM files WHERE seq IS NULL AND at <= ?', until)
      .toArray()
      .map(parsed)
  }

  all(): FileRow[] {
    return this.#sql.exec<Row>('SELECT id, writer, name, at, seq, "full", thumb FROM files').toArray().map(parsed)
  }

  by(writer: string): FileRow[] {
    return this.#sql
      .exec<Row>('SELECT id, writer, name, at, seq, "full", thumb FROM files WHERE writer = ?', writer)
      .toArray()
      .map(parsed)
  }

  remove(id: string): void {
    this.#sql.exec('DELETE FROM files WHERE id = ?', id)
  }

  /** A blob that is to be removed then, unless it turns out to be needed. */
  leave(blob: string, due: number): void {
    this.#sql.exec(
      'INSERT INTO leftovers (blob, due) VALUES (?, ?) ON CONFLICT (blob) DO UPDATE SET due = excluded.due',
      blob,
      due,
    )
  }

  /** It is needed, or gone. False when it was not among the leftovers. */
  unleave(blob: string): boolean {
    return this.#sql.exec('DELETE FROM leftovers WHERE blob = ?', blob).rowsWritten > 0
  }

  leftovers(due: number, limit: number): string[] {
    return this.#sql
      .exec<{ blob: string }>('SELECT blob FROM leftovers WHERE due <= ? ORDER BY due LIMIT ?', due, limit)
      .toArray()
      .map(({ blob }) => blob)
  }

  /** When there is something to tidy next: an unsent file asked for then, a leftover due then. */
  next(unsentMs: number): number | null {
    return this.#sql
      .exec<{ next: number | null }>(
        `SELECT MIN(due) AS next FROM (
           SELECT MIN(at) + ? AS due FROM files WHERE seq IS NULL UNION ALL SELECT MIN(due) FROM leftovers
         )`,
        unsentMs,
      )
      .one().next
  }
}

const COLUMN = { full: '"full"', thumb: 'thumb' } as const satisfies Record<FileSize, string>

const parsed = ({ full, thumb, ...row }: Row): FileRow => ({
  ...row,
  full: full === null ? null : JSON.parse(full),
  thumb: thumb === null ? null : JSON.parse(thumb),
})
