import { expect, test } from 'vitest'
import { writeDigits } from './digits.ts'

test.each([
  ['一零零四二', '10042'],
  ['订单幺零零四二谢谢', '订单10042谢谢'],
  ['一 零 零 四 二', '10042'],
  ['one zero zero four two', '10042'],
  ['one double zero four two', '10042'],
  ['s o one oh oh four two', 'so10042'],
  ['triple seven one', '7771'],
  ['s o 一零零四二', 'so10042'],
  ['so 1 0 0 4 2', 'so 10042'],
  ['s o one zero zero forty-two', 'so10042'],
  ['one zero, um, zero four two', '10042'],
  ['twenty zero nineteen', '20019'],
  ['一零，嗯，零四两', '10042'],
  ['洞九一二', '0912'],
])('%s is heard as %s', (said, digits) => {
  expect(writeDigits(said).text).toBe(digits)
})

test.each([
  '一二',
  '一个人',
  'one or two',
  'for one',
  '三三两两的',
  '第一',
  'i have two',
  '2 or 3',
  '2026-11-26',
  'o one',
  '山洞里',
  '一两天',
])('%s is left alone', (said) => {
  expect(writeDigits(said).text).toBe(said)
})

test('knows where each digit came from', () => {
  const { text, from } = writeDigits('号 一零零四二')
  expect(text).toBe('号 10042')
  expect(from).toHaveLength(text.length + 1)
  expect(from[0]).toBe(0)
  expect(from[2]).toBe(2)
  expect(from[text.length]).toBe(7)
})
