import { logistic } from '../intent/confidence.ts'

/** One row to learn from: what is seen, whether it held, and how much it counts. */
export interface Observation {
  features: readonly number[]
  held: boolean
  weight: number
}

/** What a coefficient is taken to be, and how strongly, before anything is seen. */
export interface Belief {
  value: number
  strength: number
}

const STEPS = 30
const ENOUGH = 1e-6
const SHORTEST = 1e-4

/**
 * Logistic regression around prior beliefs (ridge towards them), by Newton's method; the intercept comes last.
 * O(steps · rows · features²). Few rows leave the beliefs as they are, many overrule them.
 */
export function fitLogistic(rows: readonly Observation[], beliefs: readonly Belief[]): number[] {
  const size = beliefs.length
  let coefficients = beliefs.map(({ value }) => value)
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = beliefs.map(({ value, strength }, at) => strength * (value - (coefficients[at] ?? 0)))
    const curvature = beliefs.map(({ strength }, at) => beliefs.map((_, other) => (other === at ? strength : 0)))
    for (const { features, held, weight } of rows) {
      const seen = [...features, 1]
      const expected = logistic(oddsOf(coefficients, features))
      const error = weight * ((held ? 1 : 0) - expected)
      const bend = weight * expected * (1 - expected)
      for (let at = 0; at < size; at += 1) {
        const value = seen[at] ?? 0
        gradient[at] = (gradient[at] ?? 0) + error * value
        const line = curvature[at] ?? []
        for (let other = 0; other < size; other += 1)
          line[other] = (line[other] ?? 0) + bend * value * (seen[other] ?? 0)
      }
    }
    const change = solve(curvature, gradient)
    const before = likelihood(rows, beliefs, coefficients)
    let stride = 1
    let after = coefficients
    // A whole step may overshoot; half of it, and so on, does not for ever, since the likelihood is concave.
    for (; stride > SHORTEST; stride /= 2) {
      after = coefficients.map((value, at) => value + stride * (change[at] ?? 0))
      if (likelihood(rows, beliefs, after) > before) break
    }
    if (stride <= SHORTEST) break
    coefficients = after
    if (Math.max(...change.map(Math.abs)) * stride < ENOUGH) break
  }
  return coefficients
}

/** Log of how likely the rows and the beliefs are with these coefficients. */
function likelihood(rows: readonly Observation[], beliefs: readonly Belief[], coefficients: readonly number[]): number {
  let sum = 0
  beliefs.forEach(({ value, strength }, at) => {
    sum -= (strength * (value - (coefficients[at] ?? 0)) ** 2) / 2
  })
  for (const { features, held, weight } of rows) {
    const odds = oddsOf(coefficients, features)
    // log(1 + e^x), which for a large x is x.
    const against = held ? -odds : odds
    sum -= weight * (against > 30 ? against : Math.log1p(Math.exp(against)))
  }
  return sum
}

/** Log odds of a row: its features by their coefficients, and the intercept. */
export const oddsOf = (coefficients: readonly number[], features: readonly number[]): number =>
  features.reduce((sum, value, at) => sum + value * (coefficients[at] ?? 0), coefficients[features.length] ?? 0)

/** Gaussian elimination; the matrix is symmetric and positive definite, so no pivot is needed. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, at) => [...line, right[at] ?? 0])
  lines.forEach((line, at) => {
    const pivot = line[at] || 1
    lines.forEach((other, below) => {
      if (below === at) return
      const factor = (other[at] ?? 0) / pivot
      for (let column = at; column <= lines.length; column += 1)
        other[column] = (other[column] ?? 0) - factor * (line[column] ?? 0)
    })
  })
  return lines.map((line, at) => (line[lines.length] ?? 0) / (line[at] || 1))
}
