import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { expect, test } from 'vitest'

const THREATS = 40
const ROW = /^\| (T-\d\d) \| (.+) \| (.+) \| (.+) \|$/gm

const page = await readFile(join(root, 'docs/threats.md'), 'utf8')
const rows = [...page.matchAll(ROW)].map(([, id = '', threat = '', control = '', tests = '']) => ({
  id,
  threat,
  control,
  tests,
}))

/** Whether the id stands in a text of the file, as the name of a test does; a suite of the fault harness says it in words. */
const names = (file: string, source: string, id: string): boolean =>
  (file.startsWith('chaos/') && source.includes(id)) ||
  new RegExp(`['"\`][^'"\`\\n]*\\b${id}\\b[^'"\`\\n]*['"\`]`).test(source)

test('the table of threats has each of them once', () => {
  expect(rows.map(({ id }) => id)).toEqual(
    Array.from({ length: THREATS }, (_, n) => `T-${String(n + 1).padStart(2, '0')}`),
  )
})

test.each(rows)(
  '$id has the tests it says it has, or says what is not there yet',
  async ({ id, threat, control, tests }) => {
    expect(threat.length).toBeGreaterThan(10)
    expect(control.length).toBeGreaterThan(4)
    if (/^Not yet: \S/.test(tests)) return
    const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      expect(existsSync(join(root, file)), file).toBe(true)
      expect(names(file, await readFile(join(root, file), 'utf8'), id), `${file} names ${id}`).toBe(true)
    }
  },
)
