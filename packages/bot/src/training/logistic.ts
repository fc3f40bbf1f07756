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

/**
 * Logistic regression around prior beliefs (ridge towards them), by Newton's method; the intercept comes last.
 * O(steps · rows · features²). Few rows leave the beliefs as they are, many overrule them.
 */
export function fitLogistic(rows: readonly Observation[], beliefs: readonly Belief[]): number[] {
  const size = beliefs.length
  const coefficients = beliefs.map(({ value }) => value)
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = beliefs.map(({ value, strength }, at) => strength * (value - (coefficients[at] ?? 0)))
    const curvature = beliefs.map(({ strength }, at) => beliefs.map((_, other) => (other === at ? strength : 0)))
    for (const { features, held, weight } of rows) {
      const seen = [...features, 1]
      const expected = logistic(seen.reduce((sum, value, at) => sum + value * (coefficients[at] ?? 0), 0))
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
    change.forEach((by, at) => {
      coefficients[at] = (coefficients[at] ?? 0) + by
    })
    if (Math.max(...change.map(Math.abs)) < ENOUGH) break
  }
  return coefficients
}

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
