import { expect, test } from 'vitest'
import { FeatureSpace, learnVocabulary } from './features.ts'
import { NearestOfClass } from './nearest.ts'

const documents = [
  ['cancel', 'order'],
  ['cancel', 'it'],
  ['track', 'order'],
  ['where', 'order'],
]
const space = new FeatureSpace(learnVocabulary(documents))
const nearest = new NearestOfClass(
  documents.map((terms) => space.vector(terms)),
  [0, 0, 1, 1],
  space.size,
)
const cosines = (...terms: string[]) => nearest.cosines(space.vector(terms), [0, 1, 2])

test('what is a phrasing of a class is as near as can be, and a class without one is nowhere', () => {
  const [own = 0, other = 0, none] = cosines('cancel', 'order')
  expect(own).toBeCloseTo(1)
  expect(other).toBeGreaterThan(0)
  expect(other).toBeLessThan(0.6)
  expect(none).toBe(0)
})

test('a word nobody said takes away from it, and one question leaves nothing for the next', () => {
  const [before = 0] = cosines('cancel', 'order')
  const [after = 0] = cosines('cancel', 'order', 'newsletter')
  expect(after).toBeLessThan(before * 0.9)
  expect(cosines('cancel', 'order')[0]).toBe(before)
  expect(cosines('newsletter')).toEqual([0, 0, 0])
})
