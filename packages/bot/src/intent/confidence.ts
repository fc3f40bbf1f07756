import { sharesNothing, WORTH } from './evidence.ts'

/** An intent at least this sure is served unasked: the confidence from which nine in ten are right. */
export const BAR = 0.8

/** From evidence to confidence: a logistic curve over the features, then a piecewise linear map. */
export interface Calibration {
  /** One per feature, in the order of `weigh`; the intercept comes last. */
  coefficients: number[]
  /** What is added for each class: some draw messages that mean nothing, others none. */
  offsets: number[]
  /** Points of the map, ascending in both: the probability whose precision reaches 0.9 is mapped to `BAR`. */
  points: [probability: number, confidence: number][]
}

/** Used until there is enough to learn from. */
export const UNTAUGHT: Calibration = {
  coefficients: [...WORTH, -2.2],
  offsets: [],
  points: [
    [0, 0],
    [1, 1],
  ],
}

/** Probability 0..1 before the map. O(features). */
export function probability(
  { coefficients, offsets }: Pick<Calibration, 'coefficients' | 'offsets'>,
  features: readonly number[],
  label: number,
): number {
  const intercept = (coefficients[features.length] ?? 0) + (offsets[label] ?? 0)
  return logistic(features.reduce((sum, value, at) => sum + value * (coefficients[at] ?? 0), intercept))
}

export const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** Of a guess that shares no word with what it guesses: enough to ask, never to serve. */
const UNHEARD = 0.6

/** Confidence 0..1 of a guess. O(features). */
export function confidence(calibration: Calibration, features: readonly number[], label: number): number {
  const sure = interpolate(calibration.points, probability(calibration, features, label))
  return sharesNothing(features) ? Math.min(UNHEARD, sure) : sure
}

function interpolate(points: Calibration['points'], value: number): number {
  const above = points.findIndex(([at]) => at >= value)
  const [toX, toY] = points[above] ?? [1, 1]
  const [fromX, fromY] = points[above - 1] ?? [0, 0]
  return toX === fromX ? toY : fromY + ((value - fromX) / (toX - fromX)) * (toY - fromY)
}
