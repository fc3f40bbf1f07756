import type { Example } from '../intent/example.ts'
import { FeatureSpace, learnVocabulary } from '../intent/features.ts'
import type { Model } from '../intent/model.ts'
import { trainSeparators } from '../intent/svm.ts'
import { intentTerms, isPair } from '../intent/terms.ts'

/** Vocabulary and separators of some examples: one model for all languages, since customers mix them. */
export function learnClasses(examples: readonly Example[], intents: number): Pick<Model, 'vocabulary' | 'separators'> {
  const terms = examples.map(({ folded }) => intentTerms(folded))
  const vocabulary = learnVocabulary(terms, {
    power: RARITY_POWER,
    keepsRare: (term) => !isPair(term),
  })
  const space = new FeatureSpace(vocabulary)
  const labels = examples.map(({ label }) => label)
  const vectors = terms.map((each) => space.vector(each))
  return { vocabulary, separators: trainSeparators(vectors, labels, space.size, intents) }
}

/** A little below 1, which helps where phrasings are few and hurts nowhere. */
const RARITY_POWER = 0.7
