import { expect, test } from 'vitest'
import { withoutAsides } from './asides.ts'

test.each([
  ['third time asking, where is my money', 'where is my money'],
  ["this is the third time i'm asking where is my money", 'where is my money'],
  ['i already asked you this, when does it ship', 'when does it ship'],
  ['第三次问了 我的钱呢', '我的钱呢'],
  ['我都问了三遍了，什么时候发货', '什么时候发货'],
  ['已經問過了，什麼時候出貨', '什麼時候出貨'],
  ['我說了好幾遍了 要退貨', '要退貨'],
  ['pls refund my order asap', 'refund my order'],
  ['um so i bought a kettle and it leaks', 'i bought a kettle and it leaks'],
  ['嗯那个就是说我上个礼拜买的那个枕头能不能退', '我上个礼拜买的那个枕头能不能退'],
  ['thanks，那refund怎么弄', '那refund怎么弄'],
  ['好的，那什麼時候會到', '那什麼時候會到'],
  ['呃……那個我想退貨', '我想退貨'],
])('what is said around a request is no part of it: %s', (text, rest) => {
  expect(withoutAsides(text).trim()).toBe(rest)
})

test.each([
  'third time asking',
  '我都问了三遍了',
  'i ordered a second time by mistake',
  'the third item is missing',
  '第二次购买有优惠吗',
  'can i ask for a second courier attempt',
  '那个杯子还有吗',
  'ok',
  '谢谢你',
  'thanks!',
  '嗯',
  'so what',
])('what says something else, or nothing else, stays: %s', (text) => {
  expect(withoutAsides(text)).toBe(text)
})

test('takes time that grows with the text alone', () => {
  for (const part of ['嗯', '…', '嗯…', '， ', '那个', '谢谢', 'um ', 'pls ', 'third time '])
    for (const end of ['', '!', '退']) {
      const text = part.repeat(20_000) + end
      const began = performance.now()
      withoutAsides(text)
      expect(performance.now() - began, part).toBeLessThan(500)
    }
})
