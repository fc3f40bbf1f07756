import { classifierTerms } from '../tokens.ts'
import type { Evidence } from './confidence.ts'
import { CosineIndex } from './cosine.ts'
import type { Example } from './example.ts'
import { FeatureSpace } from './features.ts'
import type { Model } from './model.ts'
import { scoreClasses } from './svm.ts'

/** What is known of each class about one message, classes by falling score. */
export type Judge = (folded: string) => { label: number; evidence: Evidence }[]

/** Ready to judge: the model with an index of the phrasings. Linear in their text. */
export function makeJudge(
  { vocabulary, separators }: Pick<Model, 'vocabulary' | 'separators'>,
  examples: readonly Example[],
): Judge {
  const space = new FeatureSpace(vocabulary)
  const index = new CosineIndex(examples.map(({ folded }) => space.vector(classifierTerms(folded))))
  return (folded) => {
    const vector = space.vector(classifierTerms(folded))
    const scores = scoreClasses(separators, vector)
    const cosines = new Float64Array(separators.classes)
    index.scores(vector).forEach((cosine, at) => {
      const label = examples[at]?.label ?? 0
      cosines[label] = Math.max(cosines[label] ?? 0, cosine)
    })
    const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
    const [best = 0, second = best] = order
    return order.map((label) => {
      const score = scores[label] ?? 0
      const rival = scores[label === best ? second : best] ?? 0
      return { label, evidence: { score, margin: score - rival, cosine: cosines[label] ?? 0 } }
    })
  }
}
