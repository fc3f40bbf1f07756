import type { Example } from '../intent/example.ts'
import { type Learnt, learnSpace } from '../intent/features.ts'
import type { Model } from '../intent/model.ts'
import { trainSeparators } from '../intent/svm.ts'
import { hasConcept, intentTerms, isPair } from '../intent/terms.ts'

/** Vocabulary and separators of some examples, and their vectors: one model for all languages, since customers mix them. */
export function learnClasses(
  examples: readonly Example[],
  intents: number,
): Pick<Model, 'vocabulary' | 'separators'> & Pick<Learnt, 'vectors'> {
  const { vocabulary, vectors } = learnSpace(
    examples.map(({ folded }) => intentTerms(folded)),
    {
      power: RARITY_POWER,
      keepsRare: (term) => !isPair(term),
      worth: (term) => (hasConcept(term) ? CONCEPT_WORTH : 1),
    },
  )
  const labels = examples.map(({ label }) => label)
  return { vocabulary, vectors, separators: trainSeparators(vectors, labels, vocabulary.terms.length, intents) }
}

/** A little below 1, which helps where phrasings are few and hurts nowhere. */
const RARITY_POWER = 0.7
/**
 * Terms with a concept count less than what is said literally: with more, few phrasings go further, and near misses
 * come nearer.
 */
const CONCEPT_WORTH = 0.7
