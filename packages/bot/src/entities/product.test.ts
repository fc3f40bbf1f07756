import { expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { buildProductFinder } from './product.ts'

const find = buildProductFinder([
  {
    id: 'gaiwan',
    names: { en: ['Blue Gaiwan', 'porcelain gaiwan'], 'zh-CN': ['青花盖碗', '盖碗'], 'zh-TW': ['青花蓋碗'] },
  },
  { id: 'gaiwan-set', names: { en: ['blue gaiwan set'], 'zh-CN': ['青花盖碗套装'] } },
  { id: 'cup', names: { en: ['cup'], 'zh-CN': ['杯子'] } },
])
const ids = (text: string) => find(normalise(text)).map(({ value }) => value)

test.each([
  ['青花盖碗多少钱', ['gaiwan']],
  ['請問青花蓋碗還有嗎', ['gaiwan']],
  ['盖碗和杯子', ['gaiwan', 'cup']],
  ['BLUE  GAIWAN please', ['gaiwan']],
  ['青花盖碗套装', ['gaiwan-set']],
  ['the blue gaiwan set', ['gaiwan-set']],
])('%s names %j', (text, wanted) => {
  expect(ids(text)).toEqual(wanted)
})

test.each([
  ['青花盖腕有货吗', 'gaiwan'],
  ['blue gaiwna', 'gaiwan'],
  ['a porcelan gaiwan', 'gaiwan'],
  ['青花盖碗套庄', 'gaiwan'],
])('%s is %s with a slip', (text, id) => {
  expect(ids(text)).toEqual([id])
})

test.each(['cupboard', 'hiccup', 'cap', '被子', 'gaiwan', '花盖', ''])('%j names nothing', (text) => {
  expect(ids(text)).toEqual([])
})

test('the text is as written', () => {
  expect(find(normalise('要青花蓋碗'))).toEqual([{ type: 'product', value: 'gaiwan', text: '青花蓋碗' }])
})
