import { expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { buildEntityFinder } from './finder.ts'

const finder = buildEntityFinder({
  entities: [{ type: 'order_number', pattern: '(?<![a-z0-9])so[- ]?\\d{4,8}(?!\\d)', example: 'SO10042' }],
})
const find = (text: string) => finder.find(normalise(text)).find(({ type }) => type === 'correction')

test.each([
  ['不是1042，是1024', '1024', '1042'],
  ['不是1042是1024', '1024', '1042'],
  ['不是一零四二，是一零二四', '1024', '1042'],
  ['是1024，不是1042', '1024', '1042'],
  ['1042错了，应该是1024', '1024', '1042'],
  ['把1042改成1024', '1024', '1042'],
  ['不是SO1042，是so 1024', 'SO1024', 'SO1042'],
  ['not 1042, I meant 1024', '1024', '1042'],
  ['not SO1042 but SO1024', 'SO1024', 'SO1042'],
  ["it's 1024, not 1042", '1024', '1042'],
  ['SO1042 should be SO1024', 'SO1024', 'SO1042'],
  ['說錯了，是1024', '1024', undefined],
  ['不好意思，应该是1024', '1024', undefined],
  ['no sorry 10024', '10024', undefined],
  ["no, sorry, it's 10024", '10024', undefined],
  ['oops, 1024', '1024', undefined],
  ['I meant SO1024', 'SO1024', undefined],
  ["actually it's 1024", '1024', undefined],
  ['wrong number, it is 1024', '1024', undefined],
])('%s means %s', (text, value, corrects) => {
  expect(find(text)).toMatchObject({ value, ...(corrects && { corrects }) })
  expect(find(text)?.corrects).toBe(corrects)
})

test.each([
  'SO1042',
  '1042',
  '订单1042到哪了',
  'sorry, where is order 1024',
  '没有1024这个订单',
  '不是吧',
  'not yet',
  'no',
  '我不是要退货',
])('%s corrects nothing', (text) => {
  expect(find(text)).toBeUndefined()
})

test('what is taken back is not among the numbers named', () => {
  expect(finder.find(normalise('不是SO1042，是SO1024')).filter(({ type }) => type === 'order_number')).toEqual([
    { type: 'order_number', value: 'SO1024', text: 'SO1024' },
  ])
})

test('a long story corrects nothing', () => {
  expect(find(`${'我之前说了很多，'.repeat(30)}不是1042，是1024`)).toBeUndefined()
})
