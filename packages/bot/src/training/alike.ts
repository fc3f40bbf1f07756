import { CosineIndex } from '../intent/cosine.ts'
import { FeatureSpace, learnVocabulary } from '../intent/features.ts'
import { normalise } from '../normalise.ts'
import { classifierTerms } from '../tokens.ts'

/** Places of two texts in a list, and how alike they are: cosine 0–1, where 1 is the same words. */
export interface AlikePair {
  first: number
  second: number
  cosine: number
}

/**
 * Texts that a model can hardly tell apart, `first` before `second`: of one intent they teach nothing twice, of two
 * intents they blur both. As the classifier sees them, so digits and scripts make no difference. O(pairs that share a term).
 */
export function alikePairs(texts: readonly string[], bar: number): AlikePair[] {
  const terms = texts.map((text) => classifierTerms(normalise(text).folded))
  const space = new FeatureSpace(learnVocabulary(terms))
  const vectors = terms.map((each) => space.vector(each))
  const index = new CosineIndex(vectors)
  const pairs: AlikePair[] = []
  for (const [first, vector] of vectors.entries()) {
    const scores = index.scores(vector)
    for (let second = first + 1; second < scores.length; second += 1) {
      const cosine = scores[second] ?? 0
      if (cosine > bar) pairs.push({ first, second, cosine })
    }
  }
  return pairs
}
