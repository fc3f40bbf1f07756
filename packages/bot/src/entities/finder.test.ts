import { expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { buildEntityFinder } from './finder.ts'

const finder = buildEntityFinder({
  entities: [
    { type: 'order_number', pattern: '(?<![a-z0-9])so[- ]?\\d{5,8}(?!\\d)', example: 'SO10042' },
    { type: 'ticket', pattern: 'ticket (k-\\d+)', example: 'ticket K-1' },
  ],
})
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

test.each([
  ['好的谢谢', 'yes'],
  ['对对对', 'yes'],
  ['um, yes', 'yes'],
  ['嗯，好的', 'yes'],
  ['👍🏽', 'yes'],
  ['不用了谢谢', 'no'],
  ['不不不', 'no'],
  ['no no no', 'no'],
  ['👎', 'no'],
])('%s is %s as people say it', (text, value) => {
  expect(find(text)).toMatchObject([{ type: 'yes_no', value }])
})

test('hears numbers that are read out, and says what was said', () => {
  expect(find('订单 SO 一零零四二')).toEqual([{ type: 'order_number', value: 'SO10042', text: 'SO 一零零四二' }])
  expect(find('it is s o one double zero four two')).toEqual([
    { type: 'order_number', value: 'SO10042', text: 's o one double zero four two' },
  ])
  expect(finder.complete(normalise('一零零四二'), 'order_number')?.value).toBe('SO10042')
})

test('finds what masking left of a phone', () => {
  expect(find('打 [phone 138••••78] 给我')).toEqual([
    { type: 'phone', value: '[phone 138••••78]', text: '[phone 138••••78]' },
  ])
})

test('reads no date without the time, and none in an order number', () => {
  const now = Date.parse('2026-11-26T02:00:00Z')
  const measures = (text: string, at?: number) =>
    finder.findMeasures(normalise(text), { locale: 'zh-CN', ...(at && { now: at }) })
  expect(measures('明天退我300块')).toMatchObject([{ type: 'amount', value: '300 CNY' }])
  expect(measures('明天退我300块', now)).toMatchObject([{ type: 'amount' }, { type: 'date', value: '2026-11-27' }])
  const dated = buildEntityFinder({
    entities: [{ type: 'invoice', pattern: '(?<!\\d)2026-\\d\\d-\\d\\d', example: '2026-11-07' }],
  })
  expect(dated.find(normalise('2026-11-07'))).toMatchObject([{ type: 'invoice' }])
  expect(dated.findMeasures(normalise('2026-11-07'), { locale: 'en', now })).toEqual([])
})

test.each(['不知道订单号在哪里可以找到', 'nothing', 'yesterday', '可以退货吗'])('%s is neither yes nor no', (text) => {
  expect(find(text)).toEqual([])
})

test('what stands around an order number is quoted as it was written, and never read over it', () => {
  const now = Date.parse('2026-11-26T02:00:00Z')
  for (const [text, quoted] of [
    ['，SO10042next friday', 'next friday'],
    ['next SO10042 friday', 'friday'],
    ['SO10042 20号 SO10043 能到吗', '20号'],
  ] as const) {
    const found = finder.findMeasures(normalise(text), { locale: 'en', now })
    expect(found.map((each) => each.text)).toEqual([quoted])
  }
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
