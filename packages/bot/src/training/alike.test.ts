import { expect, test } from 'vitest'
import { alikePairs } from './index.ts'

const texts = [
  'where is my parcel',
  'can I pay by card',
  'WHERE is my parcel?',
  '我的包裹到哪了',
  '我的包裹到哪了呀',
  'order so10042',
  'order so20817',
]
const places = (bar: number) => alikePairs(texts, bar).map(({ first, second }) => [first, second])

test('finds texts that differ in case, signs or numbers alone, each pair once', () => {
  expect(places(0.99)).toEqual([
    [0, 2],
    [5, 6],
  ])
})

test('the lower the bar, the more it finds', () => {
  expect(places(0.7)).toContainEqual([3, 4])
  expect(places(0.7)).not.toContainEqual([0, 1])
  expect(alikePairs([], 0.5)).toEqual([])
})
