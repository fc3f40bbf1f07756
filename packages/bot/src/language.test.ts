import { expect, test } from 'vitest'
import { detectLanguage } from './language.ts'

test.each([
  ['我的订单到哪了', 'zh-CN'],
  ['請問我的訂單什麼時候出貨', 'zh-TW'],
  ['Where is my order?', 'en'],
  ['帮我 check 一下 order status', 'zh-CN'],
  ['iPhone 15 有貨嗎', 'zh-TW'],
  ['where is my 订单', 'en'],
  ['I would like a 青花 cup', 'en'],
  ['这个 https://shop.example.com/en/products/green-tea-set?ref=where-is-my-order 有货吗', 'zh-CN'],
  ['請看www.example.com/what/is/this/for，這個', 'zh-TW'],
  ['我的邮箱是 where.is.my.order@example.com', 'zh-CN'],
  ['电话 [phone 138••••78]', 'zh-CN'],
  ['SO10042 订单 please', 'zh-CN'],
  ['嗯 那个 就是 我的快递 到哪了', 'zh-CN'],
  ['um uh where is my parcel', 'en'],
] as const)('%s is %s', (text, locale) => {
  for (const kept of ['en', 'zh-CN', 'zh-TW'] as const)
    expect(detectLanguage(text, kept)).toEqual({ locale, told: true })
})

test.each(['SO10042', 'ok', '👍', '', '???', 'Nike Air', 'https://a.example/what/is/my/order', '[phone 138••••78]'])(
  '%j is too short to tell and keeps the language',
  (text) => {
    for (const kept of ['en', 'zh-CN', 'zh-TW'] as const)
      expect(detectLanguage(text, kept)).toEqual({ locale: kept, told: false })
  },
)

test('Chinese that both scripts write keeps the script of the case', () => {
  expect(detectLanguage('你好', 'zh-TW').locale).toBe('zh-TW')
  expect(detectLanguage('你好', 'zh-CN').locale).toBe('zh-CN')
  expect(detectLanguage('你好', 'en').locale).toBe('zh-CN')
})
