import fc from 'fast-check'
import { expect, test } from 'vitest'
import { synonymReader } from './synonyms.ts'

test('reads a word as the first of its group, the longest word first', () => {
  const read = synonymReader({
    'zh-CN': [
      ['发货', '出货', '寄出'],
      ['快递', '出货单'],
    ],
    en: [['phone', 'mobile', 'cell phone']],
  })
  expect(read('什么时候出货')).toBe('什么时候发货')
  expect(read('出货单在哪')).toBe('快递在哪')
  expect(read('my cell phone and mobile')).toBe('my phone and phone')
})

test('takes no part of a Latin word for the word', () => {
  const read = synonymReader({ en: [['phone', 'cell']] })
  expect(read('cancelled cells')).toBe('cancelled cells')
  expect(read('我的cell坏了')).toBe('我的phone坏了')
})

test('a word written in traditional characters is the same word', () => {
  expect(synonymReader({ 'zh-TW': [['退貨', '退換']] })('我要退换')).toBe('我要退货')
})

test('any word is taken as it is written, whatever its signs', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 8 }), fc.string(), (word, text) => {
      expect(typeof synonymReader({ en: [['first', word]] })(text)).toBe('string')
    }),
  )
})
