import { expect, test } from 'vitest'
import { wordErrors } from './word-errors.ts'

test.each([
  ['where is my order', 'Where is my order.', 0],
  ['where is my order', "where's my order", 0],
  ['where is my order', 'where is your order', 1],
  ['where is my order', 'is my order', 1],
  ['where is my order', 'hi where is my order', 1],
  ['where is my order', '', 4],
])('of "%s", heard as "%s", %i words are wrong', (said, heard, errors) => {
  expect(wordErrors(said, heard)).toBe(errors)
})
