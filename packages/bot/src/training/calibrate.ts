import { BAR, type Calibration, logistic, probability, UNTAUGHT } from '../intent/confidence.ts'
import { SPREAD, sharesNothing } from '../intent/evidence.ts'
import type { EvidenceRow } from '../intent/model.ts'
import { fitLogistic, oddsOf } from './logistic.ts'
import { weightsOf } from './weights.ts'

/** What confidence at the bar promises. */
const PRECISION = 0.9
/** Fewer of either kind tell nothing, and the curve stays as it was made by hand. */
const LEAST = 15
/** How strongly the hand-made curve is believed, in rows. */
const BELIEF = 10
/** How strongly every class is believed to be like the others, as a share of the rows a class has on average. */
const LIKE_OTHERS = 0.1
/** How many rows the hand-made bar is worth. */
const BAR_BELIEF = 60

/**
 * Learns what evidence is worth from messages nobody trained on: a small logistic regression, an offset for each class,
 * then the lowest probability from which `PRECISION` of all that is served is right becomes the bar. O(rows · features²).
 */
export function calibrate(rows: readonly EvidenceRow[], outOfScope: number): Calibration {
  const right = rows.filter(({ truth, guess }) => truth === guess).length
  if (right < LEAST || rows.filter(({ truth }) => truth < 0).length < LEAST) return UNTAUGHT
  const weights = weightsOf(rows, outOfScope)
  const seen = rows.map(({ features, truth, guess }, at) => ({
    features,
    held: truth === guess,
    guess,
    weight: weights[at] ?? 0,
  }))
  const coefficients = fitLogistic(
    seen,
    UNTAUGHT.coefficients.map((value, at) => ({ value, strength: BELIEF * (SPREAD[at] ?? 0.1) ** 2 })),
  )
  const offsets = offsetsOf(seen.map((each) => ({ ...each, odds: oddsOf(coefficients, each.features) })))
  const curve = { coefficients, offsets }
  const bar = barOf(
    seen
      .filter(({ features }) => !sharesNothing(features))
      .map((each) => ({ ...each, sure: probability(curve, each.features, each.guess) })),
  )
  const believed = (bar * rows.length + BAR * BAR_BELIEF) / (rows.length + BAR_BELIEF)
  return {
    ...curve,
    points: [
      [0, 0],
      [Math.min(0.999, believed), BAR],
      [1, 1],
    ],
  }
}

interface Seen {
  held: boolean
  guess: number
  weight: number
}

/** For each class the offset that fits what it was guessed for, drawn to 0 (Newton's method in one dimension). */
function offsetsOf(rows: readonly (Seen & { odds: number })[]): number[] {
  const offsets: number[] = []
  const byGuess = new Map<number, (Seen & { odds: number })[]>()
  for (const row of rows) {
    const same = byGuess.get(row.guess)
    if (same) same.push(row)
    else byGuess.set(row.guess, [row])
  }
  const belief = (LIKE_OTHERS * rows.length) / byGuess.size
  for (const [guess, same] of byGuess) {
    let offset = 0
    for (let step = 0; step < 10; step += 1) {
      let gradient = -belief * offset
      let bend = belief
      for (const { odds, held, weight } of same) {
        const expected = logistic(odds + offset)
        gradient += weight * ((held ? 1 : 0) - expected)
        bend += weight * expected * (1 - expected)
      }
      offset += gradient / bend
    }
    offsets[guess] = offset
  }
  return Array.from(offsets, (offset) => offset ?? 0)
}

/** The lowest probability from which on the weighted share of right guesses is at least `PRECISION`; 1 if there is none. */
function barOf(rows: readonly (Seen & { sure: number })[]): number {
  let all = 0
  let right = 0
  let bar = 1
  for (const { sure, held, weight } of [...rows].sort((left, other) => other.sure - left.sure)) {
    all += weight
    if (held) right += weight
    if (right >= PRECISION * all) bar = sure
  }
  return bar
}
