import { expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { findAmounts } from './amount.ts'

const values = (text: string, locale: 'zh-CN' | 'zh-TW' | 'en' = 'zh-CN') =>
  findAmounts(normalise(text), locale).map(({ value }) => value)

test.each([
  ['2万块', '20000 CNY'],
  ['两万三千元', '23000 CNY'],
  ['三块五', '3.5 CNY'],
  ['3块5毛', '3.5 CNY'],
  ['退了200块钱', '200 CNY'],
  ['一百五十块钱', '150 CNY'],
  ['1.5万元', '15000 CNY'],
  ['１，２９９元', '1299 CNY'],
  ['¥88.80', '88.8 CNY'],
  ['300台币', '300 TWD'],
  ['HK$1,200', '1200 HKD'],
  ['付了1k刀', '1000 USD'],
  ['$1,299.50', '1299.5 USD'],
  ['20 dollars', '20 USD'],
  ['5k usd', '5000 USD'],
  ['€30', '30 EUR'],
  ['100多块', '100 CNY'],
])('%s is %s', (text, value) => {
  expect(values(text)).toEqual([value])
})

test('元 and $ are the money of where they are said', () => {
  expect(values('三百元', 'zh-TW')).toEqual(['300 TWD'])
  expect(values('$300', 'zh-TW')).toEqual(['300 TWD'])
  expect(values('300塊', 'zh-TW')).toEqual(['300 TWD'])
})

test('the text is as written', () => {
  expect(findAmounts(normalise('退我 300塊 吧'), 'zh-TW')).toEqual([
    { type: 'amount', value: '300 TWD', text: '300塊' },
  ])
})

test.each(['一块儿去', '两块肥皂', '元旦', '100件', '2块豆腐', '3个', 'size 10', '刀具套装', '5万人买过', '1元素'])(
  '%s is no sum',
  (text) => {
    expect(values(text)).toEqual([])
  },
)
