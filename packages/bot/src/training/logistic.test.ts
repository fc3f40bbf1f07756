import { expect, test } from 'vitest'
import { logistic } from '../intent/confidence.ts'
import { seeded } from '../intent/seeded.ts'
import { fitLogistic, type Observation, oddsOf } from './logistic.ts'

const beliefs = [
  { value: 0, strength: 0.01 },
  { value: 0, strength: 0.01 },
]

test('finds the curve that rows were drawn from', () => {
  const random = seeded(7)
  const next = () => random() / 2_147_483_647
  for (let burn = 0; burn < 5; burn += 1) next()
  const rows = Array.from({ length: 8_000 }, (): Observation => {
    const feature = next() * 4 - 2
    return { features: [feature], held: next() < logistic(1.5 * feature - 0.7), weight: 1 }
  })
  const [slope, intercept] = fitLogistic(rows, beliefs)
  expect(slope).toBeCloseTo(1.5, 0)
  expect(intercept).toBeCloseTo(-0.7, 0)
})

test('without a row it stays with the beliefs, and with few it stays near', () => {
  const hand = [
    { value: 2, strength: 10 },
    { value: -1, strength: 10 },
  ]
  expect(fitLogistic([], hand)).toEqual([2, -1])
  const [slope = 0] = fitLogistic([{ features: [1], held: false, weight: 1 }], hand)
  expect(slope).toBeGreaterThan(1.9)
})

test('far beliefs and rows that part cleanly do not throw it off', () => {
  const rows = Array.from(
    { length: 500 },
    (_, at): Observation => ({ features: [at - 250], held: at > 250, weight: 50 }),
  )
  for (const value of [-300, 0, 300]) {
    const fitted = fitLogistic(rows, [
      { value, strength: 0.001 },
      { value: 0, strength: 0.001 },
    ])
    for (const each of fitted) expect(Number.isFinite(each)).toBe(true)
    expect(oddsOf(fitted, [100])).toBeGreaterThan(0)
    expect(oddsOf(fitted, [-100])).toBeLessThan(0)
  }
})
