import { expect, test } from 'vitest'
import { shop } from '../fixtures/shop.ts'
import { makeShelf } from './shelf.ts'

const shelf = makeShelf(shop.articles)

test('gives the article in the language of the reader', () => {
  for (const locale of ['en', 'zh-CN', 'zh-TW'] as const) expect(shelf('return-policy', locale)?.locale).toBe(locale)
})

test('falls back to the other script first, and to any language last', () => {
  expect(shelf('invoice', 'zh-TW')?.locale).toBe('zh-CN')
  expect(shelf('store-hours', 'zh-TW')?.locale).toBe('en')
  expect(shelf('brew-green', 'en')?.locale).toBe('zh-CN')
})

test('does not hold what is for staff, or unknown', () => {
  expect(shelf('staff-refund-limits', 'en')).toBeUndefined()
  expect(shelf('nothing', 'en')).toBeUndefined()
})
