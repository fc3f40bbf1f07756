import { expect, test } from 'vitest'
import { stem } from './stems.ts'

const isOne = (forms: string) => new Set(forms.split(' ').map(stem)).size === 1

test.each([
  'charge charges charged charging',
  'cancel cancels cancelled cancelling canceled',
  'call calls called calling',
  'add adds added adding',
  'stop stops stopped stopping',
  'bill bills billed billing',
  'delivery deliveries',
  'try tries tried trying',
  'box boxes',
  'get gets got getting',
  'pay paid paying pays',
  'break broke broken breaking',
  'refund refunds refunded refunding',
])('the forms of a word are one: %s', (forms) => {
  expect(isOne(forms)).toBe(true)
})

test('words that only look like forms of another stay apart', () => {
  expect(isOne('bus bu')).toBe(false)
  expect(isOne('thing th')).toBe(false)
  expect(isOne('address addres')).toBe(false)
  expect(isOne('bed b')).toBe(false)
})

test('other scripts and numbers stay as they are', () => {
  expect(['退', 'größe', '0', ''].map(stem)).toEqual(['退', 'größe', '0', ''])
})
