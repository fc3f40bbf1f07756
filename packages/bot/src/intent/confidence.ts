/** What the classifier knows about its best guess. */
export interface Evidence {
  /** Score of the best class. */
  score: number
  /** Its lead over the second best. */
  margin: number
  /** Cosine 0..1 to the nearest phrasing of the best class. */
  cosine: number
}

/**
 * Confidence 0..1 of a guess: a logistic curve over three kinds of evidence, rounded by hand. 0.8 is the bar for serving
 * an intent unasked.
 */
export function confidence({ score, margin, cosine }: Evidence): number {
  const odds = 2.2 * score + 1.6 * margin + 7 * cosine - 3.1
  return 1 / (1 + Math.exp(-odds))
}
