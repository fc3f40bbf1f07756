import { expect, test } from 'vitest'
import { contentWords, hasConcept, intentTerms, isPair } from './terms.ts'

const shared = (left: string, right: string) => {
  const other = new Set(intentTerms(right))
  return intentTerms(left).filter((term) => other.has(term))
}

test('pairs say what is asked about what, however it is put', () => {
  expect(shared('cancel my order', 'an order to cancel')).toContain('@cancelling&order')
  expect(shared('退货运费', '运费 退货')).toContain('货&退')
})

test('what is meant is a term of its own, in both languages', () => {
  expect(shared('my money back for the scarf', 'refunds on scarves')).toContain('@refunding')
  expect(shared('how long is it', '多久')).toContain('@duration')
  expect(intentTerms('refunding a refund').filter((term) => term === '@refunding')).toHaveLength(1)
})

test('terms with a concept are told from what is said literally', () => {
  expect(['@refunding', '@refunding&card', 'refunding', '退&货'].filter(hasConcept)).toEqual([
    '@refunding',
    '@refunding&card',
  ])
})

test('a mistyped word keeps most of its letters in a row', () => {
  const grams = (text: string) => intentTerms(text).filter((term) => term.startsWith('#'))
  const right = new Set(grams('cancel'))
  expect(grams('cancle').filter((gram) => right.has(gram)).length).toBeGreaterThan(grams('cancle').length / 3)
})

test('every number is the same one, and apostrophes are nothing', () => {
  expect(intentTerms("where's 1042")).toEqual(intentTerms('wheres 77'))
})

test('terms of two tokens are known as such', () => {
  expect(intentTerms('buy tea').filter(isPair)).toEqual(['buy tea', '@buying&tea'])
})

test('content is words and pairs of characters, never numbers', () => {
  expect([...contentWords('order 1042 退货吗')]).toEqual(['order', '退货', '货吗'])
  expect([...contentWords('退')]).toEqual(['退'])
  expect(contentWords('10086 !?').size).toBe(0)
})

test('garbage of any length costs no more than a long message', () => {
  expect(intentTerms('x y '.repeat(16_000)).length).toBeLessThan(10_000)
  expect(intentTerms('x'.repeat(64_000)).length).toBeLessThan(10)
})
