import { expect, test } from 'vitest'
import { isNarrow, qualityOf } from './quality.ts'

const fine = { rttMs: 40, waitingMs: 0, targetMs: 40, concealed: 0 }

test.each([
  ['good', {}],
  ['good', { rttMs: null }],
  ['fair', { rttMs: 350 }],
  ['fair', { concealed: 0.03 }],
  ['poor', { targetMs: 400 }],
  ['poor', { waitingMs: 500 }],
  ['poor', { concealed: 0.1 }],
] as const)('%s with %o', (quality, change) => {
  expect(qualityOf({ ...fine, ...change })).toBe(quality)
})

test.each([
  [null, false],
  [{ rttMs: 250, clockOffsetMs: 0, waitingMs: 40 }, false],
  [{ rttMs: 450, clockOffsetMs: 0, waitingMs: 0 }, true],
  [{ rttMs: null, clockOffsetMs: 0, waitingMs: 120 }, true],
])('a line like %j is narrow: %s', (line, narrow) => {
  expect(isNarrow(line)).toBe(narrow)
})
