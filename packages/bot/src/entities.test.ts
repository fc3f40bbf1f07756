import { expect, test } from 'vitest'
import { buildEntityFinder } from './entities.ts'
import { normalise } from './normalise.ts'

const finder = buildEntityFinder([
  { type: 'order_number', pattern: '(?<![a-z0-9])so[- ]?\\d{5,8}(?!\\d)', example: 'SO10042' },
  { type: 'ticket', pattern: 'ticket (k-\\d+)', example: 'ticket K-1' },
])
const find = (text: string) => finder.find(normalise(text))

test('gives the canonical value beside what was written', () => {
  expect(find('where is so 10042?')).toEqual([{ type: 'order_number', value: 'SO10042', text: 'so 10042' }])
  expect(find('ＳＯ－１００４２')).toEqual([{ type: 'order_number', value: 'SO10042', text: 'SO-10042' }])
})

test('takes the first group where there is one, and keeps the separators of the example', () => {
  expect(find('my Ticket k-77')).toContainEqual({ type: 'ticket', value: 'K-77', text: 'Ticket k-77' })
})

test('names the same thing once', () => {
  expect(find('SO10042 so10042 SO10043').map(({ value }) => value)).toEqual(['SO10042', 'SO10043'])
})

test.each([
  ['好的', 'yes'],
  ['Yes please', 'yes'],
  ['不用了', 'no'],
  ['no thanks', 'no'],
])('%s is %s', (text, value) => {
  expect(find(text)).toContainEqual({ type: 'yes_no', value, text })
})

test.each(['不知道订单号在哪里可以找到', 'nothing', 'yesterday', '可以退货吗'])('%s is neither yes nor no', (text) => {
  expect(find(text)).toEqual([])
})

test('completes a number that came without its letters', () => {
  expect(finder.complete(normalise('10042'), 'order_number')).toEqual({
    type: 'order_number',
    value: 'SO10042',
    text: '10042',
  })
  expect(finder.complete(normalise('是 10042 吧'), 'order_number')?.value).toBe('SO10042')
  expect(finder.complete(normalise('12'), 'order_number')).toBeNull()
  expect(finder.complete(normalise('10042'), 'ticket')).toBeNull()
})
