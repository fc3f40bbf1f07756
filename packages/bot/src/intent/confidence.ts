/** An intent at least this sure is served unasked: the confidence from which nine in ten are right. */
export const BAR = 0.8

/** What the classifier knows about one of its guesses. */
export interface Evidence {
  /** Score of the class. */
  score: number
  /** Its lead over the best other. */
  margin: number
  /** Cosine 0..1 to the nearest phrasing of the class. */
  cosine: number
}

/** From evidence to confidence: a logistic curve over the features, then a piecewise linear map. */
export interface Calibration {
  /** One per feature, in the order of `weigh`; the intercept comes last. */
  coefficients: number[]
  /** Points of the map, ascending in both: the probability whose precision reaches 0.9 is mapped to 0.8. */
  points: [probability: number, confidence: number][]
}

/** Used until there is anything to learn from. */
export const UNTAUGHT: Calibration = {
  coefficients: [2.2, 1.6, 7, -3.1],
  points: [
    [0, 0],
    [1, 1],
  ],
}

/** Evidence as features of the curve. */
export const weigh = ({ score, margin, cosine }: Evidence): number[] => [score, margin, cosine]

/** Confidence 0..1 of a guess. O(features). */
export function confidence({ coefficients, points }: Calibration, features: readonly number[]): number {
  const intercept = coefficients[features.length] ?? 0
  const odds = features.reduce((sum, value, at) => sum + value * (coefficients[at] ?? 0), intercept)
  return interpolate(points, 1 / (1 + Math.exp(-odds)))
}

function interpolate(points: Calibration['points'], value: number): number {
  const above = points.findIndex(([at]) => at >= value)
  const [toX, toY] = points[above] ?? [1, 1]
  const [fromX, fromY] = points[above - 1] ?? [0, 0]
  return toX === fromX ? toY : fromY + ((value - fromX) / (toX - fromX)) * (toY - fromY)
}
