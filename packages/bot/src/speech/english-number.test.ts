import { expect, test } from 'vitest'
import { englishCardinal, englishOrdinal, englishYear } from './english-number.ts'

test.each([
  [0, 'zero'],
  [19, 'nineteen'],
  [40, 'forty'],
  [101, 'one hundred one'],
  [1_000_021, 'one million twenty-one'],
])('%i is %s', (number, words) => {
  expect(englishCardinal(number)).toBe(words)
})

test.each([
  [1, 'first'],
  [12, 'twelfth'],
  [20, 'twentieth'],
  [33, 'thirty-third'],
  [100, 'one hundredth'],
])('in order %i is %s', (number, words) => {
  expect(englishOrdinal(number)).toBe(words)
})

test.each([
  [1905, 'nineteen oh five'],
  [2000, 'two thousand'],
  [2009, 'two thousand nine'],
  [2100, 'twenty-one hundred'],
  [2026, 'twenty twenty-six'],
])('as a year %i is %s', (year, words) => {
  expect(englishYear(year)).toBe(words)
})
