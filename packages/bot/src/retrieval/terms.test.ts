import { expect, test } from 'vitest'
import { CHARACTER, GRAM, NUMBER, PAIR, readTerms, WORD, WORD_PAIR } from './terms.ts'

function termsOf(text: string, kind?: number): number[] {
  const found: number[] = []
  readTerms(text, true, (term, each) => {
    if (kind === undefined || each === kind) found.push(term)
  })
  return found
}

test('Han characters and their pairs, other words and their pairs', () => {
  expect(termsOf('怎么退货', CHARACTER)).toHaveLength(4)
  expect(termsOf('怎么退货', PAIR)).toHaveLength(3)
  expect(termsOf('return my order', WORD)).toHaveLength(3)
  expect(termsOf('return my order', WORD_PAIR)).toHaveLength(2)
})

test('punctuation parts pairs of characters; what nobody sees does not', () => {
  expect(termsOf('退货，退款', PAIR)).toHaveLength(2)
  expect(termsOf('退\u200b货', PAIR)).toEqual(termsOf('退货', PAIR))
})

test('both scripts give the same terms, and so do both apostrophes', () => {
  expect(termsOf('退貨運費')).toEqual(termsOf('退货运费'))
  expect(termsOf('don’t')).toEqual(termsOf("don't"))
  expect(termsOf("don't", WORD)).toEqual(termsOf('dont', WORD))
})

test('letters in a row survive a slip of the finger', () => {
  const right = new Set(termsOf('delivery', GRAM))
  const shared = termsOf('delivry', GRAM).filter((term) => right.has(term))
  expect(shared.length).toBeGreaterThan(8)
})

test('a number is one term, and so is a word with digits in it', () => {
  expect(termsOf('寄 3 件', NUMBER)).toHaveLength(1)
  expect(termsOf('the p40 pro', NUMBER)).toHaveLength(1)
  expect(termsOf('p40', NUMBER)).not.toEqual(termsOf('p30', NUMBER))
})

test('a pair of words is not its reverse, a part of a word no word', () => {
  expect(termsOf('a b', WORD_PAIR)).not.toEqual(termsOf('b a', WORD_PAIR))
  const words = new Set(termsOf('an', WORD))
  expect(termsOf('banana', GRAM).filter((term) => words.has(term))).toEqual([])
})

test('emoji, keys of a thousand letters and halves of pairs are bounded', () => {
  expect(termsOf('😀😀 \ud800')).toEqual([])
  expect(termsOf('x'.repeat(1_000), GRAM)).toEqual([])
  expect(termsOf('')).toEqual([])
})
