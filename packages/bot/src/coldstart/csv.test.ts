import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from './csv.ts'

const cellsOf = (text: string) => readCsv(text).rows.map(({ cells }) => cells)

test('quotes, commas, line breaks within cells, and lines ended either way', () => {
  expect(cellsOf('a,b\r\n"x, ""y""","two\nlines"\nplain, spaced \n')).toEqual([
    ['a', 'b'],
    ['x, "y"', 'two\nlines'],
    ['plain', 'spaced'],
  ])
})

test.each([
  ['a;b\n1;2', 'semicolons'],
  ['a\tb\n1\t2', 'tabs'],
  ['\uFEFFa,b\n1,2', 'a byte order mark'],
])('%j is read: %s', (text) => {
  expect(cellsOf(text)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('a row is known by its line, also after a cell of several', () => {
  const { rows } = readCsv('a,b\n"1\n2\n3",x\n\ny,z')
  expect(rows.map(({ line }) => line)).toEqual([1, 2, 6])
})

test('an open quote costs its own line and nothing after it', () => {
  const { rows, faults } = readCsv(`a,b\n"open,1\n${'ok,2\n'.repeat(40_000)}`)
  expect(faults).toEqual([{ line: 2, code: 'row_malformed' }])
  expect(rows).toHaveLength(40_001)
})

test('a quote in the middle of a cell, or something after one that closed, is a fault of its row', () => {
  const { rows, faults } = readCsv('a,b\nx"y,1\n"x"y,2\nz,3')
  expect(faults.map(({ line }) => line)).toEqual([2, 3])
  expect(rows.map(({ cells }) => cells.join())).toEqual(['a,b', 'z,3'])
})

test('whatever is written properly is read as it was', () => {
  const row = fc.array(
    fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0')),
    { minLength: 2, maxLength: 4 },
  )
  fc.assert(
    fc.property(row, fc.constantFrom('\n', '\r\n'), (cells, end) => {
      fc.pre(cells.some((cell) => cell !== ''))
      const written = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
      const { rows, faults } = readCsv(`a,b${end}${written}${end}`)
      expect(faults).toEqual([])
      expect(rows[1]?.cells).toEqual(cells)
    }),
  )
})

test('every line is either read, empty, or a fault, whatever comes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }), (text) => {
      const { rows, faults } = readCsv(text)
      for (const { line } of [...rows, ...faults]) expect(line).toBeGreaterThan(0)
      expect(rows.length + faults.length).toBeLessThanOrEqual(text.split('\n').length)
    }),
  )
})
