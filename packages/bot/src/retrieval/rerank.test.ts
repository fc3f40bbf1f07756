import fc from 'fast-check'
import { expect, test } from 'vitest'
import { embedded, rerank, usualCosine } from './rerank.ts'

const east = embedded([1, 0, 0])
const north = embedded([0, 1, 0])
const northEast = embedded([1, 1, 0])
const near = [
  { article: 'words', score: 0.5 },
  { article: 'meaning', score: 0.3 },
]
const vectors: Record<string, Int8Array[]> = { words: [north], meaning: [north, east, northEast] }

test('what means the same comes before what has the same words, with the passage that says it', () => {
  const [first, second] = rerank(near, east, (article) => vectors[article], 0)
  expect(first).toMatchObject({ article: 'meaning', passage: 1 })
  expect(second).toMatchObject({ article: 'words', score: 0.25 })
})

test('a cosine counts from what is usual between passages', () => {
  const [first] = rerank(near.slice(1), northEast, () => [east], Math.SQRT1_2)
  expect(first?.score).toBeCloseTo(0.15, 1)
})

test('an article without vectors keeps its score, and the very words of a question stay certain', () => {
  expect(rerank(near, east, () => undefined, 0)).toEqual(near)
  const [first] = rerank([{ article: 'words', score: 1 }, ...near.slice(1)], east, (article) => vectors[article], 0)
  expect(first).toEqual({ article: 'words', score: 1, passage: 0 })
})

test('meaning alone is never certain', () => {
  const [first] = rerank([{ article: 'a', score: 0.99 }], east, () => [east], 0)
  expect(first?.score).toBeLessThan(1)
})

test('one byte a number hardly turns a vector', () => {
  const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(numbers, numbers, (left, right) => {
      const exact = (a: number[], b: number[]) => a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0)
      const norm = Math.sqrt(exact(left, left) * exact(right, right))
      fc.pre(norm > 0.01)
      const [only] = rerank([{ article: 'a', score: 0 }], embedded(left), () => [embedded(right)], -1)
      const meaning = (exact(left, right) / norm + 1) / 2
      expect((only?.score ?? 0) * 2).toBeCloseTo(Math.min(0.99, meaning), 1)
    }),
  )
})

test('the usual cosine is that of passages far apart in the list, and 0 of none', () => {
  expect(usualCosine([])).toBe(0)
  expect(usualCosine([east, north])).toBe(0)
  expect(usualCosine([east, east, east, east])).toBeCloseTo(1)
  expect(usualCosine([east, east, northEast, northEast])).toBeCloseTo(Math.SQRT1_2, 2)
})
