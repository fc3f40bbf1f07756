import type { DatabaseSync } from 'node:sqlite'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A database as SQL that people can read and compare. Bytes that are text are written as text. */
export function sqlOf(database: DatabaseSync): string {
  const all = (sql: string): Record<string, unknown>[] => database.prepare(sql).all()
  const parts = all(
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  )
  const lines = parts.map(({ sql }) => `${sql};`)
  for (const { name } of parts.filter(({ type }) => type === 'table')) {
    const table = quoted(String(name))
    const columns = all(`PRAGMA table_info(${table})`).map((column) => quoted(String(column.name)))
    const values = columns.map(
      (column) => `CASE typeof(${column}) WHEN 'blob' THEN ${bytes(column)} ELSE quote(${column}) END`,
    )
    const rows = all(`SELECT ${values.map((value, index) => `${value} AS c${index}`).join(', ')} FROM ${table}`)
    for (const row of rows) lines.push(`INSERT INTO ${table} VALUES (${Object.values(row).join(', ')});`)
  }
  return `${lines.join('\n')}\n`
}

const bytes = (column: string): string =>
  `CASE WHEN CAST(CAST(${column} AS TEXT) AS BLOB) = ${column} THEN 'CAST(' || quote(CAST(${column} AS TEXT)) || ' AS BLOB)' ELSE quote(${column}) END`
