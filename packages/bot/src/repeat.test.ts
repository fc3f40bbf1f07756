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
