import { expect, test } from 'vitest'
import { contentWords } from './terms.ts'
import { WordUse } from './word-use.ts'

const [CANCEL, TRACK] = [0, 1]
const use = new WordUse([
  { label: CANCEL, folded: 'cancel my order' },
  { label: CANCEL, folded: '取消订单' },
  { label: TRACK, folded: 'track my parcel' },
  { label: TRACK, folded: 'where is the parcel' },
])
const coverage = (text: string, label: number) => {
  const [found] = use.coverage(contentWords(text), [label])
  if (!found) throw new Error('one label, one coverage')
  return found
}

test('what was said of an intent is covered by it', () => {
  expect(coverage('cancel my order', CANCEL)).toMatchObject({
    unknown: 0,
    foreign: 0,
    covered: 1,
    covering: 1,
    common: 1,
  })
  expect(coverage('取消订单', CANCEL).common).toBe(1)
})

test('a near miss has a word that is said of others only, or of nothing', () => {
  expect(coverage('cancel my parcel', CANCEL).foreign).toBeGreaterThan(0.2)
  expect(coverage('cancel my flight', CANCEL).unknown).toBeGreaterThan(0.3)
  expect(coverage('cancel my order', CANCEL).likelihood).toBeGreaterThan(
    coverage('cancel my parcel', CANCEL).likelihood,
  )
})

test('what nobody said is unknown, and no words are no evidence', () => {
  expect(coverage('quantum chromodynamics', TRACK)).toEqual({
    unknown: 1,
    foreign: 0,
    likelihood: -1,
    covered: 0,
    covering: 0,
    common: 0,
  })
  expect(coverage('', TRACK).unknown).toBe(0)
})
