import { expect, test } from 'vitest'
import { qualityOf } from './quality.ts'

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
