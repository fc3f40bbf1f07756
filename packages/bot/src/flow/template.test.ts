import { expect, test } from 'vitest'
import { fill, speak, valueAt } from './template.ts'

const known = { slots: { order: 'T-1' }, results: { found: { state: 'shipped', box: [{ n: 0 }], eta: null } } }

test('finds slots and paths into results, and nothing else', () => {
  expect(valueAt('order', known)).toBe('T-1')
  expect(valueAt('found.state', known)).toBe('shipped')
  expect(valueAt('found.box.0.n', known)).toBe(0)
  for (const path of ['found.none', 'constructor', 'found.__proto__', 'found.state.length', ''])
    expect(valueAt(path, known)).toBeUndefined()
})

test('puts values through a dictionary, and keeps those it does not know', () => {
  const words = { states: { shipped: { en: 'on its way', 'zh-CN': '已发货', 'zh-TW': '已出貨' } } }
  expect(fill('{found.state|states}', known, { words, locale: 'zh-TW' })).toBe('已出貨')
  expect(fill('{order|states}', known, { words, locale: 'en' })).toBe('T-1')
  expect(fill('{found.box.0.n} {found.state|none}', known, { words, locale: 'en' })).toBe('0 shipped')
})

test('leaves out a sentence whose value is missing, but never everything', () => {
  const text = { en: 'Order {order}. Arrives {found.eta}.', 'zh-CN': '{found.eta} 到。', 'zh-TW': '{found.eta} 到。' }
  expect(speak(text, known, {}, 'en')).toEqual(['Order T-1. '])
  expect(speak(text, known, {}, 'zh-CN')).toEqual([' 到。'])
})

test('a value cannot bring places of its own', () => {
  expect(fill('{order}', { slots: { order: '{found.state}' }, results: known.results })).toBe('{found.state}')
})
