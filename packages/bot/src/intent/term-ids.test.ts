import { expect, test } from 'vitest'
import { TermIds } from './term-ids.ts'

const words = Array.from({ length: 70_000 }, (_, at) => `${at.toString(36)}&订单${at % 97}`)

test('a term has the number of its place, in small vocabularies and in large ones', () => {
  for (const terms of [words.slice(0, 300), words]) {
    const ids = new TermIds(terms)
    // Two of 70 000 may share a hash; more would be a poor one.
    expect(terms.filter((term, at) => ids.of(term) !== at).length).toBeLessThanOrEqual(2)
  }
})

test('a term that is not there has none', () => {
  const ids = new TermIds(words)
  const others = Array.from({ length: 10_000 }, (_, at) => `unheard ${at}`)
  expect(others.filter((term) => ids.of(term) >= 0).length).toBeLessThanOrEqual(1)
  expect(new TermIds([]).of('')).toBe(-1)
})
