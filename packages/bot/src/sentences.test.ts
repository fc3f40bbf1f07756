import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowing, splitSentences } from './sentences.ts'

test('ends sentences at their marks, with the quotes behind them', () => {
  expect(splitSentences('“好的。”他说。真的？！是')).toEqual(['“好的。”', '他说。', '真的？！', '是'])
  expect(splitSentences('Pay 3.50 today. See example.com, e.g. the FAQ. Done')).toEqual([
    'Pay 3.50 today. ',
    'See example.com, e.g. the FAQ. ',
    'Done',
  ])
})

test('loses nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '。', '. ', ' ', '\n', '!', '"', '我', '3.5'), { maxLength: 40 }),
      (parts) => {
        const text = parts.join('').trim()
        expect(splitSentences(text).join('')).toBe(text)
      },
    ),
  )
})

test('puts a space between words and none between Chinese sentences', () => {
  expect(flowing(['I am sorry.', 'It is late.']).join('')).toBe('I am sorry. It is late.')
  expect(flowing(['很抱歉。', '晚了。']).join('')).toBe('很抱歉。晚了。')
})
