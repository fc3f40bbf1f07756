import { expect, test } from 'vitest'
import { withoutInsistence } from './insistence.ts'

test.each([
  ['third time asking, where is my money', ', where is my money'],
  ["this is the third time i'm asking where is my money", 'where is my money'],
  ['i already asked you this, when does it ship', ', when does it ship'],
  ['第三次问了 我的钱呢', '我的钱呢'],
  ['我都问了三遍了，什么时候发货', '，什么时候发货'],
  ['已經問過了，什麼時候出貨', '，什麼時候出貨'],
  ['我說了好幾遍了 要退貨', '要退貨'],
])('what only insists is no part of what is asked: %s', (text, rest) => {
  expect(withoutInsistence(text).trim()).toBe(rest)
})

test.each([
  'third time asking',
  '我都问了三遍了',
  'i ordered a second time by mistake',
  'the third item is missing',
  '第二次购买有优惠吗',
  'can i ask for a second courier attempt',
])('what says something else, or nothing else, stays: %s', (text) => {
  expect(withoutInsistence(text)).toBe(text)
})
