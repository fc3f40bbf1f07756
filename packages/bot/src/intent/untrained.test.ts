import { expect, test } from 'vitest'
import { analyse } from '../analysis.ts'
import { shop } from '../fixtures/shop.ts'
import { learn } from '../knowledge.ts'

const knowledge = learn(shop, null)

test('without a model a phrasing of the pack is known, however it is written, and nothing else is', () => {
  const guesses = (text: string) => analyse(knowledge, text).guesses
  expect(guesses('WHERE is my order')).toEqual([{ id: 'order-status', confidence: 1 }])
  expect(guesses('我要取消訂單！')).toEqual([{ id: 'cancel-order', confidence: 1 }])
  expect(guesses('where might my parcel be by now')).toEqual([])
})

test('without a model articles are found all the same', () => {
  expect(analyse(knowledge, 'how much is the shipping').near.length).toBeGreaterThan(0)
})
