import { expect, test } from 'vitest'
import { brainOf, fresh, shop } from './fixtures/shop.ts'

const brain = brainOf(shop)
const repeats = (text: string, earlier: string[]) => brain.understand(text, { ...fresh, earlier }).repeats

test('counts the same question, in the same words or others', () => {
  expect(repeats('绿茶泡几分钟', ['绿茶泡几分钟？', '你好'])).toBe(1)
  expect(repeats('请问绿茶要泡几分钟', ['绿茶泡几分钟'])).toBe(1)
  expect(repeats('where is my order', ['when will my order arrive', 'track my order'])).toBe(2)
  expect(repeats('the kettle leaks badly', ['The kettle leaks badly!', 'kettle leaks badly'])).toBe(2)
})

test.each([
  ['杯子漏水怎么办', '杯子漏水了怎么处理'],
  ['有没有大号的', '大号有吗'],
  ['请问茶席能定制吗', '你们的茶席可以定制吗'],
  ['茶巾多久能寄', '茶巾什么时候寄'],
  ['蓋碗裂了', '盖碗裂了！！！'],
  ['嗯 那个 盖碗裂了怎么办', '盖碗裂了怎么处理'],
  ['T-1234到哪了', '我的订单T-1234到哪了'],
  ['where is T-1234', 'T-1234 where is it'],
  ['the lid does not close', 'lid will not close properly'],
  ['how do I descale the kettle', 'is there a way to descale my kettle'],
  ['how long until the kettle ships', 'when will the kettle ship'],
])('%s and %s ask the same', (first, second) => {
  expect(repeats(second, [first])).toBe(1)
  expect(repeats(first, [second])).toBe(1)
})

test.each([
  ['T-1234到哪了', 'T-1235到哪了'],
  ['大号有吗', '小号有吗'],
  ['红色有吗', '蓝色有吗'],
  ['杯子漏水怎么办', '杯子碎了怎么办'],
  ['茶席怎么洗', '茶席怎么叠'],
  ['can I pay with Zappo', 'can I pay with Quizzle'],
  ['is it dishwasher safe', 'is it microwave safe'],
  ['does the kettle leak', 'does the kettle whistle'],
  ['cancel my kettle', 'where is my kettle'],
])('%s and %s do not', (first, second) => {
  expect(repeats(second, [first])).toBe(0)
})

test('the same about other goods is another question', () => {
  const goods = [
    { id: 'green', names: { 'zh-CN': ['龙井绿茶'], en: ['dragon well'] } },
    { id: 'red', names: { 'zh-CN': ['正山小种'], en: ['lapsang'] } },
  ]
  const seller = brainOf({ ...shop, products: goods })
  const asked = (text: string, earlier: string) => seller.understand(text, { ...fresh, earlier: [earlier] }).repeats
  expect(asked('正山小种一斤多少钱', '龙井绿茶一斤多少钱')).toBe(0)
  expect(asked('龙井绿茶一斤几块钱', '龙井绿茶一斤多少钱')).toBe(1)
})

test('another question, or the same about another order, is none', () => {
  expect(repeats('运费多少钱', ['绿茶泡几分钟', '怎么退货'])).toBe(0)
  expect(repeats('where is my order T-1234', ['where is my order T-9999'])).toBe(0)
})

test('greetings, yes and no, and bare numbers are no questions', () => {
  expect(repeats('你好', ['你好', '你好'])).toBe(0)
  expect(repeats('好的', ['好的'])).toBe(0)
  expect(repeats('T-1234', ['T-1234', '订单号是T-1234'])).toBe(0)
})

test('tells how many messages back it was asked, those that ask nothing counted too', () => {
  const earlier = ['绿茶泡几分钟', '你好', '运费多少钱', '绿茶要泡几分钟？', '好的']
  expect(brain.understand('请问绿茶泡几分钟', { ...fresh, earlier }).repeated).toEqual([2, 5])
})

test('who insists does not say again which order, and another number is another try', () => {
  expect(repeats('where is my order', ['where is my order T-1234'])).toBe(1)
  expect(repeats('track my order T-1234', ['track my order T-5678'])).toBe(0)
  expect(repeats('123456', ['1042', '42'])).toBe(0)
})
