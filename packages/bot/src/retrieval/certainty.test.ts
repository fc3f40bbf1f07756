import { expect, test } from 'vitest'
import { certainty, lackOf, strongest } from './certainty.ts'
import type { Found } from './nearest.ts'

const found = (...scores: number[]): Found => ({
  near: scores.map((score, at) => ({ article: `a${at}`, score })),
  withheld: null,
})
const over = (score: number): Found['withheld'] => ({ article: 'sale', score, by: 'expired' })

test('two articles about as near leave the choice to the customer', () => {
  expect(strongest(found(0.4, 0.39))).toBeNull()
  expect(lackOf(found(0.4, 0.39))).toBe('close')
  expect(strongest(found(0.5, 0.3))).toEqual({ article: 'a0', score: 0.5 })
})

test('an article far away answers nothing, though it has no rival', () => {
  expect(strongest(found(0.24))).toBeNull()
  expect(lackOf(found(0.24))).toBe('weak')
  expect(strongest(found())).toBeNull()
  expect(lackOf(found())).toBe('nothing')
})

test('what is over is not answered with what is next to it', () => {
  expect(strongest({ ...found(0.45, 0.1), withheld: over(0.7) })).toBeNull()
  expect(lackOf({ ...found(0.45, 0.1), withheld: over(0.7) })).toBe('expired')
  expect(strongest({ ...found(1, 0.1), withheld: over(1) })).toEqual({ article: 'a0', score: 1 })
  expect(lackOf({ ...found(0.2), withheld: over(0.24) })).toBe('weak')
})

test('certainty rises with score and with lead, and only its own question is certain', () => {
  const sure = (first: number, second = 0) => certainty({ score: first }, { score: second })
  expect(sure(0.6, 0.3)).toBeGreaterThan(sure(0.5, 0.25))
  expect(sure(0.5, 0.1)).toBeGreaterThan(sure(0.5, 0.4))
  expect(sure(0.99)).toBeLessThan(1)
  expect(sure(1, 0.9)).toBe(1)
})
