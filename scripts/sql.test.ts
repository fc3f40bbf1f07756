import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { expect, test } from 'vitest'

/** Statements that are put together, in our own code, from anything but a constant: none of it may ever come from outside. */
const PUT_TOGETHER =
  /(?:\bsql\s*\.exec|\.prepare)\s*(?:<[^(]*>)?\s*\(\s*(?:`(?:[^`$]|\$(?!\{)|\$\{[A-Z_]+(?:\[\w+\])?\})*\$\{(?![A-Z_]+(?:\[\w+\])?\})|[^'"`),]+\+|['"][^'"]*['"]\s*\+)/g
/** Files whose statements hold nothing but names of tables that the database itself told, or constants. */
const ALLOWED = new Set<string>([
  // Prepares what is stored in a database of one box, by the names in its own schema.
  'box/backup/copy-database.ts',
  'box/releases/sql-of.ts',
])

const sources = (): string[] =>
  execFileSync('git', ['ls-files', '--', 'packages/*.ts', 'box/*.ts', 'chaos/*.ts'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && !file.includes('.test.') && !file.includes('/testing/') && !ALLOWED.has(file))

const found = (source: string): string[] => source.match(PUT_TOGETHER) ?? []

test('T-14 no statement is put together from values: they are bound', async () => {
  const files = sources()
  expect(files.length).toBeGreaterThan(100)
  const wrong = await Promise.all(
    files.map(async (file) => found(await readFile(join(root, file), 'utf8')).map((each) => `${file}: ${each}`)),
  )
  expect(wrong.flat()).toEqual([])
})

test.each([
  'sql.exec(`SELECT * FROM events WHERE id = $\u007bid}`)',
  'this.#sql.exec<{ seq: number }>(`SELECT $\u007bcolumn} FROM events`)',
  "sql.exec('SELECT * FROM events WHERE id = ' + id)",
  'storage.sql.exec(SELECT + where, id)',
  'this.#sql.exec(`UPDATE files SET $\u007bCOLUMN[size]} = $\u007bvalue}`)',
  'database.prepare(`DROP TABLE $\u007bname}`)',
])('T-14 %s would be found', (source) => {
  expect(found(source)).toHaveLength(1)
})

test.each([
  "sql.exec('SELECT * FROM events WHERE id = ?', id)",
  'sql.exec(`SELECT seq FROM events WHERE id = ?`, `$\u007brole}:$\u007bid}`)',
  'sql.exec(FIND, id + 1)',
  'this.#sql.exec(`UPDATE files SET $\u007bCOLUMN[size]} = ? WHERE id = ?`, part)',
  'DOMAIN.exec(text.slice(index + 1))',
])('T-14 %s is fine', (source) => {
  expect(found(source)).toEqual([])
})
