import type { Example } from '../intent/example.ts'
import { FeatureSpace, learnVocabulary } from '../intent/features.ts'
import type { Model } from '../intent/model.ts'
import { trainSeparators } from '../intent/svm.ts'
import { classifierTerms } from '../tokens.ts'

/** Vocabulary and separators of some examples: one model for all languages, since customers mix them. */
export function learnClasses(examples: readonly Example[], intents: number): Pick<Model, 'vocabulary' | 'separators'> {
  const terms = examples.map(({ folded }) => classifierTerms(folded))
  const vocabulary = learnVocabulary(terms)
  const space = new FeatureSpace(vocabulary)
  const labels = examples.map(({ label }) => label)
  const vectors = terms.map((each) => space.vector(each))
  return { vocabulary, separators: trainSeparators(vectors, labels, space.size, intents) }
}
