import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bare, bareSpeech, normalise } from './normalise.ts'

/** Any sequence of UTF-16 units, halves of pairs included. */
const units = fc.array(fc.nat(0xffff), { maxLength: 120 }).map((codes) => String.fromCharCode(...codes))

test('makes full-width, invisible and scattered characters ordinary', () => {
  expect(normalise('  ＳＯ\u200b１００４２\n\n在  哪\uff1f ')).toEqual({
    text: 'SO10042 在 哪?',
    folded: 'so10042 在 哪?',
  })
})

test('folds traditional characters for matching and leaves the text alone', () => {
  expect(normalise('請問訂單')).toEqual({ text: '請問訂單', folded: '请问订单' })
})

test('keeps every position and the cap, whatever comes in', () => {
  fc.assert(
    fc.property(units, (any) => {
      const { text, folded } = normalise(any)
      expect(folded.length).toBe(text.length)
    }),
  )
  // One of these characters becomes eighteen.
  for (const long of ['\ufdfa', 'İ', '我', '😀', ' a']) {
    const { text, folded } = normalise(long.repeat(20_000))
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThanOrEqual(4_000)
    expect(folded.length).toBe(text.length)
  }
})

test('is settled after one time', () => {
  fc.assert(
    fc.property(units, (any) => {
      const { text } = normalise(any)
      expect(normalise(text).text).toBe(text)
    }),
  )
})

test('keeps positions where lower case is longer', () => {
  const { text, folded } = normalise('İstanbul 訂單')
  expect(folded.length).toBe(text.length)
  expect(folded.endsWith('stanbul 订单')).toBe(true)
})

test('bare words have no marks around them', () => {
  expect(bare('  hello, there!! 😀')).toBe('hello there')
})

test.each([
  ['um, yes please', 'yes please'],
  ['well, uh, you know, the blue one', 'the blue one'],
  ['嗯 那个 我要退货', '我要退货'],
  ['嗯那个我要退货', '我要退货'],
  ['嗯', '嗯'],
  ['嗯嗯', '嗯嗯'],
  ['那个怎么退', '那个怎么退'],
  ['i would like that', 'i would like that'],
])('%s without the sounds of thinking aloud is %s', (folded, left) => {
  expect(bareSpeech(folded)).toBe(left)
})
