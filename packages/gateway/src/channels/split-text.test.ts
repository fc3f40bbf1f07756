import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitText, utf8Bytes } from './split-text.ts'

const units = (text: string): number => text.length

test('a text that fits is one piece', () => {
  expect(splitText('您的订单已发货。', 24, utf8Bytes)).toEqual(['您的订单已发货。'])
  expect(splitText('', 24, utf8Bytes)).toEqual([])
})

test('cuts after a line, else a sentence, else a word, else a sign', () => {
  expect(splitText('第一行很长很长\n第二行', 8, units)).toEqual(['第一行很长很长', '第二行'])
  expect(splitText('您好。订单已发货。请等候', 10, units)).toEqual(['您好。订单已发货。', '请等候'])
  expect(splitText('Your parcel is on its way', 16, units)).toEqual(['Your parcel is', 'on its way'])
  expect(splitText('一二三四五六七', 3, units)).toEqual(['一二三', '四五六', '七'])
})

test('no sign is cut, and none is lost', () => {
  expect(splitText('👨‍👩‍👧👨‍👩‍👧', 20, utf8Bytes)).toEqual(['👨‍👩‍👧', '👨‍👩‍👧'])
  // More marks than fit.
  const heap = `e${'\u0301'.repeat(50)}`
  expect(splitText(heap, 20, utf8Bytes).join('')).toBe(heap)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('好', 'a', ' ', '\n', '。', '😀', '.', '，') }), (text) => {
      const pieces = splitText(text, 16, utf8Bytes)
      expect(pieces.every((piece) => utf8Bytes(piece) <= 16 && !/[\ud800-\udfff]/u.test(piece))).toBe(true)
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
