import { expect, test } from 'vitest'
import { BAR, confidence, UNTAUGHT } from '../intent/confidence.ts'
import { WORTH } from '../intent/evidence.ts'
import type { EvidenceRow } from '../intent/model.ts'
import { seeded } from '../intent/seeded.ts'
import { calibrate } from './calibrate.ts'
import { weightsOf } from './weights.ts'

/** Messages whose score says how likely they are right, as in training. */
function evidence(count: number, seed: number): EvidenceRow[] {
  const random = seeded(seed)
  const next = () => random() / 2_147_483_647
  for (let burn = 0; burn < 5; burn += 1) next()
  return Array.from({ length: count }, (): EvidenceRow => {
    const score = next() * 2 - 1
    const right = next() < 1 / (1 + Math.exp(-5 * score))
    const features = WORTH.map((_, at) => (at === 0 ? score : next() / 10))
    if (right) return { truth: 0, guess: 0, features, from: 'phrasing' }
    return next() < 0.5
      ? { truth: -1, guess: 0, features, from: 'stranger' }
      : { truth: 1, guess: 0, features, from: 'phrasing' }
  })
}

/** Weighted share of right guesses among those at the bar or above. */
function precision(rows: EvidenceRow[], calibration = calibrate(rows, 0.4), prior = 0.4): number {
  const weights = weightsOf(rows, prior)
  let all = 0
  let right = 0
  rows.forEach(({ features, truth, guess }, at) => {
    if (confidence(calibration, features, guess) < BAR) return
    all += weights[at] ?? 0
    if (truth === guess) right += weights[at] ?? 0
  })
  return right / all
}

test('nine in ten of what is served at the bar are right, on messages it was not calibrated on, too', () => {
  const calibration = calibrate(evidence(4_000, 3), 0.4)
  expect(precision(evidence(4_000, 3), calibration)).toBeCloseTo(0.9, 1)
  expect(precision(evidence(4_000, 99), calibration)).toBeGreaterThan(0.87)
})

test('the more is out of scope, the surer it must be', () => {
  const rows = evidence(2_000, 5)
  const served = (outOfScope: number) => {
    const calibration = calibrate(rows, outOfScope)
    return rows.filter(({ features, guess }) => confidence(calibration, features, guess) >= BAR).length
  }
  expect(served(0.1)).toBeGreaterThan(served(0.4))
  expect(served(0.4)).toBeGreaterThan(served(0.8))
})

test('too little to learn from leaves the curve as it was made by hand', () => {
  expect(calibrate([], 0.4)).toEqual(UNTAUGHT)
  expect(calibrate(evidence(12, 7), 0.4)).toEqual(UNTAUGHT)
  const onlyInside = evidence(500, 7).filter(({ from }) => from === 'phrasing')
  expect(calibrate(onlyInside, 0.4)).toEqual(UNTAUGHT)
})

test('an intent that draws what means nothing must be surer', () => {
  const rows = evidence(2_000, 11).flatMap((row, at): EvidenceRow[] => {
    const drawn = { ...row, guess: 2 }
    return row.truth === 0 && at % 2 === 0
      ? [row, { ...drawn, truth: 2 }]
      : [row, { ...drawn, truth: -1, from: 'stranger' }]
  })
  const { offsets } = calibrate(rows, 0.4)
  expect(offsets[2]).toBeLessThan(offsets[0] ?? 0)
})

test('labels of agents count for themselves, the rest by the share that is set', () => {
  const rows = [...evidence(300, 13), ...evidence(100, 17).map((row): EvidenceRow => ({ ...row, from: 'label' }))]
  const weights = weightsOf(rows, 0.4)
  const sum = (from: EvidenceRow['from']) =>
    rows.reduce((total, row, at) => total + (row.from === from ? (weights[at] ?? 0) : 0), 0)
  expect(sum('label')).toBeCloseTo(200)
  // Of what is out of scope, what is near an intent.
  expect(sum('stranger') / sum('phrasing')).toBeCloseTo((0.43 * 0.4) / 0.6)
})
