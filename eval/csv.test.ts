import { expect, test } from 'vitest'
import { parseCsv } from './csv.ts'

test('cells may be quoted, and hold commas, quotes and lines', () => {
  expect(parseCsv('text,label\nplain,a\r\n"one, ""two""\nthree",b\n\n,c')).toEqual([
    ['text', 'label'],
    ['plain', 'a'],
    ['one, "two"\nthree', 'b'],
    ['', 'c'],
  ])
})

test('a mark of the byte order is no part of the first name', () => {
  expect(parseCsv('\ufeffid,text\n1,')).toEqual([
    ['id', 'text'],
    ['1', ''],
  ])
})
